import { testRule } from '../testing/test-rule.ts';
import { openaiArrayItems } from './openai-array-items.rule.ts';

testRule(openaiArrayItems);
