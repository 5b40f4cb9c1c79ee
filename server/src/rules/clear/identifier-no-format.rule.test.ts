import { testRule } from '../testing/test-rule.ts';
import { identifierNoFormat } from './identifier-no-format.rule.ts';

testRule(identifierNoFormat, {
  bad: [],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"order_id": {"type": "string", "description": "Key, e.g. A-1."}}, "required": ["order_id"]}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"order_id": {"type": "string", "format": "uuid"}}, "required": ["order_id"]}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"order_id": {"type": "string"}}}}`,
  ],
});
