import { testRule } from '../testing/test-rule.ts';
import { geminiParameterName } from './gemini-parameter-name.rule.ts';

testRule(geminiParameterName);
