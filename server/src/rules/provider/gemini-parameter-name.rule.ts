import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { SOURCES } from '../support/provider.ts';

export const geminiParameterName = defineRule({
  code: 'gemini-parameter-name',
  family: 'provider',
  target: 'gemini',
  severity: 'warning',
  title: 'A parameter name that Gemini refuses.',
  message: message`Gemini asks for parameter names of letters, digits and \`_\`, not starting with a digit, at most 64 characters: not ${'name'}.`,
  docs: {
    what: `A parameter name that does not start with a letter or underscore, has other characters than letters, digits and \`_\`, or more than 64.`,
    why: `The declaration is refused, or the model writes another name.`,
    bad: `{"functionDeclarations": [{"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "OBJECT", "properties": {[|"invoice-id"|]: {"type": "STRING", "description": "Invoice to pay."}}}}]}`,
    good: `{"functionDeclarations": [{"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "OBJECT", "properties": {"invoice_id": {"type": "STRING", "description": "Invoice to pay."}}}}]}`,
    sources: [SOURCES.geminiFunction],
  },
  checkProperty(node, _subject, report) {
    if (!node.parameter || /^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/.test(node.name)) return;
    report({ part: partOf(node), what: 'key', data: { name: `\`${node.name}\`` } });
  },
});
