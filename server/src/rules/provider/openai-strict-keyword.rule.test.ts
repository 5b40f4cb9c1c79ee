import { testRule } from '../testing/test-rule.ts';
import { openaiStrictKeyword } from './openai-strict-keyword.rule.ts';

const tool = (property: string) =>
  `{"type": "function", "function": {"name": "f", "description": "Does it.", "strict": true, "parameters": {"type": "object", "properties": {"a": ${property}}, "required": ["a"], "additionalProperties": false}}}`;

testRule(openaiStrictKeyword, {
  bad: [
    { input: tool('{"type": "string", [|"default"|]: "x"}'), fixed: tool('{"type": "string"}') },
    { input: tool('{[|"oneOf"|]: [{"type": "string"}]}'), fixed: tool('{"anyOf": [{ "type": "string" }]}') },
    {
      input: tool('{"type": "string", "format": [|"uri"|]}'),
      message: 'Strict mode does not support `format: uri`.',
      fixed: tool('{"type": "string"}'),
    },
  ],
  good: [tool('{"type": "string", "format": "date-time"}'), tool('{"type": "integer", "minimum": 1}')],
});
