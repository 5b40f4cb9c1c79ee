import { testRule } from '../testing/test-rule.ts';
import { targetProperties } from './target-properties.rule.ts';

testRule(targetProperties, {
  bad: [
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": [|{"type": "object"}|]}}`,
      targets: ['openai'],
    },
  ],
  good: [
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {}}}}`,
      targets: ['openai'],
    },
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object"}}}`,
      targets: ['bfcl'],
    },
  ],
});
