import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { isStrict, SOURCES } from '../support/provider.ts';

const UNSUPPORTED = [
  'allOf',
  'oneOf',
  'not',
  'dependentRequired',
  'dependentSchemas',
  'if',
  'then',
  'else',
  'patternProperties',
  'propertyNames',
  'unevaluatedProperties',
  'unevaluatedItems',
  'minProperties',
  'maxProperties',
  'contains',
  'minContains',
  'maxContains',
  'uniqueItems',
  'default',
];

export const openaiStrictKeyword = defineRule({
  code: 'openai-strict-keyword',
  family: 'provider',
  target: 'openai',
  severity: 'error',
  title: 'A keyword that strict mode does not support.',
  message: message`Strict mode does not support \`${'keyword'}\`.`,
  docs: {
    what: `With \`"strict": true\`: \`allOf\`, \`oneOf\`, \`not\`, \`dependentRequired\`, \`dependentSchemas\`, \`if\`, \`then\`, \`else\`, \`patternProperties\`, \`propertyNames\`, \`unevaluatedProperties\`, \`minProperties\`, \`maxProperties\`, \`contains\`, \`uniqueItems\`, or a \`default\`.`,
    why: `"… is not permitted", status 400 for the whole request.`,
    bad: `{"type": "function", "function": {"name": "pay", "description": "Pays an invoice.", "strict": true, "parameters": {"type": "object", "properties": {"ids": {"type": "array", "description": "Invoices.", "items": {"type": "string"}, [|"uniqueItems"|]: true}}, "required": ["ids"], "additionalProperties": false}}}`,
    good: `{"type": "function", "function": {"name": "pay", "description": "Pays an invoice.", "strict": true, "parameters": {"type": "object", "properties": {"ids": {"type": "array", "description": "Invoices, each once.", "items": {"type": "string"}}}, "required": ["ids"], "additionalProperties": false}}}`,
    sources: [SOURCES.openaiStrict],
  },
  checkSchema(node, subject, report) {
    if (!isStrict(subject.signature) || node.side !== 'parameters') return;
    for (const keyword of UNSUPPORTED) {
      if (node.schema[keyword] !== undefined) report({ part: partOf(node, keyword), what: 'key', data: { keyword } });
    }
  },
});
