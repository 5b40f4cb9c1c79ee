import { testRule } from '../testing/test-rule.ts';
import { anthropicStrictSchema } from './anthropic-strict-schema.rule.ts';

const tool = (schema: string, strict = true) =>
  `{"name": "f", "description": "Does it.", "strict": ${strict}, "input_schema": ${schema}}`;

testRule(anthropicStrictSchema, {
  bad: [
    {
      input: tool('[|{"type": "object", "properties": {}}|]'),
      message: 'needs `"additionalProperties": false` on the parameters',
      fixed: tool('{"type": "object", "properties": {}, "additionalProperties": false}'),
    },
    {
      input: tool(
        '{"type": "object", "properties": {"tags": {"type": "array", "items": {"type": "string"}, "minItems": [|2|]}}, "additionalProperties": false}',
      ),
      message: 'takes 0 or 1 for `minItems`',
    },
    {
      input: tool('{"type": "object", "properties": {"a": {"enum": ["x", [|["y"]|]]}}, "additionalProperties": false}'),
      message: 'no objects or lists in an enum',
    },
    {
      input: tool(
        '{"type": "object", "properties": {"a": {"type": "string", [|"maxLength"|]: 3}}, "additionalProperties": false}',
      ),
      fix: 'Remove `maxLength`',
      fixed: tool('{"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": false}'),
    },
    {
      input: tool(
        '{"type": "object", "properties": {"a": {"type": "string", "pattern": [|"^(?=.*[0-9]).+$"|]}}, "additionalProperties": false}',
      ),
      message: 'takes no look-around',
    },
    {
      input: tool(
        '{"type": "object", "properties": {"a": {"$ref": "#/$defs/N"}}, "additionalProperties": false, "$defs": {"N": {"type": "object", "properties": {"next": {"$ref": [|"#/$defs/N"|]}}, "additionalProperties": false}}}',
      ),
      message: 'takes no type that contains itself',
    },
    {
      input: tool(
        '{"type": "object", "properties": {"a": {"$ref": [|"https://example.org/a.json"|]}}, "additionalProperties": false}',
      ),
      message: 'follows no reference out of the schema',
    },
  ],
  good: [
    tool(
      '{"type": "object", "properties": {"a": {"type": "string", "pattern": "^(?:a|b)+\\\\\\\\bin$"}}, "additionalProperties": false}',
    ),
    tool('{"type": "object", "properties": {"n": {"type": "integer", "minimum": 1}}}', false),
    tool(
      '{"type": "object", "properties": {"a": {"type": "array", "items": {"type": "string"}, "minItems": 1}}, "additionalProperties": false}',
    ),
  ],
});
