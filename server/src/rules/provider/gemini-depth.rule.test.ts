import { testRule } from '../testing/test-rule.ts';
import { geminiDepth } from './gemini-depth.rule.ts';

testRule(geminiDepth);
