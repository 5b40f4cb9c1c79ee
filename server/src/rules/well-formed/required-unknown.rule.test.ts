import { testRule } from '../testing/test-rule.ts';
import { requiredUnknown } from './required-unknown.rule.ts';

testRule(requiredUnknown, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"user_id": {"type": "string"}}, "required": [[|"userId"|]]}}`,
      message: `is \`user_id\` meant?`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"user_id": {"type": "string"}}, "required": ["user_id"]}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a", [|"zzz"|]]}}`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}}`,
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "additionalProperties": {"type": "string"}, "required": ["a"]}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {}, "b": {}}, "oneOf": [{"required": ["a"]}, {"required": ["b"]}]}}`,
  ],
});
