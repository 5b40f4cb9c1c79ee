import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { SOURCES } from '../support/provider.ts';

export const geminiType = defineRule({
  code: 'gemini-type',
  family: 'provider',
  target: 'gemini',
  severity: 'error',
  title: 'A schema without a type for Gemini.',
  message: message`Gemini needs a type on ${'name'}.`,
  docs: {
    what: `A property or item without \`type\` and without \`anyOf\`; properties without \`"type": "OBJECT"\`.`,
    why: `"type: must be specified when not using one_of, any_of or all_of fields", status 400.`,
    bad: `{"functionDeclarations": [{"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "OBJECT", "properties": {"id": [|{"description": "Invoice."}|]}}}]}`,
    good: `{"functionDeclarations": [{"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}}]}`,
    sources: [SOURCES.geminiSchema],
  },
  checkSchema(node, _subject, report) {
    const { schema } = node;
    if (node.side !== 'parameters' || (node.role !== 'property' && node.role !== 'items')) return;
    if (['type', 'anyOf', 'oneOf', 'allOf', '$ref', 'const'].some((keyword) => schema[keyword] !== undefined)) return;
    report({ part: partOf(node), data: { name: `\`${node.name || node.role}\`` } });
  },
});
