import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { SOURCES } from '../support/provider.ts';
import { renameFix } from '../support/rename.ts';

export const openaiName = defineRule({
  code: 'openai-name',
  family: 'provider',
  target: 'openai',
  severity: 'error',
  title: 'A name that OpenAI refuses.',
  message: message`OpenAI refuses the name ${'name'}: only letters, digits, \`_\` and \`-\`, at most 64 characters.`,
  docs: {
    what: `A function name with other characters than a-z, A-Z, 0-9, \`_\` and \`-\`, or with more than 64.`,
    why: `The whole request is answered with status 400.`,
    bad: `{"type": "function", "function": {"name": [|"shop.pay"|], "description": "Pays an invoice.", "parameters": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}}}`,
    good: `{"type": "function", "function": {"name": "shop_pay", "description": "Pays an invoice.", "parameters": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}}}`,
    sources: [SOURCES.openaiTools],
  },
  checkFunction({ signature }, report) {
    if (/^[a-zA-Z0-9_-]{1,64}$/.test(signature.name)) return;
    report({ part: ['name'], data: { name: `\`${signature.name}\`` } });
  },
  fixes: (context) => renameFix(context, /[a-zA-Z0-9_-]/, 64),
});
