import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { SOURCES } from '../support/provider.ts';

export const anthropicName = defineRule({
  code: 'anthropic-name',
  family: 'provider',
  target: 'anthropic',
  severity: 'error',
  title: 'A name that Anthropic refuses.',
  message: message`Anthropic refuses the name ${'name'}: only letters, digits, \`_\` and \`-\`, at most 64 characters (128 with newer models).`,
  docs: {
    what: `A tool name that does not match \`^[a-zA-Z0-9_-]{1,64}$\`. Newer models take up to 128 characters; the documented limit is 64, and what is above 128 fails everywhere.`,
    why: `The whole request is answered with status 400.`,
    bad: `{"name": [|"shop/pay"|], "description": "Pays an invoice.", "input_schema": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}}`,
    good: `{"name": "shop_pay", "description": "Pays an invoice.", "input_schema": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}}`,
    sources: [SOURCES.anthropicTools],
  },
  checkFunction({ signature }, report) {
    if (/^[a-zA-Z0-9_-]{1,64}$/.test(signature.name)) return;
    report({ part: ['name'], data: { name: `\`${signature.name}\`` } });
  },
});
