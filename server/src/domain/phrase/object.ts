import { isPlural } from '../../english/index.ts';
import { nounsOfWords } from '../nouns.ts';
import { QUALIFIERS } from '../vocabulary.ts';
import type { Phrase } from './types.ts';

export const PREPOSITIONS = new Set(
  'to for from in by with at on as into onto per via using within about of between near against based'.split(' '),
);

/** The thing that words behind a verb name, and what a preposition adds. */
export function objectOf(words: readonly string[]): Pick<Phrase, 'object' | 'many' | 'behind' | 'preposition'> {
  const cut = words.findIndex((word) => PREPOSITIONS.has(word));
  const before = nounsOf(cut < 0 ? words : words.slice(0, cut));
  const behind = cut < 0 ? [] : words.slice(cut + 1);
  const preposition = cut < 0 ? '' : (words[cut] as string);
  // `list_of_users`, `details_of_order`, `search_for_flights`: the thing stands behind.
  const hollow = before.object.length === 0 || before.object.every((word) => HOLLOW.has(word));
  if (hollow && behind.length > 0 && (preposition === 'of' || preposition === 'for' || preposition === 'about'))
    return { ...nounsOf(behind), behind: [], preposition: '' };
  return { ...before, behind: nounsOfWords(behind), preposition };
}

export const HOLLOW = new Set(
  'detail information list set number info data collection status result record overview summary'.split(' '),
);

export function nounsOf(words: readonly string[]): { readonly object: readonly string[]; readonly many: boolean } {
  let start = 0;
  while (start < words.length - 1 && QUALIFIERS.has(words[start] as string)) start++;
  const told = words.findIndex((_, at) => at > start && isToldOf(words, at));
  let end = told < 0 ? words.length : told;
  while (end > start + 1 && TRAILING.has(words[end - 1] as string)) end--;
  const kept = words.slice(start, end).filter((word) => !ARTICLES.has(word));
  if (kept.length === 1 && NUMBERS.has(kept[0] as string)) return { object: [], many: false };
  const last = kept.at(-1) ?? '';
  // `fields_overview` shows fields.
  const shown = kept.length > 1 && SHOWS.has(last) ? (kept.at(-2) as string) : last;
  return { object: nounsOfWords(kept), many: isPlural(shown) };
}

/** `tickets_falling_due`, `claims_not_paid`: a participle with words of its own behind a plural says which ones are meant. */
function isToldOf(words: readonly string[], at: number): boolean {
  const word = words[at] as string;
  if (!isPlural(words[at - 1] as string) || at === words.length - 1) return false;
  return word === 'not' || (word.length > 5 && word.endsWith('ing') && !isPlural(words.at(-1) as string));
}

/** Words behind a noun that say which ones, or how many at once: `places_nearby`, `hearings_ahead`, `delete_orders_bulk`. */
export const TRAILING = new Set(
  'nearby near today now here bulk batch async ahead due overdue outstanding soon left around below above'.split(' '),
);

/** How many, of things that the name leaves out: `delete_many`, `find_one`. */
const NUMBERS = new Set(['many', 'one', 'multiple', 'several', 'any', 'each', 'every', 'everything', 'more']);

/** Ways to show all of the plural before them. */
const SHOWS = new Set(['overview', 'list', 'listing', 'directory', 'index']);

const ARTICLES = new Set(['a', 'an', 'the', 'all', 'my', 'and', 'or']);
