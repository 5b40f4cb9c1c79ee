import { testRule } from '../testing/test-rule.ts';
import { targetKeyword } from './target-keyword.rule.ts';

testRule(targetKeyword, {
  bad: [
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key of the bill."}}, [|"patternProperties"|]: {"^x": {"type": "string"}}}}}`,
      targets: ['vllm'],
    },
  ],
  good: [
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key of the bill."}}, "required": ["bill"]}}}`,
      targets: ['vllm'],
    },
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key of the bill."}}, "patternProperties": {"^x": {"type": "string"}}}}}`,
      targets: ['bfcl'],
    },
  ],
});
