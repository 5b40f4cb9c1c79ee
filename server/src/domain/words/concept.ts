import { keyWords } from '../../english/index.ts';
import { IDENTITY_ROLES, PREPOSITIONS, QUALIFIERS, STOP_WORDS, SUFFIXES } from './lexicon.ts';

/** What a value names: `order_id` → entity `order`, role `id`; `distance` → entity `distance`, no role. */
export interface Concept {
  /** Words of the thing, head last; [] for a bare role such as `id`. */
  readonly entity: readonly string[];
  readonly role?: string;
  /** The name says it is about the thing (`match_info`), so it is no name of it. */
  readonly about?: boolean;
}

/** Longest entity that is kept: its last words say most. */
const ENTITY_WORDS = 3;

/** Concept of a parameter or field name; undefined when the name holds no word. */
export function conceptOfName(name: string): Concept | undefined {
  let concept = named.get(name);
  if (concept === undefined && !named.has(name)) {
    const words = keyWords(name);
    const about = words.length > 1 && ABOUT.has(words.at(-1) ?? '');
    const read = words.length === 0 ? undefined : conceptOfWords(trimmed(words));
    concept = about && read !== undefined ? { ...read, about } : read;
    if (named.size >= CACHE_LIMIT) named.clear();
    named.set(name, concept);
  }
  return concept;
}

const ABOUT = new Set('information detail data summary overview profile metadata history description'.split(' '));

/** Field names repeat in every catalog, so what they name is remembered. */
const named = new Map<string, Concept | undefined>();
const CACHE_LIMIT = 50_000;

/** The words of a name without what only qualifies: `new_flight_id_to_use` → `flight`, `id`. */
function trimmed(all: readonly string[]): string[] {
  let words = [...all];
  const preposition = words.findIndex((word, position) => position > 0 && PREPOSITIONS.has(word));
  const of = words.indexOf('of');
  if (of > 0 && of < words.length - 1) words = [...words.slice(of + 1), ...words.slice(0, of)];
  else if (preposition > 0) words = words.slice(0, preposition);
  while (words.length > 1 && (words.at(-1)?.length === 1 || SUFFIXES.has(words.at(-1) ?? ''))) words.pop();
  while (words.length > 1 && (QUALIFIERS.has(words[0] ?? '') || words[0]?.length === 1)) {
    // `first_name` is no qualified `name`: it is half of a person's.
    if (words.length === 2 && words[1] === 'name' && (words[0] === 'first' || words[0] === 'last')) break;
    words.shift();
  }
  return words;
}

/** Other words for a role. */
const SAME_ROLE = new Map([
  ['link', 'url'],
  ['href', 'url'],
  ['uri', 'url'],
  ['pathname', 'path'],
  ['filename', 'path'],
]);

/** Things that are known by their name as well as by their path. */
const FILED = new Set(['file', 'directory', 'document', 'folder']);

/** Last words that add nothing to the one before: an e-mail address is an e-mail, a zip code a zip. */
const REDUNDANT: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['address', new Set(['email', 'ip', 'url'])],
  ['number', new Set(['phone'])],
  ['code', new Set(['zip', 'iata', 'icao', 'currency'])],
]);

/** Concept of words whose last one is the head. */
export function conceptOfWords(all: readonly string[]): Concept {
  const words = REDUNDANT.get(all.at(-1) ?? '')?.has(all.at(-2) ?? '') === true ? all.slice(0, -1) : all;
  const last = words.at(-1) ?? '';
  const role = SAME_ROLE.get(last) ?? last;
  if (!IDENTITY_ROLES.has(role)) return { entity: words.slice(-ENTITY_WORDS) };
  const entity = words.slice(0, -1).slice(-ENTITY_WORDS);
  return { entity, role: role === 'name' && FILED.has(entity.at(-1) ?? '') ? 'path' : role };
}

