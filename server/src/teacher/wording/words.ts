import {
  ENDS_IN_IE,
  ES_KEEPS_E,
  IRREGULAR_GERUNDS,
  IRREGULAR_PLURALS,
  NO_PLURAL,
  SHORT_FORMS,
  VERBS,
  VOWEL_SOUND_EXCEPTIONS,
} from '../phrases/english.ts';

/** Words of an identifier or a name, lower case: `newFlightId` and `new_flight_id` give new, flight, id. */
export function splitWords(identifier: string): string[] {
  let words: readonly string[] | undefined = split.get(identifier);
  if (words === undefined) {
    words = identifier
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
      .replace(/([a-z]{3})(\d+)$/, '$1 $2')
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
      .map((word) => word.toLowerCase());
    if (split.size >= MOST_REMEMBERED) split.clear();
    if (identifier.length <= LONGEST_REMEMBERED) split.set(identifier, words);
  }
  return [...words];
}

/** Names come again and again; what was split once is remembered, within bounds. */
const split = new Map<string, readonly string[]>();
const MOST_REMEMBERED = 20_000;
const LONGEST_REMEMBERED = 80;

/** Words as a person says them: short forms written out, a number behind a noun as its place. */
export function spoken(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  const place = words.length > 1 && /^[1-9]$/.test(last) ? `${ordinal(Number(last) - 1)} ` : '';
  const kept = place === '' ? words : words.slice(0, -1);
  return (
    place + kept.map((word) => (Object.hasOwn(SHORT_FORMS, word) ? (SHORT_FORMS[word] as string) : word)).join(' ')
  );
}

export function isVerb(word: string): boolean {
  return VERBS.has(word.toLowerCase());
}

/** Base form of a third-person verb: finds → find, searches → search, applies → apply. Others come back as they are. */
export function baseForm(verb: string): string {
  const word = verb.toLowerCase();
  if (VERBS.has(word) || word.length < 4 || !word.endsWith('s') || word.endsWith('ss')) return word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  const stem = word.slice(0, -2);
  if (/(?:ss|sh|x|zz|o)es$/.test(word)) return stem;
  if (word.endsWith('ches')) return ES_KEEPS_E.has(word.slice(0, -1)) ? word.slice(0, -1) : stem;
  return word.slice(0, -1);
}

/** True for `finds`, `creates`: a third-person form of a known verb. */
export function isThirdPerson(word: string): boolean {
  const lower = word.toLowerCase();
  return !VERBS.has(lower) && lower.endsWith('s') && VERBS.has(baseForm(lower));
}

/** find → finding, create → creating, get → getting. */
export function gerund(verb: string): string {
  const word = verb.toLowerCase();
  if (Object.hasOwn(IRREGULAR_GERUNDS, word)) return IRREGULAR_GERUNDS[word] as string;
  if (word.endsWith('ie')) return `${word.slice(0, -2)}ying`;
  if (word.endsWith('e') && !/(?:ee|oe|ye)$/.test(word)) return `${word.slice(0, -1)}ing`;
  if (/^[^aeiou]*[aeiou][bdgklmnprt]$/.test(word)) return `${word}${word.slice(-1)}ing`;
  return `${word}ing`;
}

/** Base form of a gerund where the base is a known verb: retrieving → retrieve. */
export function fromGerund(word: string): string | undefined {
  const lower = word.toLowerCase();
  if (!lower.endsWith('ing') || lower.length < 5) return undefined;
  const stem = lower.slice(0, -3);
  const candidates = [stem, `${stem}e`, stem.slice(0, -1)];
  return candidates.find((candidate) => VERBS.has(candidate));
}

/** "a" or "an", by the sound the noun begins with. */
export function article(noun: string): 'a' | 'an' {
  const word = (/[\p{L}\p{N}]+/u.exec(noun)?.[0] ?? '').toString();
  if (/^(?:8|11|18)(?!\d)/.test(word)) return 'an';
  if (/^\d/.test(word)) return 'a';
  if (/^[A-Z]{2,5}$/.test(word)) return /^[AEFHILMNORSX]/.test(word) ? 'an' : 'a';
  const lower = word.toLowerCase();
  const exception = VOWEL_SOUND_EXCEPTIONS.find(([start]) => lower.startsWith(start));
  if (exception !== undefined) return exception[1];
  return /^[aeiou]/.test(lower) ? 'an' : 'a';
}

export function withArticle(noun: string): string {
  return isPlural(noun) || NO_PLURAL.has(lastWord(noun)) ? noun : `${article(noun)} ${noun}`;
}

function lastWord(noun: string): string {
  return noun.slice(noun.lastIndexOf(' ') + 1).toLowerCase();
}

/** Plural of a noun phrase whose last word is its head. */
export function plural(noun: string): string {
  const head = lastWord(noun);
  const start = noun.slice(0, noun.length - head.length);
  if (head === '' || NO_PLURAL.has(head) || isPlural(noun)) return noun;
  if (Object.hasOwn(IRREGULAR_PLURALS, head)) return start + (IRREGULAR_PLURALS[head] as string);
  if (/[^aeiou]y$/.test(head)) return `${start}${head.slice(0, -1)}ies`;
  if (/(?:s|sh|ch|x|z)$/.test(head)) return `${start}${head}es`;
  return `${start}${head}s`;
}

const IRREGULAR_MANY: ReadonlySet<string> = new Set(Object.values(IRREGULAR_PLURALS));

export function isPlural(noun: string): boolean {
  const head = lastWord(noun);
  if (IRREGULAR_MANY.has(head)) return true;
  return head.length > 3 && head.endsWith('s') && !/(?:ss|us|is|ics|news)$/.test(head);
}

export function singular(noun: string): string {
  const head = lastWord(noun);
  const start = noun.slice(0, noun.length - head.length);
  const irregular = Object.entries(IRREGULAR_PLURALS).find(([, many]) => many === head);
  if (irregular !== undefined) return start + irregular[0];
  if (!isPlural(noun)) return noun;
  if (head.endsWith('ies') && head.length > 4)
    return start + (ENDS_IN_IE.has(head.slice(0, -1)) ? head.slice(0, -1) : `${head.slice(0, -3)}y`);
  if (/(?:ss|sh|x|zz)es$/.test(head) || (head.endsWith('ches') && !ES_KEEPS_E.has(head.slice(0, -1)))) {
    return start + head.slice(0, -2);
  }
  return start + head.slice(0, -1);
}

/** "3 flights", "one flight", "3 items of luggage". */
export function counted(count: number, noun: string): string {
  const head = noun.split(' ').at(-1) ?? '';
  if (count !== 1 && NO_PLURAL.has(head)) return `${count} items of ${noun}`;
  return count === 1 ? `one ${singular(noun)}` : `${count} ${plural(singular(noun))}`;
}

export function capitalize(text: string): string {
  // A file name, an address or an identifier is not a word of the sentence.
  const [first = ''] = text.split(/\s/, 1);
  if (/[._/@\\\d]/.test(first.replace(/[.,:;!?]+$/, ''))) return text;
  return text.replace(/^(["'“(]*)(\p{Ll})/u, (_, lead: string, letter: string) => lead + letter.toUpperCase());
}

/** "a", "a and b", "a, b and c". */
export function joinList(parts: readonly string[], last = 'and'): string {
  if (parts.length <= 1) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`;
}

/** "first", "second", … for a 0-based index of a list. */
export function ordinal(index: number): string {
  const words = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
  return words[index] ?? `${index + 1}th`;
}
