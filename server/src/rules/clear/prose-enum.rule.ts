import { isRecord } from '../../json/index.ts';
import { listing, message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { choicesIn } from '../support/prose.ts';
import { onlyType, textOf } from '../support/schema.ts';
import { fits } from '../support/values.ts';

export const proseEnum = defineRule({
  code: 'prose-enum',
  family: 'clear',
  severity: 'information',
  title: 'The choices stand only in the description.',
  message: message`The choices (${'values'}) stand only in the text: say them with \`enum\`.`,
  docs: {
    what: 'A text parameter without `enum` whose description lists the values it can take: "one of …", "either … or …", "Possible values: …", "[Enum]: […]". Examples ("such as", "e.g.") are no list of choices.',
    why: 'An `enum` is checked, completed and, by several providers, enforced while the model writes; a sentence is not.',
    bad: `{"name": "list_orders", "description": "Lists orders.", "inputSchema": {"type": "object", "properties": {
  "order": {"type": "string", "description": "Which way to sort, [|one of 'asc' or 'desc'|]."}}}}`,
    good: `{"name": "list_orders", "description": "Lists orders.", "inputSchema": {"type": "object", "properties": {
  "order": {"type": "string", "description": "Which way to sort.", "enum": ["asc", "desc"]}}}}`,
  },
  checkProperty(node, subject, report) {
    const schema = subject.resolve(node);
    if (onlyType(schema) !== 'string' || schema.enum !== undefined || schema.const !== undefined) return;
    if (schema.format !== undefined || schema.pattern !== undefined) return;
    const found = choicesIn(textOf(node.schema, 'description'));
    if (found === undefined || !fits({ ...schema, enum: found.values })) return;
    report({
      part: partOf(node, 'description'),
      excerpt: found.text,
      data: { values: listing(found.values.map((value) => `"${value}"`)) },
      fix: { values: found.values, without: found.without },
    });
  },
  fixes: ({ edit, part, fix }) => {
    if (!isRecord(fix)) return [];
    const { values, without } = fix;
    if (!Array.isArray(values)) return [];
    const description = typeof without === 'string' ? { description: without } : {};
    return offer('Say the choices with `enum`', edit.patch(part.slice(0, -1), { ...description, enum: values }), {
      preferred: true,
    });
  },
});
