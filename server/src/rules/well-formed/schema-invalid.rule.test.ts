import { testRule } from '../testing/test-rule.ts';
import { schemaInvalid } from './schema-invalid.rule.ts';

testRule(schemaInvalid, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "enum": [|[]|]}}}}`,
      message: 'a list of at least one value',
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "minLength": [|-1|]}}}}`,
      message: `minLength`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "pattern": [|7|]}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string"}}, "required": [|["a", "a"]|]}}`,
      message: '`required` must be a list of strings, each once',
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "minLength": 0, "x-note": 7}}}}`,
  ],
});
