import { testRule } from '../testing/test-rule.ts';
import { typeMissing } from './type-missing.rule.ts';

testRule(typeMissing);
