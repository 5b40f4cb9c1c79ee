import { testRule } from '../testing/test-rule.ts';
import { targetProperties } from './target-properties.rule.ts';

testRule(targetProperties, {
  bad: [
    {
      input: String.raw`{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": [|{"type": "object"}|]}}`,
      targets: ['openai'],
    },
  ],
  good: [
    {
      input: String.raw`{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {}}}}`,
      targets: ['openai'],
    },
    {
      input: String.raw`{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object"}}}`,
      targets: ['bfcl'],
    },
  ],
});
