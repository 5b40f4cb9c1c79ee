import { typesOf } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf, wordsFor } from '../subject.ts';
import { SOURCES } from '../support/provider.ts';
import { rawSchema } from '../support/raw.ts';

export const geminiArrayItems = defineRule({
  code: 'gemini-array-items',
  family: 'provider',
  target: 'gemini',
  severity: 'error',
  title: 'An array without `items`.',
  message: message`Gemini refuses the array ${'name'}: ${'problem'}.`,
  docs: {
    what: `An array schema without \`items\`, or with a list of schemas there (a tuple of older drafts).`,
    why: `"items: missing field", status 400 for the whole request.`,
    bad: `{"functionDeclarations": [{"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "OBJECT", "properties": {"ids": [|{"type": "ARRAY", "description": "Invoices."}|]}}}]}`,
    good: `{"functionDeclarations": [{"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "OBJECT", "properties": {"ids": {"type": "ARRAY", "description": "Invoices.", "items": {"type": "STRING"}}}}}]}`,
    sources: [SOURCES.geminiSchema],
  },
  checkSchema(node, subject, report) {
    if (node.side !== 'parameters' || !typesOf(node.schema).includes('array')) return;
    const { items, prefixItems } = node.schema;
    const list = prefixItems !== undefined && Array.isArray(rawSchema(subject, node)?.items);
    if (!list && items !== undefined) return;
    // All of JSON Schema stands under that key, tuples of draft 2020-12 too.
    if (!list && prefixItems !== undefined && subject.mentions('"parametersJsonSchema"')) return;
    report({
      part: partOf(node),
      data: { name: wordsFor(node), problem: list ? '`items` is a list' : 'it has no `items`' },
    });
  },
});
