import { testRule } from '../testing/test-rule.ts';
import { openaiArrayItems } from './openai-array-items.rule.ts';

const tool = (array: string) =>
  `{"type": "function", "function": {"name": "f", "description": "Does it.", "parameters": {"type": "object", "properties": {"a": ${array}}}}}`;

testRule(openaiArrayItems, {
  bad: [
    {
      input: tool('[|{"type": "array", "items": [{"type": "string"}, {"type": "integer"}]}|]'),
      message: '`items` is a list',
    },
  ],
  good: [
    tool('{"type": "array", "prefixItems": [{"type": "string"}], "items": false}'),
    tool('{"type": "array", "items": {"type": "string"}}'),
  ],
});
