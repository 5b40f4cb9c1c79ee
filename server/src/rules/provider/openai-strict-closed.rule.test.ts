import { testRule } from '../testing/test-rule.ts';
import { openaiStrictClosed } from './openai-strict-closed.rule.ts';

testRule(openaiStrictClosed, {
  bad: [
    {
      input: `{"type": "function", "function": {"name": "f", "description": "Does it.", "strict": true, "parameters": [|{"type": "object", "properties": {}}|]}}`,
      fixed: `{"type": "function", "function": {"name": "f", "description": "Does it.", "strict": true, "parameters": {"type": "object", "properties": {}, "additionalProperties": false}}}`,
    },
  ],
  good: [
    `{"type": "function", "function": {"name": "f", "description": "Does it.", "parameters": {"type": "object", "properties": {}}}}`,
  ],
});
