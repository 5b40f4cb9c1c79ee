import { testRule } from '../testing/test-rule.ts';
import { targetNamePrefix } from './target-name-prefix.rule.ts';

testRule(targetNamePrefix, {
  bad: [
    {
      input: `{"tools": [{"name": [|"list_all_payments_of_all_tenants_in_the_whole_last_quarter"|], "description": "Pays one bill of the tenant.", "inputSchema": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key of the bill."}}, "required": ["bill"]}}]}`,
      targets: ['cursor'],
    },
  ],
  good: [
    {
      input: `{"tools": [{"name": "pay_bill", "description": "Pays one bill of the tenant.", "inputSchema": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key of the bill."}}, "required": ["bill"]}}]}`,
      targets: ['cursor'],
    },
    {
      input: `{"tools": [{"name": "list_all_payments_of_all_tenants_in_the_whole_last_quarter", "description": "Pays one bill of the tenant.", "inputSchema": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key of the bill."}}, "required": ["bill"]}}]}`,
      targets: ['bfcl'],
    },
  ],
});
