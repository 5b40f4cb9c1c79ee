import { testRule } from '../testing/test-rule.ts';
import { ambiguousFunctions } from './ambiguous-functions.rule.ts';

testRule(ambiguousFunctions);
