import { testRule } from '../testing/test-rule.ts';
import { targetArrayItems } from './target-array-items.rule.ts';

testRule(targetArrayItems, {
  bad: [
    {
      input: `{"tools": [{"name": "pay_bill", "description": "Pays one bill of the tenant.", "inputSchema": {"type": "object", "properties": {"tags": [|{"type": "array", "description": "Tags."}|]}}}]}`,
      targets: ['mcp'],
    },
  ],
  good: [
    {
      input: `{"tools": [{"name": "pay_bill", "description": "Pays one bill of the tenant.", "inputSchema": {"type": "object", "properties": {"tags": {"type": "array", "description": "Tags.", "items": {"type": "string"}}}}}]}`,
      targets: ['mcp'],
    },
    {
      input: `{"tools": [{"name": "pay_bill", "description": "Pays one bill of the tenant.", "inputSchema": {"type": "object", "properties": {"tags": {"type": "array", "description": "Tags."}}}}]}`,
      targets: ['bfcl'],
    },
  ],
});
