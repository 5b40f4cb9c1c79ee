import { testRule } from '../testing/test-rule.ts';
import { requiredUnknown } from './required-unknown.rule.ts';

testRule(requiredUnknown);
