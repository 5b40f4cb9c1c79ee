import { testRule } from '../testing/test-rule.ts';
import { targetPattern } from './target-pattern.rule.ts';

testRule(targetPattern, {
  bad: [
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key.", "pattern": [|"^(?!x)[a-z]+$"|]}}}}}`,
      targets: ['openai'],
    },
  ],
  good: [
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key.", "pattern": "^[a-z]+$"}}}}}`,
      targets: ['openai'],
    },
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key.", "pattern": "^(?!x)[a-z]+$"}}}}}`,
      targets: ['bfcl'],
    },
  ],
});