/** A concept read from a sentence. */
export interface DescribedConcept extends Concept {
  /** The sentence speaks of several: `List of user ids`. */
  readonly many: boolean;
}

const DETERMINERS = new Set(
  'the a an this that each every all any new given specified first second current your their his its one two'.split(
    ' ',
  ),
);
const PHRASE_END = new Set(
  `to for in on at by with from where whose which who is are was be if when as that not can must should will being
  returned retrieved such e eg i ie like and then see use used using but so it they you`.split(/\s+/),
);
const MAX_CONCEPTS = 4;

/**
 * Things a description names outright: `ID of the tweet to retrieve` → tweet id; `three-letter currency code` →
 * currency code; `List of users` → user. Only the first sentence is read: later ones give conditions.
 */
export function conceptsInText(text: string): DescribedConcept[] {
  const sentence = firstSentence(text);
  const words = keyWords(sentence);
  const found: DescribedConcept[] = [];
  const many =
    /^\W*(?:(?:an? )?(?:list|array|set|collection|dictionary|sequence)s? (?:of|containing)|lists?\b|all\b)/i.test(
      sentence,
    );
  for (let at = 0; at < words.length && found.length < MAX_CONCEPTS; at += 1) {
    const word = words[at] as string;
    if (!IDENTITY_ROLES.has(SAME_ROLE.get(word) ?? word)) continue;
    const owners = words[at + 1] === 'of' || words[at + 1] === 'for' ? nounPhrases(words, at + 2) : [];
    const before = words[at - 1];
    const compound = before !== undefined && isNoun(before);
    // `user ID of the receiver` is a user's id: the noun before says what kind of thing, the one behind whose it is.
    if (compound) found.push({ ...conceptOfWords([before, word]), many });
    for (const entity of owners) found.push({ ...conceptOfWords([...entity, word]), many });
  }
  if (found.length > 0) return found.slice();
  const start = many ? Math.max(words.indexOf('of'), words.indexOf('containing')) + 1 : 0;
  for (const entity of nounPhrases(words, start)) found.push({ entity: [...ownerOf(words, entity), ...entity], many });
  // Without the room that a list which grew has for more: catalogs hold very many.
  return found.slice();
}

/** `amount of fuel` is a fuel amount: what stands after the `of`. */
function ownerOf(words: readonly string[], entity: readonly string[]): readonly string[] {
  const after = words.indexOf(entity.at(-1) ?? '') + 1;
  return words[after] === 'of' ? (nounPhrases(words, after + 1)[0] ?? []).slice(-1) : [];
}

function firstSentence(text: string): string {
  const cut = text.slice(0, 240);
  const end = cut.search(/[.;\n](?:\s|$)|[([]|\s(?:until|when|if|whether|unless|because|while|before|after)\s/i);
  return end < 6 ? cut : cut.slice(0, end);
}

function isNoun(word: string): boolean {
  return (
    word.length > 1 && !STOP_WORDS.has(word) && !DETERMINERS.has(word) && !PHRASE_END.has(word) && !QUALIFIERS.has(word)
  );
}

/** Noun phrases from `start`, joined by `or`/`and`: `the file or directory to copy` → [file], [directory]. */
function nounPhrases(words: readonly string[], start: number): string[][] {
  const phrases: string[][] = [];
  let phrase: string[] = [];
  for (let at = start; at < words.length && at < start + 8; at += 1) {
    const word = words[at] as string;
    if (word === 'or' || (word === 'and' && phrase.length > 0)) {
      if (phrase.length > 0) phrases.push(phrase);
      phrase = [];
    } else if (DETERMINERS.has(word) || QUALIFIERS.has(word)) {
      if (phrase.length > 0) break;
    } else if (!isNoun(word)) break;
    else phrase.push(word);
  }
  if (phrase.length > 0) phrases.push(phrase);
  return phrases.map((one) => one.slice(-2)).slice(0, 2);
}
