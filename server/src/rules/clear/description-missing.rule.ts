import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

/** Words that stand where a description is to be written. */
const PLACEHOLDER = /^\W*(?:to-?do|tbd|fixme|n\/a|none|null|undefined|description|string|lorem ipsum)?\W*$/i;

/** A note of what is to be written. A list of todos is something else, so only in capitals and with a colon. */
const NOTE = /^\W*(?:TODO|TBD|FIXME|XXX)\s*(?:\([^)]*\)\s*)?:/;

function isEmpty(description: string): boolean {
  return (description.length < 40 && PLACEHOLDER.test(description)) || NOTE.test(description);
}

export const descriptionMissing = defineRule({
  code: 'description-missing',
  family: 'clear',
  severity: { default: 'warning', bfcl: 'error' },
  title: 'A function without a description.',
  message: message`${'name'} has no description: a model has only its name to choose it by.`,
  docs: {
    what: 'A function whose description is missing, empty or a placeholder such as `TODO`, `TODO: describe it` or `n/a`.',
    why: `The description is what a model reads to decide whether to call. Anthropic's guide calls detailed descriptions the most
important factor in tool performance; BFCL's format checker refuses a function without one.`,
    bad: `/** @param id Order to look up. */
function [|get_order|](id: string): boolean;`,
    good: `/** Shows the state of an order and where it is. @param id Order to look up. */
function get_order(id: string): boolean;`,
    sources: [
      {
        title: 'Anthropic: How to implement tool use, best practices for tool definitions',
        url: 'https://docs.anthropic.com/en/docs/agents-and-tools/tool-use/implement-tool-use',
        read: '2026-11-22',
      },
    ],
  },
  checkFunction({ signature }, report) {
    if (!isEmpty(signature.description)) return;
    report({ part: ['name'], data: { name: `\`${signature.name}\`` } });
  },
});
