import { testRule } from '../testing/test-rule.ts';
import { geminiName } from './gemini-name.rule.ts';

testRule(geminiName);
