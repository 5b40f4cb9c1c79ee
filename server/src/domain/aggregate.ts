import { isPlural } from '../english/index.ts';
import { type Aggregate, namedNumber } from './operation/named-number.ts';
import type { Profile } from './profile.ts';

/**
 * The number that a function is named after; undefined where its name asks for a thing, or for several. Read once a profile,
 * for its subject, its key and its answer.
 */
export function aggregateOf(profile: Profile): Aggregate | undefined {
  profile.known.aggregate ??= read(profile) ?? null;
  return profile.known.aggregate ?? undefined;
}

function read({ signature, lexicon, reading }: Profile): Aggregate | undefined {
  if (reading.operation !== 'get' && reading.operation !== 'compute') return undefined;
  const named = namedNumber(signature.name, reading.name.verb, lexicon);
  if (named === undefined) return undefined;
  // Several of a thing, all told, are counted; of an amount the total may be broken.
  const counted = named[0] === 'total' && isPlural(named.at(-1) as string);
  return {
    name: named.join('_'),
    schema: counted ? { type: 'integer', minimum: 0 } : { type: 'number' },
  };
}
