import { testRule } from '../testing/test-rule.ts';
import { duplicateParameter } from './duplicate-parameter.rule.ts';

testRule(duplicateParameter);
