import { testRule } from '../testing/test-rule.ts';
import { proseFormat } from './prose-format.rule.ts';

testRule(proseFormat, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "Day, in [|YYYY-MM-DD|] format."}}}}`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "Day, in YYYY-MM-DD format.", "format": "date"}}}}`,
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "enum": ["2024-01-31"], "description": "Day, YYYY-MM-DD."}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "const": "2024-01-31", "description": "Day, YYYY-MM-DD."}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "format": "date", "description": "Day, YYYY-MM-DD."}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "Day as YYYY-MM-DD or a word such as today."}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "default": "today", "description": "Day, YYYY-MM-DD."}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "pattern": "^x", "description": "YYYY-MM-DD"}}}}`,
  ],
});
