import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf, wordsFor } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { isOpenObject, isStrict, SOURCES } from '../support/provider.ts';

export const openaiStrictClosed = defineRule({
  code: 'openai-strict-closed',
  family: 'provider',
  target: 'openai',
  severity: 'error',
  title: 'Strict mode needs `additionalProperties: false`.',
  message: message`Strict mode needs \`"additionalProperties": false\` on ${'where'}.`,
  docs: {
    what: `With \`"strict": true\`: an object schema that does not say \`"additionalProperties": false\`.`,
    why: `"Invalid schema for function …: 'additionalProperties' is required to be supplied and to be false", status 400.`,
    bad: `{"type": "function", "function": {"name": "pay", "description": "Pays an invoice.", "strict": true, "parameters": [|{"type": "object", "properties": {"id": {"type": "string", "description": "Invoice."}}, "required": ["id"]}|]}}`,
    good: `{"type": "function", "function": {"name": "pay", "description": "Pays an invoice.", "strict": true, "parameters": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice."}}, "required": ["id"], "additionalProperties": false}}}`,
    sources: [SOURCES.openaiStrict],
  },
  checkSchema(node, subject, report) {
    if (!isStrict(subject.signature) || node.side !== 'parameters' || !isOpenObject(node.schema)) return;
    report({
      part: partOf(node),
      data: { where: wordsFor(node) },
    });
  },
  fixes: ({ edit, part }) =>
    offer('Add "additionalProperties": false', edit.patch(part, { additionalProperties: false }), {
      preferred: true,
      safe: true,
    }),
});
