import { testRule } from '../testing/test-rule.ts';
import { responseMissing } from './response-missing.rule.ts';

testRule(responseMissing);
