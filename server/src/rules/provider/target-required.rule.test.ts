import { testRule } from '../testing/test-rule.ts';
import { targetRequired } from './target-required.rule.ts';

testRule(targetRequired, {
  bad: [
    {
      input: String.raw`{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "required": [|["bill"]|]}}}`,
      targets: ['groq'],
    },
  ],
  good: [
    {
      input: String.raw`{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key of the bill."}}, "required": ["bill"]}}}`,
      targets: ['groq'],
    },
    {
      input: String.raw`{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "required": ["bill"]}}}`,
      targets: ['bfcl'],
    },
  ],
});
