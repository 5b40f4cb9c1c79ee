import { testRule } from '../testing/test-rule.ts';
import { duplicateFunction } from './duplicate-function.rule.ts';

testRule(duplicateFunction);
