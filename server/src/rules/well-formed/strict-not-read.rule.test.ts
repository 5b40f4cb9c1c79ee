import { testRule } from '../testing/test-rule.ts';
import { strictNotRead } from './strict-not-read.rule.ts';

const schema = '{"type": "object", "properties": {}, "required": [], "additionalProperties": false}';
const chat = (inside: string, outside = '') =>
  `{"type": "function"${outside}, "function": {"name": "pay", "description": "Pays an invoice."${inside}, "parameters": ${schema}}}`;

testRule(strictNotRead, {
  bad: [
    { input: chat(', "strict": [|"true"|]'), fixed: chat(', "strict": true') },
    { input: chat(', "strict": [|1|]'), message: '`strict` must be true or false, not 1.' },
    { input: chat('', ', [|"strict"|]: true'), message: 'is read inside `function`' },
    {
      input:
        '{"name": "pay", "description": "Pays an invoice.", "input_schema": {"type": "object", "properties": {}, [|"strict"|]: true}}',
      message: 'it stands beside `input_schema`',
    },
    { input: `{"name": "pay", "description": "Pays.", "strict": [|"yes"|], "input_schema": ${schema}}` },
  ],
  good: [
    chat(', "strict": false'),
    // The Responses API takes null.
    `{"type": "function", "name": "pay", "description": "Pays an invoice.", "strict": null, "parameters": ${schema}}`,
    // A parameter may have the name.
    '{"name": "pay", "description": "Pays an invoice.", "input_schema": {"type": "object", "properties": {"strict": {"type": "boolean", "description": "Whether to check the sum."}}}}',
  ],
});
