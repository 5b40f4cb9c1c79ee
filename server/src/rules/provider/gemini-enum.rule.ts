import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { SOURCES } from '../support/provider.ts';
import { rawSchema } from '../support/raw.ts';

export const geminiEnum = defineRule({
  code: 'gemini-enum',
  family: 'provider',
  target: 'gemini',
  severity: 'error',
  title: 'An enum that Gemini refuses.',
  message: message`Gemini takes only texts that are not empty in an enum: ${'value'} is ${'problem'}.`,
  docs: {
    what: `An \`enum\` on a schema that is not a text, or with an empty text in it.`,
    why: `"enum: only allowed for STRING type", "enum[1]: cannot be empty", status 400 for the whole request.`,
    bad: `{"functionDeclarations": [{"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "OBJECT", "properties": {"step": {"type": "INTEGER", "description": "Step.", "enum": [[|1|], 2]}}}}]}`,
    good: `{"functionDeclarations": [{"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "OBJECT", "properties": {"step": {"type": "STRING", "description": "Step.", "enum": ["1", "2"]}}}}]}`,
    sources: [SOURCES.geminiSchema],
  },
  checkSchema(node, subject, report) {
    if (node.side !== 'parameters' || !Array.isArray(node.schema.enum)) return;
    const values = node.schema.enum;
    const index = values.findIndex((value) => typeof value !== 'string' || value === '');
    if (index < 0) return;
    const value = values[index];
    // Reading puts null among the values of a `nullable` schema, where its author did not.
    if (value === null && subject.dialect === 'gemini') {
      const written = rawSchema(subject, node)?.enum;
      if (Array.isArray(written) && written.length < values.length) return;
    }
    report({
      part: partOf(node, 'enum', index),
      data: { value: JSON.stringify(value), problem: value === '' ? 'empty' : 'no text' },
    });
  },
  fixes: ({ edit, part, schemaAt }) =>
    schemaAt(part.slice(0, -2))?.enum?.[Number(part.at(-1))] === ''
      ? offer('Remove the empty text', edit.remove(part), { preferred: true })
      : [],
});
