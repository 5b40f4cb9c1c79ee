import { testRule } from '../testing/test-rule.ts';
import { openaiStrictClosed } from './openai-strict-closed.rule.ts';

testRule(openaiStrictClosed);
