import { testRule } from '../testing/test-rule.ts';
import { requiredDefault } from './required-default.rule.ts';

testRule(requiredDefault);
