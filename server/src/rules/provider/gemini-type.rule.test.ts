import { testRule } from '../testing/test-rule.ts';
import { geminiType } from './gemini-type.rule.ts';

testRule(geminiType);
