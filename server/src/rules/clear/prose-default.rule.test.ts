import { testRule } from '../testing/test-rule.ts';
import { proseDefault } from './prose-default.rule.ts';

testRule(proseDefault);
