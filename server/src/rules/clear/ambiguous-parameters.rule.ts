import { wordsOfName } from '../../english/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf, type SchemaNode } from '../subject.ts';
import { textOf } from '../support/schema.ts';

export const ambiguousParameters = defineRule({
  code: 'ambiguous-parameters',
  family: 'clear',
  severity: 'information',
  title: 'Two parameters that a model cannot tell apart.',
  message: message`${'name'} and ${'other'} ${'why'}.`,
  docs: {
    what: 'Two parameters of one function whose names are the same words (`userId`, `user_id`), or numbered names (`arg1`, `arg2`) with word for word the same description.',
    why: 'The model fills them by chance, often both with the same value.',
    bad: `/** Swaps two seats. @param seat1 A seat. @param seat2 A seat. */
function swap_seats(seat1: string, [|seat2|]: string): boolean;`,
    good: `/** Swaps two seats. @param first Seat of the passenger who asks. @param second Seat to get in exchange. */
function swap_seats(first: string, second: string): boolean;`,
  },
  checkFunction({ parameters }, report) {
    const seen = new Map<string, SchemaNode>();
    for (const node of parameters) {
      const words = wordsOfName(node.name);
      const plain = words.join(' ');
      const text = textOf(node.schema, 'description').trim();
      // Numbered twins are one key when their descriptions are equal too.
      const numbered = /\d$/.test(node.name) && text !== '' ? `${words.slice(0, -1).join(' ')}# ${text}` : undefined;
      const other = seen.get(plain) ?? (numbered === undefined ? undefined : seen.get(numbered));
      if (other !== undefined && other.name !== node.name) {
        const why = seen.has(plain) ? 'are the same words' : 'have the same description';
        report({
          part: partOf(node),
          what: 'key',
          data: { name: `\`${other.name}\``, other: `\`${node.name}\``, why },
          related: [],
        });
      }
      seen.set(plain, node);
      if (numbered !== undefined) seen.set(numbered, node);
    }
  },
});
