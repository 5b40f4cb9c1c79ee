import { testRule } from '../testing/test-rule.ts';
import { targetSize } from './target-size.rule.ts';

testRule(targetSize, {
  bad: [
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key.", [|"maxLength"|]: 10000}}}}}`,
      targets: ['llama.cpp'],
    },
  ],
  good: [
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key.", "maxLength": 64}}}}}`,
      targets: ['llama.cpp'],
    },
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key.", "maxLength": 10000}}}}}`,
      targets: ['bfcl'],
    },
  ],
});
