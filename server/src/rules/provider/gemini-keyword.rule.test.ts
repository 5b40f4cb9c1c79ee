import { testRule } from '../testing/test-rule.ts';
import { geminiKeyword } from './gemini-keyword.rule.ts';

testRule(geminiKeyword);
