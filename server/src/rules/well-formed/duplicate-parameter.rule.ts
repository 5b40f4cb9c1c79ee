import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

/** Found while reading; the reader says where. */
export const duplicateParameter = defineRule({
  code: 'duplicate-parameter',
  family: 'well-formed',
  severity: 'error',
  title: 'A parameter of this name is already there.',
  message: message`There is already a parameter ${'name'}.`,
  problem: 'duplicate-parameter',
  docs: {
    what: 'Two parameters of one function with the same name.',
    why: 'A call names its arguments: one of them can never be given.',
    bad: `/** Pays an invoice. @param id Invoice to pay. */
function pay(id: string, [|id|]: string): boolean;`,
    good: `/** Pays an invoice. @param id Invoice to pay. */
function pay(id: string): boolean;`,
  },
});
