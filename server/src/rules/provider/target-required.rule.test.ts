import { testRule } from '../testing/test-rule.ts';
import { targetRequired } from './target-required.rule.ts';

testRule(targetRequired, {
  bad: [
    {
      input: `{"functionDeclarations": [{"name": "pay_bill", "description": "Pays one bill.", "parameters": {"type": "object", "properties": {"bill": {"type": "object", "required": [|["key"]|], "description": "The bill."}}}}]}`,
      targets: ['gemini'],
    },
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "required": [|["bill"]|]}}}`,
      targets: ['groq'],
    },
    {
      input: `{"type": "function", "function": {"name": "list_bills", "description": "Lists the bills of the tenant.", "parameters": {"type": "object", "required": [|[]|]}}}`,
      targets: ['groq'],
    },
  ],
  good: [
    // The properties may stand where the schema points to.
    ...[
      '"$ref": "#/$defs/Bill"',
      '"anyOf": [{"type": "object"}]',
      '"oneOf": [{"type": "object"}]',
      '"allOf": [{"type": "object"}]',
    ].map((keyword) => ({
      input: `{"functionDeclarations": [{"name": "pay_bill", "description": "Pays one bill.", "parameters": {"type": "object", "properties": {"bill": {${keyword}, "required": ["key"], "description": "The bill."}}}}]}`,
      targets: ['gemini' as const],
    })),
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "properties": {"bill": {"type": "string", "description": "Key of the bill."}}, "required": ["bill"]}}}`,
      targets: ['groq'],
    },
    {
      input: `{"type": "function", "function": {"name": "pay_bill", "description": "Pays one bill of the tenant.", "parameters": {"type": "object", "required": ["bill"]}}}`,
      targets: ['bfcl'],
    },
  ],
});
