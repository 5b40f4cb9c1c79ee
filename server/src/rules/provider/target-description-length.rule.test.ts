import { testRule } from '../testing/test-rule.ts';
import { targetDescriptionLength } from './target-description-length.rule.ts';

testRule(targetDescriptionLength, {
  bad: [
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": [|"Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word."|], "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key of the bill."}}, "required": ["bill"]}}}`,
      targets: ['azure-openai'],
    },
  ],
  good: [
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key of the bill."}}, "required": ["bill"]}}}`,
      targets: ['azure-openai'],
    },
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word. Word.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key of the bill."}}, "required": ["bill"]}}}`,
      targets: ['bfcl'],
    },
  ],
});
