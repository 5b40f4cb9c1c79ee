import { typesOf } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf, wordsFor } from '../subject.ts';
import { SOURCES } from '../support/provider.ts';
import { rawSchema } from '../support/raw.ts';

export const openaiArrayItems = defineRule({
  code: 'openai-array-items',
  family: 'provider',
  target: 'openai',
  severity: 'error',
  title: 'An array without `items`.',
  message: message`OpenAI refuses the array ${'name'}: ${'problem'}.`,
  docs: {
    what: `An array schema without \`items\`, or with a list of schemas there (a tuple of older drafts).`,
    why: `"Invalid schema for function …: array schema missing items", status 400 for the whole request, with or without strict mode.`,
    bad: `{"type": "function", "function": {"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "object", "properties": {"ids": [|{"type": "array", "description": "Invoices."}|]}}}}`,
    good: `{"type": "function", "function": {"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "object", "properties": {"ids": {"type": "array", "description": "Invoices.", "items": {"type": "string"}}}}}}`,
    sources: [SOURCES.openaiStrict],
  },
  checkSchema(node, subject, report) {
    if (node.side !== 'parameters' || !typesOf(node.schema).includes('array')) return;
    const { items, prefixItems } = node.schema;
    const list = prefixItems !== undefined && Array.isArray(rawSchema(subject, node)?.items);
    if (!list && (items !== undefined || prefixItems !== undefined)) return;
    report({
      part: partOf(node),
      data: { name: wordsFor(node), problem: list ? '`items` is a list' : 'it has no `items`' },
    });
  },
});
