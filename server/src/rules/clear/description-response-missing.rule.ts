import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { textOf } from '../support/schema.ts';

export const descriptionResponseMissing = defineRule({
  code: 'description-response-missing',
  family: 'clear',
  severity: 'hint',
  title: 'A response that nothing describes.',
  message: message`Nothing says what ${'name'} returns: neither the response nor any part of it has a description.`,
  docs: {
    what: `A documented response in which no schema has a description, and whose fields are not named either: a bare
\`string\` or \`object\`.`,
    why: 'A model that must use the answer in its next call does not know what it holds.',
    bad: `/** Books a table. @param guests How many come. */
function book_table(guests: integer): [|string|];`,
    good: `/** Key of one reservation. */
type ReservationId = string;
/** Books a table. @param guests How many come. */
function book_table(guests: integer): ReservationId;`,
  },
  checkFunction({ signature, nodes }, report) {
    if (signature.response === undefined) return;
    const response = nodes.filter((node) => node.side === 'response');
    // Named fields explain themselves well enough for a hint, and so does a yes or no.
    if (response.some((node) => node.role === 'property' || textOf(node.schema, 'description') !== '')) return;
    if (signature.response.type === 'boolean' || signature.response.type === 'null') return;
    report({ part: ['response'], data: { name: `\`${signature.name}\`` } });
  },
});
