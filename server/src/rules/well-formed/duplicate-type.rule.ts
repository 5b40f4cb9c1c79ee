import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

/** Found while reading; the reader says where. */
export const duplicateType = defineRule({
  code: 'duplicate-type',
  family: 'well-formed',
  severity: 'error',
  title: 'A type of this name is already declared.',
  message: message`Type ${'name'} is already declared.`,
  problem: 'duplicate-type',
  docs: {
    what: 'A second `type` or `interface` of the same name in one namespace.',
    why: 'Only one of them can be meant.',
    bad: `/** In euros. */
type Money = number;
/** In dollars. */
type [|Money|] = number;`,
    good: `/** In euros. */
type Euros = number;
/** In dollars. */
type Dollars = number;`,
  },
});
