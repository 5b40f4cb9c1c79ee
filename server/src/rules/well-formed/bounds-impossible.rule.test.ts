import { testRule } from '../testing/test-rule.ts';
import { boundsImpossible } from './bounds-impossible.rule.ts';

testRule(boundsImpossible);
