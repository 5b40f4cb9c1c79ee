import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { SOURCES } from '../support/provider.ts';

export const anthropicRootObject = defineRule({
  code: 'anthropic-root-object',
  family: 'provider',
  target: 'anthropic',
  severity: 'error',
  title: 'An input schema that Anthropic refuses at its root.',
  message: message`Anthropic refuses \`${'keyword'}\` at the top level of an input schema.`,
  docs: {
    what: `\`oneOf\`, \`allOf\` or \`anyOf\` at the root of \`input_schema\`. Inside a property they are fine.`,
    why: `"input_schema does not support oneOf, allOf, or anyOf at the top level", status 400 for the whole request.`,
    bad: `{"name": "pay", "description": "Pays an invoice.", "input_schema": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice."}}, [|"oneOf"|]: [{"required": ["id"]}]}}`,
    good: `{"name": "pay", "description": "Pays an invoice.", "input_schema": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}}`,
    sources: [SOURCES.anthropicTools],
  },
  checkFunction({ signature }, report) {
    for (const keyword of ['oneOf', 'allOf', 'anyOf']) {
      if (signature.parameters[keyword] === undefined) continue;
      report({ part: ['parameters', keyword], what: 'key', data: { keyword } });
    }
  },
});
