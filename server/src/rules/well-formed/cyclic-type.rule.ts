import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

/** Found while reading; the reader says where. */
export const cyclicType = defineRule({
  code: 'cyclic-type',
  family: 'well-formed',
  severity: 'error',
  title: 'A type that is defined by itself.',
  message: message`Type ${'name'} is defined by itself.`,
  problem: 'cyclic-type',
  docs: {
    what: 'A type alias that leads back to itself, or an interface that extends itself. A type with a property of its own kind (a tree) is fine.',
    why: 'It describes no value.',
    bad: `type [|Money|] = Amount;
type [|Amount|] = Money;`,
    good: `/** An amount in euros. */
type Money = number;
/** What an order costs. */
type Amount = Money;`,
  },
});
