import { splitWords } from '../../../../english/index.ts';
import type { Json } from '../../../../json/index.ts';

export type Entries = readonly (readonly [string, Json])[];

/** One field said of a thing: "is open", "costs 412.5 EUR"; the subject stands before it. */
export interface Predicate {
  readonly text: string;
  /** Lower comes first: what a thing is called, how it stands, what it costs, the rest. */
  readonly rank: number;
  /** The same where nothing is named that has it: "the total is 472.7 kilowatt hours". */
  readonly alone?: { readonly noun: string; readonly said: string };
  /** The same as a fact of its own: "the route is Line 4". */
  readonly fact?: { readonly noun: string; readonly said: string };
}

/** A field with what its predicate is made of. */
export interface Field {
  readonly key: string;
  readonly value: Json;
  /** The words of its name. */
  readonly words: readonly string[];
  /** The same as one text. */
  readonly name: string;
  readonly last: string;
  /** Its value as it stands in a sentence, with its unit. */
  readonly said: string;
}

export function factOf(noun: string, said: string, rank: number): Predicate {
  return { text: `has the ${noun} ${said}`, rank, fact: { noun, said } };
}

/** An identifier of something: `order_id`, `projectKey`. */
export function isReference(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  if (last === 'code' && OUTCOME.test(words.at(-2) ?? '')) return false;
  return words.length > 1 && /^(?:id|uuid|guid|key|number|no|code|ref)$/.test(last);
}

/** Codes of these say how something went and name nothing. */
const OUTCOME = /^(?:exit|status|error|return|response|result|http|reason)$/;

export const PARTICIPLE = /^(?:\p{Ll}{2,}ed|sent|made|paid|sold|built|written|given|taken|drawn|held|kept|bought)$/u;

export const BIRTHDAY = /^(?:birth date|birth day|birthday|birthdate|date of birth|dob)$/;

/** First and last name are one name: "Lena Winter". */
export function withWholeName(entries: Entries): Entries {
  const part = (pattern: RegExp) =>
    entries.find(([key, value]) => typeof value === 'string' && pattern.test(splitWords(key).join(' ')));
  const first = part(/^(?:first|given) name$/);
  const last = part(/^(?:last|family) name$|^surname$/);
  if (first === undefined || last === undefined) return entries;
  return entries.flatMap(
    (entry): Entries =>
      entry === first ? [['name', `${String(first[1])} ${String(last[1])}`]] : entry === last ? [] : [entry],
  );
}
