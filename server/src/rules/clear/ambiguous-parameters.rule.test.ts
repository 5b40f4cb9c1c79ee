import { testRule } from '../testing/test-rule.ts';
import { ambiguousParameters } from './ambiguous-parameters.rule.ts';

testRule(ambiguousParameters);
