import { testRule } from '../testing/test-rule.ts';
import { openaiStrictLimit } from './openai-strict-limit.rule.ts';

testRule(openaiStrictLimit);
