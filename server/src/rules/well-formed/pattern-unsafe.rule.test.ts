import { testRule } from '../testing/test-rule.ts';
import { patternUnsafe } from './pattern-unsafe.rule.ts';

testRule(patternUnsafe);
