import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { offer } from '../support/fixes.ts';
import { SOURCES } from '../support/provider.ts';
import { rootWithoutType } from '../support/root.ts';

export const anthropicRootObject = defineRule({
  code: 'anthropic-root-object',
  family: 'provider',
  target: 'anthropic',
  severity: 'error',
  title: 'An input schema that Anthropic refuses at its root.',
  message: message`Anthropic refuses an input schema ${'problem'}.`,
  docs: {
    what: `\`oneOf\`, \`allOf\` or \`anyOf\` at the root of \`input_schema\` (inside a property they are fine), or properties without \`"type": "object"\` at its root.`,
    why: `"input_schema does not support oneOf, allOf, or anyOf at the top level", "input_schema.type: Field required": status 400 for the whole request.`,
    bad: `{"name": "pay", "description": "Pays an invoice.", "input_schema": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice."}}, [|"oneOf"|]: [{"required": ["id"]}]}}`,
    good: `{"name": "pay", "description": "Pays an invoice.", "input_schema": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}}`,
    sources: [SOURCES.anthropicTools],
  },
  checkFunction(subject, report) {
    for (const keyword of ['oneOf', 'allOf', 'anyOf']) {
      if (subject.signature.parameters[keyword] === undefined) continue;
      report({ part: ['parameters', keyword], what: 'key', data: { problem: `with \`${keyword}\` at its top level` } });
    }
    if (rootWithoutType(subject))
      report({ part: ['parameters'], data: { problem: 'that does not say its type' }, fix: 'type' });
  },
  fixes: ({ edit, fix }) =>
    fix === 'type'
      ? offer('Add "type": "object"', edit.patch(['parameters'], { type: 'object' }), { preferred: true, safe: true })
      : [],
});
