import { testRule } from '../testing/test-rule.ts';
import { enumMismatch } from './enum-mismatch.rule.ts';

testRule(enumMismatch, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "enum": [[|1|], "b"]}}}}`,
      message: `the type is string`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "enum": ["1", "b"]}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "boolean", "enum": [[|"yes"|], true]}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "const": [|5|]}}}}`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "const": "5"}}}}`,
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "const": 5}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "number", "enum": [1, 2.5]}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"enum": [1, "b"]}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": ["string", "null"], "enum": ["b", null]}}}}`,
  ],
});
