import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

/** Found while reading; the reader says where. */
export const unknownType = defineRule({
  code: 'unknown-type',
  family: 'well-formed',
  severity: 'error',
  title: 'A type that is declared nowhere.',
  message: message`No type named ${'name'} is known here.`,
  problem: 'unknown-type',
  docs: {
    what: 'A type name that is neither built in, nor declared or imported (`.fsig`), nor the name of a type in any language known here (JSON).',
    why: 'The value can be anything: nothing checks it, and nothing connects it with the functions that return it.',
    bad: `/** Pays an invoice. @param amount How much. */
function pay(amount: [|Money|]): boolean;`,
    good: `/** An amount in euros. */
type Money = number;
/** Pays an invoice. @param amount How much. */
function pay(amount: Money): boolean;`,
  },
});
