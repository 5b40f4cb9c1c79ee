import { testRule } from '../testing/test-rule.ts';
import { openaiStrictKeyword } from './openai-strict-keyword.rule.ts';

const tool = (property: string) =>
  `{"type": "function", "function": {"name": "f", "description": "Does it.", "strict": true, "parameters": {"type": "object", "properties": {"a": ${property}}, "required": ["a"], "additionalProperties": false}}}`;

testRule(openaiStrictKeyword, {
  bad: [
    { input: tool('{"type": "string", [|"default"|]: "x"}'), fixed: tool('{"type": "string"}') },
    { input: tool('{[|"oneOf"|]: [{"type": "string"}]}'), fixed: tool('{"anyOf": [{ "type": "string" }]}') },
  ],
  good: [tool('{"type": "integer", "minimum": 1}')],
});
