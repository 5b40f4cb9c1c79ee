import { testRule } from '../testing/test-rule.ts';
import { openaiStrictRequired } from './openai-strict-required.rule.ts';

testRule(openaiStrictRequired);
