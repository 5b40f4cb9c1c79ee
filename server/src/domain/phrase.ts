import {
  baseForm,
  fullVerb,
  isAlsoNoun,
  isPlural,
  plural,
  singularWord,
  splitWords,
  type VerbClass,
  verbClassOf,
} from '../english/index.ts';
import { type Lexicon, PLAIN_LEXICON } from './lexicon.ts';
import { nounsOfWords } from './nouns.ts';
import { ATTRIBUTE_NOUNS, QUALIFIERS } from './vocabulary.ts';

/** What a name or a sentence says is done to what: `get_order_details` → get, order detail. */
export interface Phrase {
  /** Base form; '' where there is none. */
  readonly verb: string;
  readonly verbClass: VerbClass | undefined;
  /** Words of the thing, head last, singular; [] where none is said. */
  readonly object: readonly string[];
  /** The thing is said in the plural. */
  readonly many: boolean;
  /** Words after a preposition: `find_user_by_email` → email. */
  readonly behind: readonly string[];
  readonly preposition: string;
}

export const NO_PHRASE: Phrase = {
  verb: '',
  verbClass: undefined,
  object: [],
  many: false,
  behind: [],
  preposition: '',
};

/** Verbs of two words that mean another thing than their first, by the plain verb of that meaning. */
const PHRASAL: Readonly<Record<string, string>> = {
  'take back': 'retract',
  'take down': 'unpublish',
  'take off': 'remove',
  'take out': 'remove',
  'take away': 'remove',
  'take over': 'claim',
  'take part': 'join',
  'give back': 'return',
  'give up': 'abandon',
  'give out': 'issue',
  'call off': 'cancel',
  'put off': 'postpone',
  'put back': 'return',
  'put away': 'archive',
  'put together': 'compose',
  'pay out': 'pay',
  'pay back': 'refund',
  'hand over': 'transfer',
  'hand in': 'submit',
  'hand out': 'issue',
  'pick up': 'collect',
  'drop off': 'deliver',
  'shut down': 'stop',
  'close down': 'close',
  'wind up': 'close',
  'write down': 'record',
  'write off': 'waive',
  'sign up': 'register',
  'check out': 'checkout',
  'find out': 'get',
  'look at': 'view',
  'carry out': 'perform',
  'roll back': 'revert',
  'bring back': 'restore',
  'send back': 'return',
  'swap out': 'replace',
  'mark off': 'mark',
  'get rid': 'delete',
  'switch off': 'disable',
  'turn off': 'disable',
  'switch on': 'enable',
  'turn on': 'enable',
  'let in': 'admit',
  'check in': 'checkin',
  'bring down': 'lower',
  'send out': 'send',
  'let go': 'release',
};

const PREPOSITIONS = new Set(
  'to for from in by with at on as into onto per via using within about of between near against based'.split(' '),
);
/** Two words that are one verb. */
const PARTICLES: Readonly<Record<string, readonly string[]>> = {
  log: ['in', 'out', 'on', 'off'],
  sign: ['in', 'up', 'out', 'on', 'off'],
  check: ['in', 'out'],
  look: ['up'],
  set: ['up'],
  roll: ['back'],
};

/**
 * Reads a function's name.
 *
 * @param lexicon the service it names is left out: `slack` of `slack_post_message`
 */
export function phraseOfName(name: string, lexicon = PLAIN_LEXICON): Phrase {
  const words = wordsOfFunction(name, lexicon);
  const at = METHODS.has(words[0] ?? '') && PLAIN.has(words[1] ?? '') ? 1 : verbAt(words);
  if (at < 0) return { ...NO_PHRASE, ...objectOf(words) };
  const phrasal = words.length > at + 2 ? PHRASAL[`${words[at]} ${words[at + 1]}`] : undefined;
  if (phrasal !== undefined && at === 0)
    return { verb: phrasal, verbClass: verbClassOf(phrasal), ...objectOf(words.slice(2)) };
  const verb = words[at] as string;
  const told = objectOf(behindVerb(words, at));
  const verbClass = isUpsert(words, at) ? 'update' : verbClassOf(verb);
  const before =
    at > 0 && !METHODS.has(words[at - 1] as string) && !QUALIFIERS.has(words[at - 1] as string)
      ? nounsOf(words.slice(Math.max(0, at - 2), at))
      : undefined;
  if (before === undefined || before.object.length === 0) return { ...told, verb, verbClass };
  // `order_create`, `contacts_get`: the thing stands before the verb; its plural only names the resource.
  if (told.object.length === 0)
    return { ...told, verb, verbClass, object: before.object, many: before.many && verbClass === 'list' };
  const own = told.object.some((word) => !ATTRIBUTE_NOUNS.has(word));
  return { ...told, verb, verbClass, object: own ? told.object : [...before.object.slice(-1), ...told.object] };
}

