import { type Draft, take } from '../draft.ts';
import { isSelfEvident } from '../noun.ts';
import { PEOPLE } from '../phrase/people.ts';
import type { Slot } from '../slots.ts';
import { FROM, isNewValue, ROLE_NEW } from './roles.ts';
import { nounPhrase } from './said.ts';
import { around, sameNoun } from './same-noun.ts';
import { VAGUE_OBJECT, vagueObject } from './vague.ts';

/** The thing that is changed: never the value that is set. */
export function hostBut(draft: Draft, object: string): Slot | undefined {
  const all = draft.left;
  draft.left = all.filter((slot) => !(isNewValue(slot) && sameNoun(object, slot.thing ?? slot.words.noun)));
  const host = hostOf(draft);
  draft.left = all;
  return host;
}

export function hostOrVague(draft: Draft): string {
  const host = take(draft, hostOf(draft));
  return host === undefined ? vagueObject(draft) : nounPhrase(host);
}

/** The slot that names what the deed is about. */
export function hostOf(draft: Draft): Slot | undefined {
  const { object, kind, target } = draft.deed;
  const options = draft.left.filter(
    ({ kind: type, words, thing }) =>
      !(target !== undefined && sameNoun(target, thing ?? words.noun)) &&
      type !== 'boolean' &&
      type !== 'list' &&
      type !== 'object' &&
      type !== 'prose' &&
      type !== 'date' &&
      !(kind === 'make' && /mail$/.test(words.words.at(-1) ?? '')) &&
      !ROLE_NEW.test(words.words[0] ?? '') &&
      // What a new thing hangs under is not that thing.
      !(kind === 'make' && words.words[0] === 'parent') &&
      !isEndOfConversion(words.words) &&
      // "the quote for a shipment from port 1": where it starts is no thing that the quote is of.
      !(target !== undefined && FROM.test(words.words[0] ?? '')),
  );
  const vague = VAGUE_OBJECT.test(object)
    ? options.find(({ thing }) => thing !== undefined && !PEOPLE.test(thing))
    : undefined;
  if (vague !== undefined) return vague;
  const byNoun = options.find(
    ({ thing, words }) =>
      object !== '' &&
      around(object, thing ?? words.noun) !== undefined &&
      (thing !== undefined || words.words.at(-1) !== 'name' || kind !== 'make') &&
      !(kind === 'make' && thing === undefined),
  );
  const input = (slot: Slot) => draft.call.tool.reading?.inputs.find(({ parameter }) => parameter === slot.words.name);
  const byKey = options.find((slot) => input(slot)?.role === 'key' && (kind !== 'make' || !isName(slot)));
  const byPath =
    kind === 'make'
      ? undefined
      : options.find(
          ({ text, thing, referred }) =>
            thing === undefined && !referred && isSelfEvident(text) && (!text.includes('@') || PEOPLE.test(object)),
        );
  const byThing =
    kind === 'list' || kind === 'make' || object === ''
      ? object === ''
        ? options.find(({ thing }) => thing !== undefined)
        : undefined
      : options.find((slot) => slot.thing !== undefined && input(slot)?.role !== undefined && slot.words.required);
  return byNoun ?? byKey ?? byPath ?? byThing;
}

function isName({ words }: Slot): boolean {
  return /^(?:name|title|subject)$/.test(words.words.at(-1) ?? '');
}

/** `from_unit`: what is converted is no unit. */
function isEndOfConversion(words: readonly string[]): boolean {
  return (
    words.length === 2 && /^(?:from|to)$/.test(words[0] ?? '') && /^(?:unit|currency|language)$/.test(words[1] ?? '')
  );
}
