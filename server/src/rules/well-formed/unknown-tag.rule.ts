import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

/** Found while reading; the reader says where. */
export const unknownTag = defineRule({
  code: 'unknown-tag',
  family: 'well-formed',
  severity: 'information',
  title: 'A doc tag that nobody reads.',
  message: message`Nothing reads the tag @${'name'}.`,
  problem: 'unknown-tag',
  docs: {
    what: 'An `@tag` in a doc comment that `.fsig` does not know.',
    why: 'What it says reaches nobody: it is neither in the schema nor in the description.',
    bad: `/**
 * Pays an invoice.
 * [|@colour|] red
 * @param id Invoice to pay.
 */
function pay(id: string): boolean;`,
    good: `/** Pays an invoice. @param id Invoice to pay. */
function pay(id: string): boolean;`,
  },
});
