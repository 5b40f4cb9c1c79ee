import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { doubledKeys } from '../support/json-keys.ts';

/** In `.fsig` found while reading; JSON readers drop the first of doubled keys without a word, so the text is scanned. */
export const duplicateProperty = defineRule({
  code: 'duplicate-property',
  family: 'well-formed',
  severity: 'error',
  title: 'A key stands twice in one object.',
  message: message`There is already a ${'name'} here; only the last one counts.`,
  problem: 'duplicate-property',
  docs: {
    what: 'Two properties of the same name in one type, or one JSON object with the same key twice.',
    why: 'JSON readers keep the last one and drop the first without a word.',
    bad: `{"name": "pay", "description": "Pays an invoice.", [|"description"|]: "Pays a person.", "inputSchema": {"type": "object", "properties": {}}}`,
    good: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {}}}`,
  },
  checkText(text, kind, report) {
    if (kind === 'fsig' || kind === 'openapi') return;
    for (const { start, end, key } of doubledKeys(text)) report({ span: { start, end }, data: { name: `"${key}"` } });
  },
});
