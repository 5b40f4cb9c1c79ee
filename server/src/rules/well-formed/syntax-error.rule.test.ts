import { testRule } from '../testing/test-rule.ts';
import { syntaxError } from './syntax-error.rule.ts';

testRule(syntaxError);
