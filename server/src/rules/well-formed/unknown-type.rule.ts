import { mapTypeName } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { offer } from '../support/fixes.ts';

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
  textFixes: ({ kind, text, replace }) => {
    // A name of another language, in JSON: `"String"`, `"dict"`, `"ArrayList"`.
    const name = kind === 'fsig' ? undefined : /^"(.+)"$/.exec(text)?.[1];
    const meant = name === undefined ? undefined : mapTypeName(name)?.schema;
    return typeof meant?.type === 'string' && Object.keys(meant).length === 1
      ? offer(`Change to "${meant.type}"`, replace(`"${meant.type}"`), { preferred: true, safe: true })
      : [];
  },
});
