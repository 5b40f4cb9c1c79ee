import { testRule } from '../testing/test-rule.ts';
import { duplicateType } from './duplicate-type.rule.ts';

testRule(duplicateType);
