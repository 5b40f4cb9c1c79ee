import { testRule } from '../testing/test-rule.ts';
import { proseDefault } from './prose-default.rule.ts';

testRule(proseDefault, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "description": "Beats per minute. If not given, [|defaults to 120|]."}}}}`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "description": "Beats per minute.", "default": 120}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "boolean", "description": "Show all ([|default: false|])."}}}}`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "boolean", "description": "Show all.", "default": false}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "enum": ["asc", "desc"], "description": "Order, [|defaults to asc|]"}}}}`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "enum": ["asc", "desc"], "description": "Order", "default": "asc"}}}}`,
    },
    ...['\\"desc\\"', "'desc'", '`desc`'].map((quoted) => ({
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "enum": ["asc", "desc"], "description": "Order, [|defaults to ${quoted}|]"}}}}`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "enum": ["asc", "desc"], "description": "Order", "default": "desc"}}}}`,
    })),
  ],
  good: [
    // More than a word in quotation marks is no member of the choices.
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "enum": ["asc", "desc"], "description": "Order, defaults to \`newest\`"}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "description": "Defaults to 10 if the list is long."}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "Default is the current user."}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "description": "Default 5."}}, "required": ["a"]}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "maximum": 3, "default": 1, "description": "Default 5."}}}}`,
  ],
});
