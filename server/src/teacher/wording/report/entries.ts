import { isPlumbing, singular, splitWords, spoken } from '../../../english/index.ts';
import { isObject, type Json, type JsonObject } from '../../../json/index.ts';
import { WRAPPERS } from '../../phrases/slots.ts';
import { isDate, isMoment, sayValue } from '../values.ts';
import { PEOPLE } from '../wish/phrase/people.ts';
import { type Entries, isReference } from './fields/field.ts';
import { isCurrency, isMeasured, isSum } from './fields/units.ts';

/** Pictures, checksums, addresses of the thing itself: nobody asks what they are. */
const LOOKS_ONLY =
  /(?:^| )(?:avatar|icon|thumbnail|logo|href|permalink|self|hash|sha|blurhash|token|secret|password|colou?r code)(?: (?:url|uri|https|link))?$/;

/**
 * Whether a person would be told a field: not what is empty, what only serves the machinery, or a moment that is told in
 * seconds since 1970.
 */
export function isWorthTelling(key: string, value: Json): boolean {
  if (value === null || value === '' || isEmpty(value)) return false;
  if (isObject(value) && Object.keys(value).length === 0) return false;
  // A recipe stands on a page; the page of a list is no fact.
  if (isPlumbing(key) && !/^page(?:_?(?:number|no))?$/i.test(key)) return false;
  const words = splitWords(key);
  if (typeof value === 'number' && words.length > 1 && /^(?:at|timestamp)$/.test(words.at(-1) as string)) return false;
  return !LOOKS_ONLY.test(words.join(' '));
}

/** Things that hold entries. */
export const HOLDS_ENTRIES =
  /(?:^| )(?:list|queue|history|timetable|calendar|schedule|log|agenda|programme|menu|table)$/;

/** What stands in a wrapper such as `{ returns: … }`. */
export function unwrapped(output: Json): Json {
  if (!isObject(output)) return output;
  const [only, ...others] = Object.entries(output);
  if (only === undefined || others.length > 0) return output;
  // `{ comment: { id, text } }`: one record under the name of what it is.
  const wraps = WRAPPERS.has(only[0].toLowerCase()) || (isObject(only[1]) && Object.keys(only[1]).length > 0);
  return wraps ? (only[1] as Json) : output;
}

/** Names of fields that only say how many there are, or which part of them this is. */
const PAGING =
  /^(?:total|count|found|matches|page|pages|size|limit|offset|has|more|next|previous|prev|cursor|token|per|of|number|num|results?|items?|records?|hits|truncated|pagination|complete|returned)$/;

/** The one list of an answer that holds besides it only how many there are. */
export function listAmongCounts(output: JsonObject): { key: string; items: readonly Json[] } | undefined {
  const all = Object.entries(output);
  const lists = all.filter((entry): entry is [string, Json[]] => Array.isArray(entry[1]));
  const [only] = lists;
  if (only === undefined || lists.length > 1 || all.length === 1) return undefined;
  const noun = singular(spoken(splitWords(only[0])));
  const counts = all.every(
    ([key, value]) =>
      Array.isArray(value) ||
      (typeof value !== 'object' &&
        splitWords(key).every((word) => PAGING.test(word) || noun.split(' ').includes(singular(word)))),
  );
  return counts ? { key: only[0], items: only[1] } : undefined;
}

/** What one of many is called: its name, else the day it falls on or what it says, else what comes first. */
export function headOf(entries: Entries, noun = ''): Entries[number] | undefined {
  // `newspaper` of a newspaper is what it is called.
  const itself = entries.find(
    ([key, value]) => key === noun && typeof value === 'string' && /^\p{L}+(?: \p{L}+)+$/u.test(value),
  );
  const named = entries.find(([key]) => /^(?:(?:full|display) ?)?(?:name|title)$/.test(splitWords(key).join(' ')));
  const person = entries.find(([key]) => {
    const words = splitWords(key);
    return words.length === 2 && words[1] === 'name' && PEOPLE.test(words[0] ?? '');
  });
  const day = entries.find(
    ([key, value]) => /^(?:date|day|start|starts?_?(?:at|time)|time)$/i.test(key) && (isDate(value) || isMoment(value)),
  );
  const text = entries.find(
    ([key, value]) => /^(?:body|text|content|message|description|comment)$/.test(key) && typeof value === 'string',
  );
  const keyed = entries.some(([key]) => isReference(splitWords(key)) || key === 'id');
  return named ?? itself ?? person ?? day ?? (keyed ? entries[0] : (text ?? entries[0]));
}

/** A sentence that somebody wrote is quoted. */
export function headText([, value]: Entries[number]): string {
  const said = sayValue(value, { label: true });
  return typeof value === 'string' && /[.!?]$/.test(value) && /\s/.test(value) && !said.startsWith('"')
    ? `"${said}"`
    : said;
}

export function isListOfRecords(value: Json): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((item) => isObject(item));
}

export function isEmpty(value: Json): boolean {
  return (Array.isArray(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0);
}

/** A value that can name a thing: by its field's name, or a word that is no number. */
export function isNameLike(key: string, value: Json): boolean {
  return isReference(splitWords(key)) || (typeof value === 'string' && !/\s/.test(value));
}

/** A sentence, or the text that was asked for, rather than a value. */
export function isProse(key: string, text: string): boolean {
  return (
    text.includes('\n') ||
    (text.split(' ').length >= 3 &&
      /message|status|result|answer|text|output|response|content|reply|info|detail|summary|description/i.test(key))
  );
}

/** A currency beside a price, a unit beside a value: it is said with that. */
export function isUnitOfAnother(key: string, entries: Entries): boolean {
  if (isCurrency(key)) return hasMoney(entries);
  return (
    /^units?$/i.test(key) &&
    entries.some(([other, value]) => typeof value === 'number' && isMeasured(splitWords(other)))
  );
}

function hasMoney(entries: Entries): boolean {
  return entries.some(([key, value]) => typeof value === 'number' && isSum(splitWords(key).at(-1) ?? ''));
}
