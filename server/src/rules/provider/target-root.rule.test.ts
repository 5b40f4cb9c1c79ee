import { testRule } from '../testing/test-rule.ts';
import { targetRoot } from './target-root.rule.ts';

testRule(targetRoot, {
  bad: [
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {}, [|"anyOf"|]: [{"required": ["a"]}, {"required": ["b"]}]}}}`,
      targets: ['bedrock'],
    },
  ],
  good: [
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key of the bill."}}, "required": ["bill"]}}}`,
      targets: ['bedrock'],
    },
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}}}`,
      targets: ['bfcl'],
    },
  ],
});
