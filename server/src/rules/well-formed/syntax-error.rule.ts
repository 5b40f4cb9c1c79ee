import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

/** Found while reading; the reader says where. */
export const syntaxError = defineRule({
  code: 'syntax-error',
  family: 'well-formed',
  severity: 'error',
  title: 'The text cannot be read here.',
  message: message`${'message'}`,
  problem: 'syntax-error',
  docs: {
    what: 'A place where the text is no `.fsig` or no JSON. What can be read around it is still used.',
    why: 'What cannot be read is not checked, and no provider takes the file.',
    bad: `/** Pays an invoice. @param id Invoice to pay. */
function pay(id: [|)|]: boolean;`,
    good: `/** Pays an invoice. @param id Invoice to pay. */
function pay(id: string): boolean;`,
  },
});
