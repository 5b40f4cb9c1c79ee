import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

const plain = message`${'message'}`;

/** The reader's words are a part of other texts too; here they stand alone, as every rule's message does. */
const sentence: typeof plain = {
  ...plain,
  format: ({ message: words = '' }) =>
    `${words.slice(0, 1).toUpperCase()}${words.slice(1)}${/[.?!]$/.test(words) ? '' : '.'}`,
};

/** Found while reading; the reader says where. */
export const syntaxError = defineRule({
  code: 'syntax-error',
  family: 'well-formed',
  severity: 'error',
  title: 'The text cannot be read here.',
  message: sentence,
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
