import { testRule } from '../testing/test-rule.ts';
import { defaultNull } from './default-null.rule.ts';

testRule(defaultNull, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "default": [|null|]}}}}`,
      fix: 'Admit null',
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": ["integer", "null"], "default": null}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "default": [|null|]}}}}`,
      message: `type integer does not admit`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer"}}}}`,
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": ["integer", "null"], "default": null}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"anyOf": [{"type": "integer"}, {"type": "null"}], "default": null}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"default": null}}}}`,
  ],
});
