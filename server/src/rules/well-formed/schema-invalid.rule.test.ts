import { testRule } from '../testing/test-rule.ts';
import { schemaInvalid } from './schema-invalid.rule.ts';

testRule(schemaInvalid, {
  bad: [
    {
      input: `{"functionDeclarations": [{"name": "f", "description": "Does it.", "parameters": {"type": "OBJECT", "properties": {"a": {"type": "ARRAY", "items": {"type": "STRING"}, "minItems": [|"one"|]}}}}]}`,
    },
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
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"description": "One of none.", "anyOf": [|[]|]}}}}`,
      message: 'a list of at least one schema',
    },
  ],
  good: [
    // Protobuf's JSON writes 64-bit integers as texts.
    `{"functionDeclarations": [{"name": "f", "description": "Does it.", "parameters": {"type": "OBJECT", "properties": {"a": {"type": "ARRAY", "items": {"type": "STRING"}, "minItems": "1"}}}}]}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "minLength": 0, "x-note": 7}}}}`,
  ],
});
