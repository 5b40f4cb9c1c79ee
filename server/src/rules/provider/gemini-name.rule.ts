import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { SOURCES } from '../support/provider.ts';
import { renameFix } from '../support/rename.ts';

export const geminiName = defineRule({
  code: 'gemini-name',
  family: 'provider',
  target: 'gemini',
  severity: 'error',
  title: 'A name that Gemini refuses.',
  message: message`Gemini refuses the name ${'name'}: it must start with a letter or \`_\` and have letters, digits, \`_\`, \`.\`, \`:\` and \`-\` only, at most 128 characters.`,
  docs: {
    what: `A function name that does not start with a letter or an underscore, has other characters than letters, digits, \`_\`, \`.\`, \`:\` and \`-\`, or more than 128. Until 2025 the limit was 64, and older clients hold to it.`,
    why: `The whole request is answered with status 400.`,
    bad: `{"functionDeclarations": [{"name": [|"pay now"|], "description": "Pays an invoice.", "parameters": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}}]}`,
    good: `{"functionDeclarations": [{"name": "pay_now", "description": "Pays an invoice.", "parameters": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}}]}`,
    sources: [SOURCES.geminiFunction],
  },
  checkFunction({ signature }, report) {
    if (/^[a-zA-Z_][a-zA-Z0-9_.:-]{0,127}$/.test(signature.name)) return;
    report({ part: ['name'], data: { name: `\`${signature.name}\`` } });
  },
  fixes: (context) => renameFix(context, /[a-zA-Z0-9_.:-]/, 128),
});
