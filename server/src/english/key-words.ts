import { singularWord } from './number.ts';
import { expand } from './short-forms.ts';
import { splitWords } from './split.ts';

/** Different words of interfaces for one thing, written alike so that a producer and a consumer of it meet. */
const SAME: ReadonlyMap<string, string> = new Map(
  Object.entries({
    folder: 'directory',
    guid: 'id',
    gid: 'id',
    identifier: 'id',
    oid: 'id',
    organisation: 'organization',
    percentage: 'percent',
    phonenumber: 'phone',
    postal: 'zip',
    postcode: 'zip',
    slug: 'id',
    telephone: 'phone',
    ticker: 'symbol',
    uuid: 'id',
    zipcode: 'zip',
  }),
);

/** Words written as one that name two things; split so that either half can be met. */
const COMPOUNDS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    filename: ['file', 'name'],
    filepath: ['file', 'path'],
    hostname: ['host', 'name'],
    nickname: ['nick', 'name'],
    uid: ['user', 'id'],
    username: ['user', 'name'],
  }),
);

/** English words that end in -id without naming an identifier; those in -oid are told by their ending. */
const ENDS_IN_ID = new Set(
  `acid aid amid arid avid bid braid candid covid cupid did eyelid fluid forbid grid guid hybrid invalid invoid kid laid lid
  lipid liquid madrid maid mermaid morbid orchid overpaid outbid paid plaid prepaid pyramid rabid raid rapid rebid repaid
  rid rigid said solid splendid squid stupid suicid tepid timid torrid triad unpaid underpaid unsaid uuid valid vivid
  placid pallid putrid humid horrid lucid lurid rancid sordid stolid turbid turgid undid afraid bipolid carotid mid hid
  skid slid amid apartheid euclid david ingrid astrid microgrid smartgrid`.split(/\s+/),
);
const MIN_OWNER = 3;

/** `playlistid` → playlist, id. */
function ownerAndId(word: string): readonly string[] | undefined {
  if (!word.endsWith('id') || word.endsWith('oid') || word.length < MIN_OWNER + 2 || ENDS_IN_ID.has(word))
    return undefined;
  return [word.slice(0, -2), 'id'];
}

const MAX_NAMES = 50_000;
const MAX_NAME_LENGTH = 48;
const names = new Map<string, readonly string[]>();
const MAX_TEXTS = 1_000;
/** Several readers take the words of one description, each at its turn. */
const texts = new Map<string, readonly string[]>();

/**
 * Words by which names are compared: singular, short forms written out, one word for one thing, figures left out.
 * `userIDs_to-follow2` → user, id, to, follow. Short names are remembered, the same
 * ones come in every catalog, and texts for as long as one function is read.
 */
export function keyWords(name: string): readonly string[] {
  const short = name.length <= MAX_NAME_LENGTH;
  const all = short ? names : texts;
  let words = all.get(name);
  if (words === undefined) {
    words = readKeyWords(name);
    if (all.size >= (short ? MAX_NAMES : MAX_TEXTS)) all.clear();
    all.set(name, words);
  }
  return words;
}

function readKeyWords(text: string): string[] {
  const words = splitWords(text);
  const keys: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = withoutFigures(words[at] as string);
    if (word === '') continue;
    const one = singularWord(word);
    const parts = COMPOUNDS.get(one) ?? ownerAndId(one);
    if (parts !== undefined) keys.push(...parts);
    else keys.push(keyWord(words, at, word, one));
  }
  return keys;
}

function withoutFigures(word: string): string {
  return /\d/.test(word) ? word.replace(/\d+/g, '') : word;
}

/** A word as keys write it: its short form expanded as written, then in the singular. */
function keyWord(words: readonly string[], at: number, word: string, one: string): string {
  const full = word === words[at] ? expand(words, at) : word;
  if (full !== word) return SAME.get(full) ?? full;
  if (one !== word) {
    const expanded = expand([one], 0);
    if (expanded !== one) return expanded;
  }
  return SAME.get(one) ?? SAME.get(word) ?? one;
}

/** Key words of a sentence, of its first `limit` characters. */
export function keyWordsOfText(text: string, limit = 600): readonly string[] {
  return keyWords(text.length > limit ? text.slice(0, limit) : text);
}

const VERSION = /(?<![a-z])v\d[\d._]*(?![a-z])/gi;
const TRAILING = /\d$/;

/**
 * What tells numbered things apart, which their key words leave out: `thing7_id` → `7`. Versions (`list_orders_v2`) do
 * not: they are about the same things.
 */
export function numberOf(name: string): string {
  if (!/\d/.test(name)) return '';
  return (name.replace(VERSION, '').match(/\d+/g) ?? []).join('.');
}

/**
 * The numbers of names that stand side by side. Where they only count places (`line1` and `line2`, `user_id_2`,
 * `player1_id` beside `player2_id`) they tell nothing: any line can be put there.
 */
export function numbersOf(all: readonly string[]): readonly string[] {
  const numbers = all.map(numberOf);
  if (numbers.every((number) => number === '')) return numbers;
  const stems = all.map((name) => name.replace(/\d+/g, '#'));
  return numbers.map((number, at) => {
    const alike = stems.some((stem, other) => stem === stems[at] && all[other] !== all[at]);
    const trails = TRAILING.test(all[at] as string);
    const small = number === '1' || number === '2';
    return alike ? (trails || small ? '' : number) : trails && small ? '' : number;
  });
}
