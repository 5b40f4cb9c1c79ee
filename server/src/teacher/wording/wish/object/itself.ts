import { singular, splitWords, spoken } from '../../../../english/index.ts';
import { type Draft, pick } from '../draft.ts';
import { bareNoun, inputOf, isCarrier, named } from '../noun.ts';
import { PEOPLE } from '../phrase/people.ts';
import { isInside } from '../phrase/places.ts';
import type { Slot } from '../slots.ts';
import { makesAnew } from './makes.ts';
import { nounPhrase } from './said.ts';
import { sameNoun } from './same-noun.ts';
import { VAGUE_OBJECT } from './vague.ts';

/**
 * The thing itself, where a slot is its own key: "booking BK1" by its confirmation code, "copy 7" for a vague "item".
 * Nobody cancels "the booking for that booking".
 */
export function thingItself(draft: Draft, host: Slot, object: string): string | undefined {
  const role = draft.call.tool.reading?.inputs.find(({ parameter }) => parameter === host.words.name)?.role;
  if (host.thing === undefined) return undefined;
  if (host.contained === true) return !makesAnew(draft) && sameNoun(object, host.thing) ? host.text : undefined;
  // "device hallway" is no device of that name: the hallway is where it is.
  if (!host.referred && isInside(host.words.noun) && !sameNoun(object, host.words.noun)) return undefined;
  // "the patient named Hugo": a name is no number that one could have.
  if (PEOPLE.test(object) && host.words.words.at(-1) === 'name' && !host.referred && !makesAnew(draft))
    return `the ${singular(object)} named ${host.text}`;
  // "add product 9 to the order": the item is the product.
  const put = draft.deed.preposition !== undefined && /^(?:add|put)$/.test(draft.deed.verb);
  if (VAGUE_OBJECT.test(object) && (draft.deed.kind !== 'make' || put)) return nounPhrase(host);
  if (host.referred) return makesAnew(draft) || !sameNoun(object, headOf(host.text)) ? undefined : host.text;
  const own = inputOf(draft.call.tool, host.words.name)?.of?.entity;
  const other = bareNoun(host.words.name);
  // A customer's credit limit is not "credit limit 7": the number is the customer's.
  const anothers = PEOPLE.test(other) && !PEOPLE.test(object);
  // "return the tool for loan 7": what goes by another noun in full is that other thing, whatever it stands for here.
  const byAnother = other.length > 3 && !isCarrier(other) && !sameNoun(object, other);
  const same = own !== undefined && sameNoun(object, spoken(splitWords(own))) && !anothers && !byAnother;
  // A show's statistics are not "statistics 7": the value names the show.
  if (!same && other !== '' && !isCarrier(other) && !sameNoun(object, other)) return undefined;
  return (role === 'key' || same) && !makesAnew(draft) && draft.deed.kind !== 'list'
    ? named(singular(object), host.text)
    : undefined;
}

/** "order 7" asked for is what is known of it. */
export function aboutThing(draft: Draft, thing: string): string {
  if (draft.inside) return thing;
  return pick(draft, 'about', [
    thing,
    thing,
    `the details of ${thing}`,
    `everything on ${thing}`,
    `the latest on ${thing}`,
    `the details for ${thing}`,
  ]);
}

/** The thing that a reference points at: booking in "the booking you just mentioned". */
function headOf(reference: string): string {
  const plain = reference.replace(/^(?:the|that|this|these|those|its) (?:very )?(?:\w+(?:st|nd|rd|th) )?/, '');
  return plain.split(/ (?:you|from|on|of|for|with|by|that|which|in) /)[0] as string;
}
