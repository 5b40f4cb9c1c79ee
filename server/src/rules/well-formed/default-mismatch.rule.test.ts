import { testRule } from '../testing/test-rule.ts';
import { defaultMismatch } from './default-mismatch.rule.ts';

testRule(defaultMismatch, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "enum": ["asc", "desc"], "default": [|"ASC"|]}}}}`,
      message: `must be one of`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "enum": ["asc", "desc"], "default": "asc"}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "maximum": 5, "default": [|9|]}}}}`,
      fix: `Remove the default`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "maximum": 5}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"$ref": "#/$defs/N", "default": [|"x"|]}}, "$defs": {"N": {"type": "number"}}}}`,
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "number", "default": 1}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "boolean", "default": null}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"$ref": "other.json#/x", "default": 1}}}}`,
  ],
});
