import { fullVerb, isAlsoNoun, isPlural, plural, singularWord, splitWords, verbClassOf } from '../../english/index.ts';
import { type Lexicon, PLAIN_LEXICON } from '../lexicon.ts';
import { QUALIFIERS } from '../vocabulary.ts';
import { TRAILING } from './object.ts';
import { withoutPath } from './path-names.ts';
import { PHRASAL } from './verbs.ts';

/** Two words that are one verb. */
const PARTICLES: Readonly<Record<string, readonly string[]>> = {
  log: ['in', 'out', 'on', 'off'],
  sign: ['in', 'up', 'out', 'on', 'off'],
  check: ['in', 'out'],
  look: ['up'],
  set: ['up'],
  roll: ['back'],
};

/** Methods of HTTP, which say less than the verb behind them: `post-search`. */
export const METHODS = new Set(['post', 'put', 'patch']);

/** The words of a function's name in which a verb is looked for. */
export function wordsOfFunction(name: string, lexicon: Lexicon = PLAIN_LEXICON): readonly string[] {
  if (last.name !== name || last.lexicon !== lexicon) last = { name, lexicon, words: readWords(name, lexicon) };
  return last.words;
}

/** A name is asked for several times in a row while its function is read. */
export let last: { readonly name: string; readonly lexicon: Lexicon; readonly words: readonly string[] } = {
  name: '',
  lexicon: PLAIN_LEXICON,
  words: [],
};

function readWords(name: string, { service, full }: Lexicon): readonly string[] {
  const parts = name.split(/[./:]/).filter((part) => part !== '');
  const last = parts.at(-1) ?? name;
  // `valves.list`: the thing stands before the dot.
  const before = resourceOf(parts.at(-2) ?? '');
  const deed = before === '' || /^v\d+$/i.test(before) ? undefined : deedBehindDot(before, last);
  if (deed !== undefined) return deed;
  const alone = parts.length > 1 && (verbClassOf(last.toLowerCase()) !== undefined || isResource(before, last));
  const which = alone && QUALIFIERS.has(last.toLowerCase());
  const written = which ? `${last} ${before}` : alone ? `${before} ${last}` : last;
  const plain = withoutPath(splitWords(written)).filter((word) => !/^v?\d+$/.test(word));
  const all = joinParticles(plain.map((word) => full.get(word) ?? fullVerb(word) ?? word));
  return all.length > 1 && (all[0] === 'api' || (all[0] === service && service !== '')) ? all.slice(1) : all;
}

/** Words by which a part of a dotted name says that it is code: `BookingService.Cancel`. */
const CODE = new Set(
  'service api controller resource manager repository endpoint dao servlet router handler'.split(' '),
);

function resourceOf(part: string): string {
  const words = splitWords(part);
  return words.length > 1 && CODE.has(words.at(-1) as string) ? words.slice(0, -1).join('_') : part;
}

/** What a word behind the dot says that is no verb: `invoice.all`, `client.new`. */
const BEHIND_DOT: Readonly<Record<string, string>> = {
  all: 'list',
  every: 'list',
  mine: 'list',
  one: 'get',
  new: 'create',
};

/** `invoice.void` as a person writes it, void invoice; undefined where the words behind the dot are no verb alone. */
function deedBehindDot(before: string, last: string): readonly string[] | undefined {
  const words = joinParticles(splitWords(last));
  const [verb = '', state = ''] = words;
  // `sheets.handBack` hands sheets back.
  const phrasal = words.length === 2 ? PHRASAL[`${verb} ${state}`] : undefined;
  if (phrasal !== undefined) return [phrasal, ...oneOf(splitWords(before))];
  // `workOrders.listOpen`: how those stand that are listed; the thing stands before the dot.
  if (words.length === 2 && PLAIN_READING.has(verb) && (QUALIFIERS.has(state) || STANDING.test(state)))
    return [verb, state, ...splitWords(before)];
  const plain = BEHIND_DOT[verb] ?? verb;
  const which = verbClassOf(plain);
  if (words.length !== 1 || which === undefined || (plain === verb && isAlsoNoun(verb))) return undefined;
  const thing = splitWords(before);
  if (which === 'list') return [plain, ...thing.slice(0, -1), plural(thing.at(-1) as string)];
  return [plain, ...oneOf(thing)];
}

/** The words of a thing in the singular. */
function oneOf(thing: readonly string[]): readonly string[] {
  return [...thing.slice(0, -1), singularWord(thing.at(-1) as string)];
}

const PLAIN_READING = new Set(['list', 'get', 'find', 'fetch', 'search', 'show']);
/** How a record stands, beside the words that qualify any thing. */
const STANDING = /^(?:[a-z]{3,}ed|open|done|due|live|ready)$/;

/** `orders.pending`, `freezers.temperature_log`, `samples.dispose`: a plural, and what is read of it or done with it. */
function isResource(before: string, last: string): boolean {
  const words = splitWords(last);
  if (words.length === 1 && TRAILING.has(words[0] as string)) return true;
  return isPlural(splitWords(before).at(-1) ?? '') && words.length <= 2 && verbClassOf(words[0] ?? '') === undefined;
}

function joinParticles(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    const next = words[at + 1];
    const together = next !== undefined && Object.hasOwn(PARTICLES, word) && PARTICLES[word]?.includes(next) === true;
    // `check_in_guest` is a check-in, `check_in_stock` is not.
    if (together && !(word === 'check' && next === 'in' && words[at + 2] === 'stock')) {
      joined.push(word + next);
      at += 1;
    } else joined.push(word);
  }
  return joined;
}
