import { testRule } from '../testing/test-rule.ts';
import { identifierNoFormat } from './identifier-no-format.rule.ts';

testRule(identifierNoFormat, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {[|"order_id"|]: {"type": "string", "description": "Key of the order."}}, "required": ["order_id"]}}`,
    },
  ],
  good: [
    ...[
      '"type": "integer"',
      '"type": "string", "pattern": "^A-"',
      '"type": "string", "enum": ["A-1"]',
      '"type": "string", "const": "A-1"',
      '"type": "string", "default": "A-1"',
      '"type": "string", "examples": ["A-1"]',
    ].map(
      (keywords) =>
        `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"order_id": {"description": "Key of the order.", ${keywords}}}, "required": ["order_id"]}}`,
    ),
    // Not named like a key.
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"order": {"type": "string", "description": "The order."}}, "required": ["order"]}}`,
    // Where the definition stands, it is judged.
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"order_id": {"$ref": "#/$defs/Key"}}, "required": ["order_id"], "$defs": {"Key": {"type": "string"}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"order_id": {"type": "string", "description": "Key, e.g. A-1."}}, "required": ["order_id"]}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"order_id": {"type": "string", "format": "uuid"}}, "required": ["order_id"]}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"order_id": {"type": "string"}}}}`,
  ],
});
