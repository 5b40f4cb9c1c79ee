import { testRule } from '../testing/test-rule.ts';
import { geminiArrayItems } from './gemini-array-items.rule.ts';

testRule(geminiArrayItems);
