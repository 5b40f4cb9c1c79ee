import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf, wordsFor } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { SOURCES } from '../support/provider.ts';
import { rawSchema } from '../support/raw.ts';

export const geminiType = defineRule({
  code: 'gemini-type',
  family: 'provider',
  target: 'gemini',
  severity: 'error',
  title: 'A schema without a type for Gemini, or with several.',
  message: message`Gemini needs ${'what'} on ${'name'}.`,
  docs: {
    what: `A property or item without \`type\` and without \`anyOf\`; a list of types (\`["string", "null"]\`), except under \`parametersJsonSchema\`.`,
    why: `"type: must be specified when not using one_of, any_of or all_of fields", "Proto field is not repeating, cannot start list": status 400.`,
    bad: `{"functionDeclarations": [{"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "OBJECT", "properties": {"id": [|{"description": "Invoice."}|]}}}]}`,
    good: `{"functionDeclarations": [{"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}}]}`,
    sources: [SOURCES.geminiSchema, SOURCES.geminiTypeList],
  },
  checkSchema(node, subject, report) {
    const { schema } = node;
    if (node.side !== 'parameters') return;
    const name = wordsFor(node);
    // Gemini's own `nullable` is read as a list of types, too: what the author wrote decides.
    if (Array.isArray(schema.type) && subject.dialect !== 'fsig' && !subject.mentions('"parametersJsonSchema"')) {
      const written: unknown = rawSchema(subject, node)?.type;
      if (Array.isArray(written))
        report({ part: partOf(node, 'type'), data: { what: 'one type, not a list of types,', name } });
      return;
    }
    if (node.role !== 'property' && node.role !== 'items') return;
    if (['type', 'anyOf', 'oneOf', 'allOf', '$ref', 'const'].some((keyword) => schema[keyword] !== undefined)) return;
    report({ part: partOf(node), data: { what: 'a type', name } });
  },
  fixes: ({ edit, part, schemaAt }) => {
    const parent = part.slice(0, -1);
    const types: unknown = part.at(-1) === 'type' ? schemaAt(parent)?.type : undefined;
    const others = Array.isArray(types) ? types.filter((type) => type !== 'null') : [];
    const [only] = others;
    if (!Array.isArray(types) || others.length !== 1 || only === undefined || types.length !== 2) return [];
    return offer(`Change to "${only}", nullable`, edit.patch(parent, { type: only, nullable: true }), {
      preferred: true,
    });
  },
});
