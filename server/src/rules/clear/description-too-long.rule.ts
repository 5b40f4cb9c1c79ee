import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { textOf } from '../support/schema.ts';

/** Characters; OpenAI's API has refused longer function descriptions. */
const MAX_FUNCTION = 1024;
/** Characters; a choice of ours: a paragraph says all about one value. */
const MAX_PARAMETER = 600;

export const descriptionTooLong = defineRule({
  code: 'description-too-long',
  family: 'clear',
  severity: 'information',
  title: 'A description that is too long.',
  message: message`This description has ${'length'} characters; more than ${'most'} cost tokens in every request.`,
  docs: {
    what: `A function's description above ${MAX_FUNCTION} characters, or a parameter's above ${MAX_PARAMETER}.`,
    why: `It is sent with every request, and what matters drowns in it. Some endpoints refuse function descriptions above ${MAX_FUNCTION}
characters.`,
    bad: `/** [|${'Shows an order. '.repeat(70).trim()}|] @param id Key of the order. */
function get_order(id: string): boolean;`,
    good: `/** Shows an order. @param id Key of the order. */
function get_order(id: string): boolean;`,
  },
  checkFunction({ signature }, report) {
    const { length } = signature.description;
    if (length <= MAX_FUNCTION) return;
    report({ part: ['description'], data: { length: String(length), most: String(MAX_FUNCTION) } });
  },
  checkSchema(node, _subject, report) {
    const { length } = textOf(node.schema, 'description');
    if (length <= MAX_PARAMETER || node.side === 'response' || node.role === 'root') return;
    report({ part: partOf(node, 'description'), data: { length: String(length), most: String(MAX_PARAMETER) } });
  },
});
