import { testRule } from '../testing/test-rule.ts';
import { targetName } from './target-name.rule.ts';

testRule(targetName, {
  bad: [
    {
      input: `{"type": "function", "function": {"name": [|"pay.bill"|], "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key of the bill."}}, "required": ["bill"]}}}`,
      targets: ['mistral'],
    },
  ],
  good: [
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key of the bill."}}, "required": ["bill"]}}}`,
      targets: ['mistral'],
    },
    {
      input: `{"type": "function", "function": {"name": "pay.bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key of the bill."}}, "required": ["bill"]}}}`,
      targets: ['bfcl'],
    },
  ],
});
