import { testRule } from '../testing/test-rule.ts';
import { openaiStrictType } from './openai-strict-type.rule.ts';

const tool = (schema: string) =>
  `{"type": "function", "function": {"name": "sort", "description": "Sorts the photos.", "strict": true, "parameters": ${schema}}}`;

testRule(openaiStrictType, {
  bad: [
    {
      input: tool(
        '{"type": "object", "properties": {"steps": {"type": "array", "items": [|true|]}}, "required": ["steps"], "additionalProperties": false}',
      ),
    },
    {
      input: tool(
        '{"type": "object", "properties": {"a": {"$ref": "#/$defs/Any"}}, "required": ["a"], "additionalProperties": false, "$defs": {"Any": [|{"description": "Anything."}|]}}',
      ),
    },
  ],
});
