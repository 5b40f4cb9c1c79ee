import { testRule } from '../testing/test-rule.ts';
import { geminiEnum } from './gemini-enum.rule.ts';

testRule(geminiEnum);
