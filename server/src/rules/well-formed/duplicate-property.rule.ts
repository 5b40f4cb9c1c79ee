import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

/** Found while reading; the reader says where. */
export const duplicateProperty = defineRule({
  code: 'duplicate-property',
  family: 'well-formed',
  severity: 'error',
  title: 'A key stands twice in one object.',
  message: message`${'message'}`,
  problem: 'duplicate-property',
  docs: {
    what: 'Two properties of the same name in one type, or one JSON object with the same key twice.',
    why: 'JSON readers keep the last one and drop the first without a word.',
    bad: `{"name": "pay", "description": "Pays an invoice.", [|"description"|]: "Pays a person.", "inputSchema": {"type": "object", "properties": {}}}`,
    good: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {}}}`,
  },
});
