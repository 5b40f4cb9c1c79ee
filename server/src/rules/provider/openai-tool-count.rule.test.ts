import { testRule } from '../testing/test-rule.ts';
import { openaiToolCount } from './openai-tool-count.rule.ts';

testRule(openaiToolCount);
