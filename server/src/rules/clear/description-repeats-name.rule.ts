import { eachContentWord, stem, wordsOfName } from '../../english/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { textOf } from '../support/schema.ts';

export const descriptionRepeatsName = defineRule({
  code: 'description-repeats-name',
  family: 'clear',
  severity: 'information',
  title: 'A description that only repeats the name.',
  message: message`This description says no more than the name ${'name'}.`,
  docs: {
    what: 'A description all of whose words, but for fillers such as "the" or "given", stand in the name already.',
    why: 'It costs tokens and tells the model nothing: not when to call, not what form the value has.',
    bad: `/** [|Gets the order.|] @param order_id Key of the order, as on the receipt. */
function get_order(order_id: string): boolean;`,
    good: `/** Shows what was ordered, what it cost and where the parcel is. @param order_id Key of the order, as on the receipt. */
function get_order(order_id: string): boolean;`,
  },
  checkFunction({ signature }, report) {
    if (!repeats(signature.description, signature.name)) return;
    report({ part: ['description'], data: { name: `\`${signature.name}\`` } });
  },
  checkProperty(node, _subject, report) {
    if (!repeats(textOf(node.schema, 'description'), node.name)) return;
    report({ part: partOf(node, 'description'), data: { name: `\`${node.name}\`` } });
  },
});

function repeats(description: string, name: string): boolean {
  // A long text is never a repetition; do not take it apart.
  if (description.length > 40 + 3 * name.length || description.trim() === '') return false;
  let known: readonly string[] | undefined;
  // Almost every text is done with at its first or second word.
  return eachContentWord(description, (word) => {
    known ??= wordsOfName(name).map(stem);
    return known.includes(word);
  });
}
