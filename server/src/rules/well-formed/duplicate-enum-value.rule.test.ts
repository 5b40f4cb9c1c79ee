import { testRule } from '../testing/test-rule.ts';
import { duplicateEnumValue } from './duplicate-enum-value.rule.ts';

testRule(duplicateEnumValue);
