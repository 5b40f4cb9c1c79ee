import type { Draft } from '../draft.ts';
import { nounPhrase } from '../object/said.ts';
import { IN_WHAT } from '../phrase/places.ts';
import type { Slot } from '../slots.ts';

/**
 * Places inside places, as functions name them from the outermost on: of a base and a table in it, what is said is
 * "table 7 in base 2". The outer one goes into the words of the inner one.
 */
export function foldContainers(draft: Draft): void {
  const chain: Slot[] = [];
  for (const slot of draft.left) {
    const { thing, kind, words } = slot;
    if (thing === undefined || kind === 'list' || words.words[0] === 'parent') continue;
    // What is kept in a place ends the row of places: a record, a page.
    if (!isPlaceOfThings(thing) && !(chain.length > 0 && KEPT.test(thing))) continue;
    if (chain.some((other) => other.thing === thing)) return;
    chain.push(slot);
    if (!isPlaceOfThings(thing)) break;
  }
  const [first, ...others] = chain;
  if (first === undefined || others.length === 0) return;
  const whole = others.reduce<Slot>(
    (outer, inner) => ({
      ...inner,
      text: placed(nounPhrase(inner), nounPhrase(outer), inner.thing ?? ''),
      referred: true,
      contained: true,
    }),
    first,
  );
  const last = chain.at(-1) as Slot;
  draft.left = draft.left
    .filter((slot) => slot === last || !chain.includes(slot))
    .map((slot) => (slot === last ? whole : slot));
}

/** "table 7 in base 2"; what is described says already where it is. */
function placed(inner: string, outer: string, thing: string): string {
  if (inner.includes(outer)) return inner;
  return `${inner} ${/^(?:column|field)$/.test(thing) ? 'of' : 'in'} ${outer}`;
}

/** What places hold. */
const KEPT = /(?:^| )(?:record|row|item|entry|entries|cell|page|card|document|message|file|object|key)$/;

function isPlaceOfThings(thing: string): boolean {
  const head = thing.split(' ').at(-1) ?? '';
  return IN_WHAT.has(head);
}

/** The preposition before a place in a place. */
export function leadInto(verb: string, thing: string): string {
  if (!isPlaceOfThings(thing)) return /^(?:add|attach|upload|append|put up|post|write)$/.test(verb) ? 'to' : 'on';
  if (/^(?:add|append|insert|upload|import|write|save|post|copy|move|put up)$/.test(verb)) return 'to';
  return /^(?:remove|delete|drop|clear|detach|export)$/.test(verb) ? 'from' : 'in';
}
