import { testRule } from '../testing/test-rule.ts';
import { geminiToolCount } from './gemini-tool-count.rule.ts';

testRule(geminiToolCount);
