import type { Subject } from '../about.ts';
import { identifiedBy, type Nouns } from '../noun-facts.ts';
import type { Profile } from '../profile.ts';

export function isRecord(noun: string, nouns: Nouns): boolean {
  return (nouns.get(noun)?.keyed ?? 0) > 0;
}

/** Verbs that make a new record even where they name one: of a name that the caller chooses, or after another. */
export const MAKING = new Set(
  'create new make register mkdir touch provision clone duplicate fork copy cp mint init compose draft upload write save generate'.split(
    ' ',
  ),
);

/** The required identifier of the very thing a function is about. */
export function ownKeyOf({ keys }: Profile, { noun }: Subject): string | undefined {
  return keys.find((key) => key.required && !key.many && key.identifies >= 0.75 && identifiedBy(key) === noun)?.name;
}

/** Verbs that begin something: a new record where none that exists is named. */
export const OPENERS = new Set('open start begin launch trigger raise initiate deploy'.split(' '));
