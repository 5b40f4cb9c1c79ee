import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { SOURCES } from '../support/provider.ts';
import { renameFix } from '../support/rename.ts';

export const anthropicName = defineRule({
  code: 'anthropic-name',
  family: 'provider',
  target: 'anthropic',
  severity: 'error',
  title: 'A name that Anthropic refuses.',
  message: message`Anthropic refuses the name ${'name'}: only letters, digits, \`_\` and \`-\`, at most 128 characters.`,
  docs: {
    what: `A tool name that does not match \`^[a-zA-Z0-9_-]{1,128}$\`, the pattern that the API names in its error. Older editions of the documentation, and some clients and clouds, say 64.`,
    why: `The whole request is answered with status 400.`,
    bad: `{"name": [|"shop/pay"|], "description": "Pays an invoice.", "input_schema": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}}`,
    good: `{"name": "shop_pay", "description": "Pays an invoice.", "input_schema": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}}`,
    sources: [SOURCES.anthropicName, SOURCES.anthropicTools],
  },
  checkFunction({ signature }, report) {
    if (/^[a-zA-Z0-9_-]{1,128}$/.test(signature.name)) return;
    report({ part: ['name'], data: { name: `\`${signature.name}\`` } });
  },
  fixes: (context) => renameFix(context, /[a-zA-Z0-9_-]/, 128),
});
