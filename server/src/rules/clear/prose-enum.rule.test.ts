import { testRule } from '../testing/test-rule.ts';
import { proseEnum } from './prose-enum.rule.ts';

testRule(proseEnum, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "The unit. [|[Enum]: [\\"c\\", \\"f\\"|]]"}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "Kind of seat ([|one of: window, aisle|])"}}}}`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "Kind of seat", "enum": ["window", "aisle"]}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "Order of the list. [|Possible values: \`asc\`, \`desc\`|]. Newest first."}}}}`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "Order of the list. Newest first.", "enum": ["asc", "desc"]}}}}`,
    },
  ],
  good: [
    ...[
      '"enum": ["window", "aisle"]',
      '"const": "window"',
      '"format": "date"',
      '"pattern": "^w"',
      '"type": "integer"',
    ].map(
      (keyword) =>
        `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {${keyword.startsWith('"type"') ? '' : '"type": "string", '}${keyword}, "description": "Kind of seat (one of: window, aisle)"}}}}`,
    ),
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "A city such as 'Paris' or 'Rome'."}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "Can be 'x', 'y', etc."}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "One of your bookings."}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "Either the name or the key."}}}}`,
  ],
});
