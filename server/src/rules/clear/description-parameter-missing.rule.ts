import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { textOf } from '../support/schema.ts';

export const descriptionParameterMissing = defineRule({
  code: 'description-parameter-missing',
  family: 'clear',
  severity: 'information',
  title: 'A parameter without a description.',
  message: message`Parameter ${'name'} has no description.`,
  docs: {
    what: `A parameter, or a property inside one, that has no description, neither of its own nor from its type. A
constant has only one value and needs none.`,
    why: 'The model guesses from the name what the value means, in which form and from where.',
    bad: `/** Moves a booking to another day. @param booking_id Booking to move. */
function move_booking(booking_id: string, [|when|]: string): boolean;`,
    good: `/** Moves a booking to another day. @param booking_id Booking to move. @param when New day. @format date */
function move_booking(booking_id: string, when: string): boolean;`,
    sources: [
      {
        title: 'OpenAI: Function calling, best practices',
        url: 'https://platform.openai.com/docs/guides/function-calling#best-practices-for-defining-functions',
        read: '2026-11-22',
      },
    ],
  },
  checkProperty(node, subject, report) {
    if (node.shared) return;
    const schema = subject.resolve(node);
    if (
      schema.const !== undefined ||
      textOf(schema, 'description').trim() !== '' ||
      textOf(node.schema, 'title').length > 40
    )
      return;
    report({ part: partOf(node), what: 'key', data: { name: `\`${node.name}\`` } });
  },
});
