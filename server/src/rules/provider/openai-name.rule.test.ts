import { testRule } from '../testing/test-rule.ts';
import { openaiName } from './openai-name.rule.ts';

testRule(openaiName);
