import { testRule } from '../testing/test-rule.ts';
import { openaiStrictType } from './openai-strict-type.rule.ts';

testRule(openaiStrictType);
