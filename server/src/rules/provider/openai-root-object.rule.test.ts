import { testRule } from '../testing/test-rule.ts';
import { openaiRootObject } from './openai-root-object.rule.ts';

testRule(openaiRootObject);
