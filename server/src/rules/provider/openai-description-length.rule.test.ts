import { testRule } from '../testing/test-rule.ts';
import { openaiDescriptionLength } from './openai-description-length.rule.ts';

testRule(openaiDescriptionLength);