/** Methods of HTTP, which say less than the verb behind them: `post-search`. */
const METHODS = new Set(['post', 'put', 'patch']);

/** The words of a function's name in which a verb is looked for. */
export function wordsOfFunction(name: string, lexicon: Lexicon = PLAIN_LEXICON): readonly string[] {
  if (last.name !== name || last.lexicon !== lexicon) last = { name, lexicon, words: readWords(name, lexicon) };
  return last.words;
}

/** A name is asked for several times in a row while its function is read. */
let last: { readonly name: string; readonly lexicon: Lexicon; readonly words: readonly string[] } = {
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
  const plain = splitWords(written).filter((word) => !/^v?\d+$/.test(word));
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
  const [verb = ''] = words;
  const plain = BEHIND_DOT[verb] ?? verb;
  const which = verbClassOf(plain);
  if (words.length !== 1 || which === undefined || (plain === verb && isAlsoNoun(verb))) return undefined;
  const thing = splitWords(before);
  if (which === 'list') return [plain, ...thing.slice(0, -1), plural(thing.at(-1) as string)];
  return [plain, ...thing.slice(0, -1), singularWord(thing.at(-1) as string)];
}

/** `orders.pending`, `freezers.temperature_log`, `samples.dispose`: a plural, and what is read of it or done with it. */
function isResource(before: string, last: string): boolean {
  const words = splitWords(last);
  if (words.length === 1 && TRAILING.has(words[0] as string)) return true;
  return isPlural(splitWords(before).at(-1) ?? '') && words.length <= 2 && verbClassOf(words[0] ?? '') === undefined;
}

/** `create_or_update_file`, `add_update_subscriber`. */
function isUpsert(words: readonly string[], at: number): boolean {
  const next = words[at + 1] === 'or' ? words[at + 2] : words[at + 1];
  return next === 'update' && words[at] !== 'get' && words.length > at + 2;
}

