import { isPlural, PREPOSITIONS } from '../english/index.ts';
import type { JsonSchema } from '../json/index.ts';
import { PLAIN_LEXICON } from './lexicon.ts';
import { wordsOfFunction } from './phrase.ts';
import type { Profile } from './profile.ts';

/** Words before a noun that make one number of many. */
const MAKES_ONE = new Set('total sum average avg mean median maximum max minimum min cumulative'.split(' '));

/** One number that a function works out of many records. */
export interface Aggregate {
  /** As it is called: `average_consumption` of `get_average_consumption(meter_id)`. */
  readonly name: string;
  readonly schema: JsonSchema;
}

/** The words of a function's name that name one number of many: `average consumption` of `get_average_consumption`. */
export function namedNumber(name: string, verb: string, lexicon = PLAIN_LEXICON): readonly string[] | undefined {
  const words = wordsOfFunction(name, lexicon);
  const at = words[0] === verb && !MAKES_ONE.has(words[0]) ? 1 : 0;
  if (!MAKES_ONE.has(words[at] ?? '')) return undefined;
  const end = words.findIndex((word, place) => place > at && PREPOSITIONS.has(word));
  const named = words.slice(at, end < 0 ? undefined : end);
  return named.length > 1 ? named : undefined;
}

/** The number that a function is named after; undefined where its name asks for a thing, or for several. */
export function aggregateOf({ signature, lexicon, reading }: Profile): Aggregate | undefined {
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
