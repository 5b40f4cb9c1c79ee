import { isPlural } from '../english/index.ts';
import type { JsonSchema } from '../json/index.ts';
import { namedNumber } from './operation/named-number.ts';
import type { Profile } from './profile.ts';

/** One number that a function works out of many records. */
export interface Aggregate {
  /** As it is called: `average_consumption` of `get_average_consumption(meter_id)`. */
  readonly name: string;
  readonly schema: JsonSchema;
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
