import { testRule } from '../testing/test-rule.ts';
import { requiredDefault } from './required-default.rule.ts';

testRule(requiredDefault, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "default": [|3|]}}, "required": ["a"]}}`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "default": 3}}, "required": []}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "default": [|3|]}}, "required": ["a"]}}`,
      fix: `Remove the default`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}}`,
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "default": 3}}}}`,
    `function f(a?: integer = 3): string;`,
  ],
});
