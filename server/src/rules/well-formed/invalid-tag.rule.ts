import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

/** Found while reading; the reader says where. */
export const invalidTag = defineRule({
  code: 'invalid-tag',
  family: 'well-formed',
  severity: 'error',
  title: 'A doc tag whose value cannot be read.',
  message: message`${'message'}`,
  problem: 'invalid-tag',
  docs: {
    what: 'A tag that needs a number, a JSON value or a parameter name, and has something else.',
    why: 'The constraint it states does not hold.',
    bad: `/** Waits. @param seconds How long. [|@minimum none|] */
function wait(seconds: number): boolean;`,
    good: `/** Waits. @param seconds How long. @minimum 0 */
function wait(seconds: number): boolean;`,
  },
});
