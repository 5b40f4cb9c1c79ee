import { testRule } from '../testing/test-rule.ts';
import { proseRange } from './prose-range.rule.ts';

testRule(proseRange, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "description": "Page size, [|between 1 and 50|]."}}}}`,
      fixed: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "description": "Page size, between 1 and 50.", "minimum": 1, "maximum": 50}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "description": "[|At least 2|] people."}}}}`,
      message: `2 …`,
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "description": "Year, e.g. between 1990 and 2000."}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "description": "between 1 and 5"}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "integer", "minimum": 0, "description": "between 1 and 5"}}}}`,
  ],
});
