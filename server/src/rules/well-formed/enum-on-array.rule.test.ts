import { testRule } from '../testing/test-rule.ts';
import { enumOnArray } from './enum-on-array.rule.ts';

testRule(enumOnArray, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "array", "items": {"type": "string"}, "enum": [|["x", "y"]|]}}}}`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "array", "items": { "type": "string", "enum": ["x", "y"] }}}}}`,
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "array", "items": {"type": "string"}, "enum": [["x"], ["y"]]}}}}`,
  ],
});