/** `create_or_update_file` is about a file. */
function behindVerb(words: readonly string[], at: number): readonly string[] {
  const second = words[at + 1] === 'or' || words[at + 1] === 'and' ? words[at + 2] : undefined;
  if (second === undefined && isUpsert(words, at)) return words.slice(at + 2);
  return words.slice(second !== undefined && verbClassOf(second) !== undefined ? at + 3 : at + 1);
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

/**
 * Where the verb of a name stands. A word that is as often a noun gives way to a plain verb right behind it
 * (`order_create`), and is the thing where it ends a name (`exchange_rate`).
 */
function verbAt(words: readonly string[]): number {
  const first = words.findIndex((word) => verbClassOf(word) !== undefined);
  if (first < 0) return -1;
  if (!isAlsoNoun(words[first] as string)) return first;
  // `update_list` updates a list, `order_create` creates an order.
  const plain = words[first + 1] ?? '';
  if (PLAIN.has(plain) && !(PLAIN.has(words[first] as string) && isAlsoNoun(plain))) return first + 1;
  if (first === 0 || first < words.length - 1) return first;
  return SEARCHING.has(words[first] as string) ? first : -1;
}

const PLAIN = new Set(
  'create get list update delete fetch find add remove cancel edit set show view send search login logout approve retrieve close autocomplete lookup'.split(
    ' ',
  ),
);
const SEARCHING = new Set(['search', 'list', 'filter', 'query', 'autocomplete', 'lookup']);

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

const HOLLOW = new Set(
  'detail information list set number info data collection status result record overview summary'.split(' '),
);

function nounsOf(words: readonly string[]): { readonly object: readonly string[]; readonly many: boolean } {
  let start = 0;
  while (start < words.length - 1 && QUALIFIERS.has(words[start] as string)) start++;
  let end = words.length;
  while (end > start + 1 && TRAILING.has(words[end - 1] as string)) end--;
  const kept = words.slice(start, end).filter((word) => !ARTICLES.has(word));
  if (kept.length === 1 && NUMBERS.has(kept[0] as string)) return { object: [], many: false };
  const last = kept.at(-1) ?? '';
  // `fields_overview` shows fields.
  const shown = kept.length > 1 && SHOWS.has(last) ? (kept.at(-2) as string) : last;
  return { object: nounsOfWords(kept), many: isPlural(shown) };
}

/** Words behind a noun that say which ones, or how many at once: `places_nearby`, `delete_orders_bulk`. */
const TRAILING = new Set('nearby today now here bulk batch async'.split(' '));

/** How many, of things that the name leaves out: `delete_many`, `find_one`. */
const NUMBERS = new Set(['many', 'one', 'multiple', 'several', 'any', 'each', 'every', 'everything', 'more']);

/** Ways to show all of the plural before them. */
const SHOWS = new Set(['overview', 'list', 'listing', 'directory', 'index']);

const ARTICLES = new Set(['a', 'an', 'the', 'all', 'my', 'and', 'or']);

const MAX_WORDS = 24;
const STOPS = new Set(
  `to for in on at by with from where whose which who is are was be if when as that not can must should will may using
  based given so then while and or including via within between across after before against whether without into onto
  about over under per matching associated belonging available through`.split(/\s+/),
);

/** Reads the first sentence of a description: `Lists the free seats of a flight.` → list, seat. */
export function phraseOfText(description: string): Phrase {
  const words = sentenceWords(description);
  const at = words.findIndex((_, position) => position < MAX_LEAD && isVerbHere(words, position));
  if (at < 0) return unknownDeed(words);
  const phrasal = PHRASAL[`${baseForm(words[at] as string)} ${words[at + 1] ?? ''}`];
  const verb = phrasal ?? (verbIn(words[at] as string) as string);
  let from = at + (phrasal === undefined ? 1 : 2);
  if (words[from] === 'for' || words[from] === 'through' || words[from] === 'up' || words[from] === 'out') from++;
  const first = nounPhrase(words, from);
  const apart = phrasal === undefined ? phrasalApart(baseForm(words[at] as string), words, first) : undefined;
  if (apart !== undefined)
    return {
      verb: apart,
      verbClass: verbClassOf(apart),
      object: first.object,
      many: first.many,
      ...behindOf(words, first.end + 1),
    };
  const hollow = first.object.every((word) => HOLLOW.has(word));
  const next = words[first.end];
  const told =
    hollow && (next === 'of' || next === 'about' || next === 'on' || next === 'for')
      ? nounPhrase(words, first.end + 1)
      : first;
  return {
    verb,
    verbClass: verbClassOf(verb),
    object: told.object,
    many: told.many || (hollow && first.object.includes('list')),
    behind: words[told.end] === undefined ? [] : nounPhrase(words, told.end + 1).object,
    preposition: words[told.end] ?? '',
  };
}

/** `Takes a charge off the bill`, `Checks a guest in`: the second word of a verb of two stands behind its object. */
function phrasalApart(
  verb: string,
  words: readonly string[],
  { object, end }: { readonly object: readonly string[]; readonly end: number },
): string | undefined {
  const particle = words[end] ?? '';
  if (object.length === 0 || !APART.has(particle)) return undefined;
  const next = words[end + 1] ?? '';
  // `Checks prices in a store` checks; nobody is checked in.
  if ((particle === 'in' || particle === 'on') && next !== '' && next !== 'and' && next !== 'again') return undefined;
  return PHRASAL[`${verb} ${particle}`];
}

const APART = new Set('in on off back out down away over up'.split(' '));

function behindOf(words: readonly string[], start: number): Pick<Phrase, 'behind' | 'preposition'> {
  const preposition = words[start] ?? '';
  return { behind: preposition === '' ? [] : nounPhrase(words, start + 1).object, preposition };
}

/** `Equip an item from the inventory`: a verb that no list needs to know, told by the article behind it. */
function unknownDeed(words: readonly string[]): Phrase {
  const [verb = '', second = '', third = ''] = words;
  // `Jump to a position`.
  const next = MIDDLES.has(second) ? third : second;
  const article = next === 'a' || next === 'an' || next === 'the' || next === 'your' || next === 'its';
  if (
    !article ||
    !/^[a-z]{3,}$/.test(verb) ||
    verb.endsWith('ss') ||
    STOPS.has(verb) ||
    NO_DEEDS.has(verb) ||
    isThing(verb)
  )
    return NO_PHRASE;
  const told = nounPhrase(words, 1);
  return {
    ...NO_PHRASE,
    verb: verb.replace(/s$/, ''),
    object: told.object,
    many: told.many,
    preposition: words[told.end] ?? '',
  };
}

/** `Vaccinations a pet has had`: endings of nouns. */
export function isThing(word: string): boolean {
  return /(?:[ts]ion|ment|ing|ity|ness|[ae]nce|age|ist|ship|ology|[aeiou]or|ian|er)s$/.test(word);
}

/** What may stand between a verb and the article: `Pour away a batch`. */
const MIDDLES = new Set(['to', 'off', 'up', 'away', 'out', 'down', 'back', 'over']);

/** Words before an article that are no verbs. */
const NO_DEEDS = new Set(
  'all both half what when how why during like unlike only even also because while until since'.split(' '),
);

/** `What can be used instead of an ingredient`, `Who serves at which mass`: a question is answered, nothing is done. */
export function isQuestion(description: string): boolean {
  return /^\W*(?:what|which|who|whose|whom|where|when|whether|why|how (?:much|many|often|long|far|old|a|an|the|well))\s/i.test(
    ownText(description).slice(0, 60),
  );
}

/** The thing a description begins with or speaks of first: `Papers that cite this paper`, `Search archived scenes`. */
export function leadOfText(
  description: string,
  told: Phrase = phraseOfText(description),
): Pick<Phrase, 'object' | 'many'> {
  return told.object.length > 0 ? told : nounPhrase(sentenceWords(description), 0);
}

const MAX_LEAD = 6;
/** Words that open a noun phrase behind a verb. */
export const DETERMINERS = new Set(
  'a an the all one your my this these those any some every each its their new up out in on for multiple several many to'.split(
    ' ',
  ),
);

/** Whether a word of a sentence is its verb: `Order a taxi`, `Use this to order a taxi`, but not `Order status`. */
function isVerbHere(words: readonly string[], at: number): boolean {
  const word = words[at] as string;
  const verb = SKIPPED.has(word) ? undefined : verbIn(word);
  if (verb === undefined) return false;
  const before = words[at - 1];
  const adverb = before?.endsWith('ly') === true && at === 1 && !QUALIFIERS.has(before);
  // `Leases that end this year`, but `Tool that lists …`.
  if (before === 'that' || before === 'which') return TOOLS.has(words[at - 2] ?? '');
  if (before !== undefined && isAlsoNoun(verb)) return STRONG_LEADS.has(before) || adverb;
  // `Papers needed to enter` tells what they are for.
  if (before === 'to' && (words[at - 2] ?? '').endsWith('ed') && !SKIPPED.has(words[at - 2] as string)) return false;
  if (before !== undefined) return LEADS.has(before) || adverb;
  if (!isAlsoNoun(verb) || SEARCHING.has(verb)) return true;
  const next = words[at + 1] ?? '';
  // `Lists flights`, but `Messages of a channel`.
  const plural = next === '' || (PREPOSITIONS.has(next) && next !== 'to') || next === 'of' || next === 'that';
  return DETERMINERS.has(next) || (word !== verb && !plural) || isPlural(next);
}

const STRONG_LEADS = new Set(['to', 'can', 'will', 'you', 'tool', 'this', 'function']);
const TOOLS = new Set('tool function api endpoint method action command utility service operation call'.split(' '));
const LEADS = new Set(
  'to this tool can will that you which function api method endpoint and or us it then agent user users lets allows'.split(
    ' ',
  ),
);

const SKIPPED = new Set(['use', 'used', 'uses', 'allows', 'tool', 'can', 'lets', 'call', 'api', 'function']);

function verbIn(word: string): string | undefined {
  const base = baseForm(word);
  if (verbClassOf(base) !== undefined) return base;
  const bare = word.endsWith('s') ? word.slice(0, -1) : word;
  return verbClassOf(bare) !== undefined ? bare : undefined;
}

/** Some collections open each description with the tool's own, then say `Tool description:` or the like. */
export function ownText(description: string): string {
  const marker = /\bdescription\s*:\s*/i.exec(description.slice(0, 600));
  return marker === null ? description : description.slice(marker.index + marker[0].length);
}

const sentences = /[.;\n](?:\s|$)|\s[([–—-]\s?/;

function sentenceWords(description: string): string[] {
  const text = ownText(description).trimStart().slice(0, 240);
  const end = text.search(sentences);
  return splitWords(end < 6 ? text : text.slice(0, end)).slice(0, MAX_WORDS);
}

/** Words that are said of a thing after it: `Takes a charge off`. */
const AFTER_OBJECT = new Set(['off', 'back', 'away', 'down', 'out', 'again']);

/** The noun phrase from `start` on; `end` is the place of the word that ended it. */
function nounPhrase(
  words: readonly string[],
  start: number,
): { object: readonly string[]; many: boolean; end: number } {
  let end = start;
  const found: string[] = [];
  for (; end < words.length; end++) {
    const word = words[end] as string;
    if (word === 'of' || STOPS.has(word) || (found.length > 0 && AFTER_OBJECT.has(word))) break;
    // `Papers cited by this paper`: what is said of them comes after.
    if (found.length > 0 && word.endsWith('ed') && PREPOSITIONS.has(words[end + 1] ?? '')) break;
    if (word.length > 1 && !(found.length === 0 && (QUALIFIERS.has(word) || word === 'one'))) found.push(word);
  }
  const kept = found.filter((word) => !QUALIFIERS.has(word) || found.length === 1).slice(-3);
  return { object: nounsOfWords(kept), many: isPlural(kept.at(-1) ?? ''), end };
}
