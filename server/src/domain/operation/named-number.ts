import { PREPOSITIONS } from '../../english/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import { PLAIN_LEXICON } from '../lexicon.ts';
import { wordsOfFunction } from '../phrase.ts';

/** One number that a function works out of many records. */
export interface Aggregate {
  /** As it is called: `average_consumption` of `get_average_consumption(meter_id)`. */
  readonly name: string;
  readonly schema: JsonSchema;
}

/** Words before a noun that make one number of many. */
const MAKES_ONE = new Set('total sum average avg mean median maximum max minimum min cumulative'.split(' '));

/** The words of a function's name that name one number of many: `average consumption` of `get_average_consumption`. */
export function namedNumber(name: string, verb: string, lexicon = PLAIN_LEXICON): readonly string[] | undefined {
  const words = wordsOfFunction(name, lexicon);
  const at = words[0] === verb && !MAKES_ONE.has(words[0]) ? 1 : 0;
  if (!MAKES_ONE.has(words[at] ?? '')) return undefined;
  const end = words.findIndex((word, place) => place > at && PREPOSITIONS.has(word));
  const named = words.slice(at, end < 0 ? undefined : end);
  return named.length > 1 ? named : undefined;
}
