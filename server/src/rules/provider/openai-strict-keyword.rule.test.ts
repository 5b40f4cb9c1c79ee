import { testRule } from '../testing/test-rule.ts';
import { openaiStrictKeyword } from './openai-strict-keyword.rule.ts';

testRule(openaiStrictKeyword);
