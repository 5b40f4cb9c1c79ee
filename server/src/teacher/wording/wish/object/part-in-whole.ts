import { singular } from '../../../../english/index.ts';
import { type Draft, take } from '../draft.ts';
import { named } from '../noun.ts';
import { parentPreposition } from '../phrase/places.ts';
import type { Slot } from '../slots.ts';
import { nounPhrase } from './said.ts';

/** "remove track 4 from song 7" for `removeSongTrack(song, track)`: the name says first what the thing is in. */
export function partInWhole(draft: Draft, object: string): string | undefined {
  const words = object.split(' ').map((word) => singular(word));
  if (words.length !== 2 || draft.deed.kind === 'list') return undefined;
  const slotOf = (noun: string | undefined) =>
    draft.left.find(
      ({ thing, words: own, kind, referred, argument }) =>
        (thing ?? own.noun) === noun &&
        (kind === 'text' || kind === 'id') &&
        (referred || argument.origin.from === 'user'),
    );
  const [whole, part] = [slotOf(words[0]), slotOf(words[1])];
  if (whole === undefined || part === undefined) return undefined;
  take(draft, whole);
  take(draft, part);
  return `${sayOne(part)} ${between(draft.deed.verb, whole)} ${sayOne(whole)}`;
}

function between(verb: string, { thing, words }: Slot): string {
  if (/^(?:add|attach|assign|invite)$/.test(verb)) return 'to';
  if (/^(?:remove|delete|detach|drop|unassign)$/.test(verb)) return 'from';
  const place = parentPreposition(thing ?? words.noun);
  return place === 'for' ? 'of' : place;
}

function sayOne(slot: Slot): string {
  return slot.referred || slot.thing !== undefined ? nounPhrase(slot) : named(slot.words.noun, slot.text);
}
