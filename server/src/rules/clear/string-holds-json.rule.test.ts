import { testRule } from '../testing/test-rule.ts';
import { stringHoldsJson } from './string-holds-json.rule.ts';

testRule(stringHoldsJson);
