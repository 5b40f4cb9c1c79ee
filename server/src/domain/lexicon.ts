import {
  fullVerb,
  isShortForm,
  isVerb,
  mayBeShort,
  PREPOSITIONS,
  singularWord,
  splitWords,
  standsFor,
  unitOf,
  verbClassOf,
  wordsOfName,
} from '../english/index.ts';
import { isObject } from '../json/index.ts';
import type { FunctionSignature } from '../signature/index.ts';
import { scopeOf } from './scope-of.ts';
import { servicesOf, verbLastScopes } from './service.ts';
import { stemOf } from './stems.ts';
import { toldOwner } from './told-identifier.ts';
import { IDENTIFIER_ROLES } from './vocabulary.ts';
import { type Votes, vote } from './votes.ts';

/** How the names of one scope are to be read. */
export interface Lexicon {
  /** The word with which most names begin, '' where there is none. */
  readonly service: string;
  /** Short forms that only this scope explains, by the full word: `inv`, where a description speaks of invoices. */
  readonly full: ReadonlyMap<string, string>;
  /** Names share no words with the texts beside them: they are of another language, or say nothing. */
  readonly foreign: boolean;
  /** Names say the thing first, and what is done to it last: `pet-register`. */
  readonly verbLast: boolean;
}

const NONE: ReadonlyMap<string, string> = new Map();
export const PLAIN_LEXICON: Lexicon = { service: '', full: NONE, foreign: false, verbLast: false };

const MAX_KEPT = 200;
/** One object for each content, so that what was read with a lexicon is known again by it. */
const kept = new Map<string, Lexicon>();

function lexiconOf(service: string, { full, foreign }: Names, verbLast: boolean): Lexicon {
  if (service === '' && full.size === 0 && !foreign && !verbLast) return PLAIN_LEXICON;
  const key = JSON.stringify([service, foreign, verbLast, ...full]);
  let lexicon = kept.get(key);
  if (lexicon === undefined) {
    lexicon = { service, full, foreign, verbLast };
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(key, lexicon);
  }
  return lexicon;
}

/** The lexicon of each scope that needs one. */
export function lexiconsOf(
  signatures: readonly FunctionSignature[],
  counts: WordCounts = countsOf(signatures),
): ReadonlyMap<string, Lexicon> {
  const services = servicesOf(signatures);
  const verbLast = verbLastScopes(signatures);
  const lexicons = new Map<string, Lexicon>();
  for (const [scope, names] of namesOf(counts))
    lexicons.set(scope, lexiconOf(services.get(scope) ?? '', names, verbLast.has(scope)));
  return lexicons;
}

/** Words of names that may be short for something: no verb, no word of every interface. */
function isOpen(word: string): boolean {
  return (
    mayBeShort(word) &&
    verbClassOf(word) === undefined &&
    fullVerb(word) === undefined &&
    !isVerb(word) &&
    !isShortForm(word) &&
    !IDENTIFIER_ROLES.has(word) &&
    !PREPOSITIONS.has(word)
  );
}

export interface Scope {
  /** Full words that a text says a short one stands for, each with how many do; see `sayings`. */
  readonly said: Votes;
  /** Full words that the texts of functions offer for a short one, each with how many do. */
  readonly offers: Votes;
  /** Words that texts write as they are: no short forms. */
  readonly written: Set<string>;
  /** Functions that have a text, and those of them whose name shares a word with it. */
  told: number;
  sharing: number;
  /** And those whose name has a verb that is known. */
  verbed: number;
}

type Names = Pick<Lexicon, 'full' | 'foreign'>;

const MIN_TOLD = 4;
const MIN_SHARING = 0.2;
const MAX_VERBED = 0.4;

/**
 * Short forms by their full words, in each scope: a word of names that no text uses, where texts beside it speak of one
 * that it may stand for.
 */
function namesOf(counts: WordCounts): ReadonlyMap<string, Names> {
  const names = new Map<string, Names>();
  for (const [scope, found] of counts) names.set(scope, { full: chosen(found), foreign: isForeign(found) });
  return names;
}

/** What the functions of each scope say of words. */
export type WordCounts = ReadonlyMap<string, Scope>;

export function countsOf(signatures: readonly FunctionSignature[]): WordCounts {
  const scopes = new Map<string, Scope>();
  for (const signature of signatures) {
    const scope = scopeOf(signature);
    let found = scopes.get(scope);
    if (found === undefined) {
      found = { said: new Map(), offers: new Map(), written: new Set(), told: 0, sharing: 0, verbed: 0 };
      scopes.set(scope, found);
    }
    note(found, signature);
  }
  return scopes;
}

function isForeign({ told, sharing, verbed }: Scope): boolean {
  return told >= MIN_TOLD && sharing < told * MIN_SHARING && verbed < told * MAX_VERBED;
}

function note(scope: Scope, signature: FunctionSignature): void {
  const { said, offers, written } = scope;
  const { open, offered, told, short, shares, verbed } = wordFactsOf(signature);
  if (shares !== undefined) scope.told++;
  if (shares === true) scope.sharing++;
  if (shares !== undefined && verbed) scope.verbed++;
  for (const word of short) written.add(word);
  for (const word of open) if (!offers.has(word)) offers.set(word, new Map());
  for (const [word, full] of offered) vote(offers, word, full);
  for (const [word, full] of told) vote(said, word, full);
}

/** What one signature tells of short forms. */
interface WordFacts {
  /** Open words of its names. */
  readonly open: readonly string[];
  /** Open words with the words of its texts that they may stand for. */
  readonly offered: readonly (readonly [string, string])[];
  /** Open words with what its texts say outright that they stand for. */
  readonly told: readonly (readonly [string, string])[];
  /** Words of its texts that are as short as short forms are. */
  readonly short: readonly string[];
  /** Whether name and description share a word, full forms counted; undefined without a description. */
  readonly shares: boolean | undefined;
  /** Whether its name has a verb that is known. */
  readonly verbed: boolean;
}

const facts = new WeakMap<FunctionSignature, WordFacts>();
const MAX_TEXT = 200;

function wordFactsOf(signature: FunctionSignature): WordFacts {
  let known = facts.get(signature);
  if (known === undefined) {
    known = readWordFacts(signature);
    facts.set(signature, known);
  }
  return known;
}

/** What a catalog's lexicons rest on, to tell whether an edit leaves them as they are. */
export class LexiconBasis {
  /** By scope, in how many functions' texts a word stands for which some text offers a full one. */
  readonly #written = new Map<string, Map<string, number>>();
  /** How many functions of a scope may begin or cease to share words with their names before it could count as foreign. */
  readonly #slack = new Map<string, number>();

  constructor(signatures: readonly FunctionSignature[], counts: WordCounts) {
    for (const [scope, { told, sharing, offers }] of counts) {
      const offered = [...offers].flatMap(([word, own]) => (own.size === 0 ? [] : [word, singularWord(word)]));
      this.#written.set(scope, new Map(offered.map((word) => [word, 0])));
      this.#slack.set(scope, Math.max(0, Math.floor((sharing - told * MIN_SHARING) / 2) - 1));
    }
    for (const signature of signatures) this.#count(signature, 1);
  }

  /** Adds or takes away what a text writes. @returns whether a word is written now that was not, or no longer */
  #count(signature: FunctionSignature, by: 1 | -1): boolean {
    const written = this.#written.get(scopeOf(signature));
    let turned = false;
    for (const word of wordFactsOf(signature).short) {
      const count = written?.get(word);
      if (count === undefined) continue;
      written?.set(word, count + by);
      if (count === 0 || count + by === 0) turned = true;
    }
    return turned;
  }

  /** Whether a signature that takes the place of another leaves all lexicons as they are; if not, this is of no more use. */
  holds(before: FunctionSignature, now: FunctionSignature): boolean {
    const [a, b] = [wordFactsOf(before), wordFactsOf(now)];
    const facts = [a, b].map(({ open, offered, told, verbed }) => JSON.stringify([open, offered, told, verbed]));
    if (facts[0] !== facts[1]) return false;
    // Counted first to more, so that a word in both turns nothing.
    const turned = [this.#count(now, 1), this.#count(before, -1)].some((one) => one);
    if (turned || a.shares === b.shares) return !turned;
    const scope = scopeOf(now);
    const slack = this.#slack.get(scope) ?? 0;
    this.#slack.set(scope, slack - 1);
    return slack > 0;
  }
}

function readWordFacts({ name, description, parameters }: FunctionSignature): WordFacts {
  const text = splitWords(description.slice(0, MAX_TEXT));
  const open = new Set(wordsOfName(name).filter(isOpen));
  const offered: [string, string][] = [];
  offer(open, text, offered);
  const short = new Set(text.filter(mayBeShort));
  const told: [string, string][] = sayings(description);
  for (const [parameter, schema] of Object.entries(parameters.properties ?? {})) {
    const own = wordsOfName(parameter).filter(isOpen);
    for (const word of own) open.add(word);
    // Tools in a stranger's rows may hold anything there.
    const about: unknown = schema?.description;
    const said = splitWords(typeof about === 'string' ? about.slice(0, MAX_TEXT) : '');
    offer(new Set(own), said, offered);
    const whole = wordsOfName(parameter);
    const [owner, ...others] = !isObject(schema) || whole.length !== 1 ? [] : (toldOwner(schema, whole) ?? []);
    const [word = ''] = whole;
    // What a text says outright counts also of a word that is short for a verb elsewhere: `rsv`, "Reservation number".
    if (owner !== undefined && others.length === 0 && isCutFrom(word, owner)) told.push([word, owner]);
    for (const word of said) if (mayBeShort(word)) short.add(word);
  }
  return {
    open: [...open],
    offered,
    told,
    short: [...short],
    shares: sharesWord(name, text, offered),
    verbed: wordsOfName(name).some(isKnownVerb),
  };
}

function isKnownVerb(word: string): boolean {
  return verbClassOf(word) !== undefined || fullVerb(word) !== undefined;
}

function sharesWord(
  name: string,
  text: readonly string[],
  offered: readonly (readonly [string, string])[],
): boolean | undefined {
  if (text.length === 0) return undefined;
  const said = new Set(text.map(stemOf));
  const words = wordsOfName(name);
  return words.some(
    (word) =>
      word.length > 1 &&
      (said.has(stemOf(word)) || said.has(stemOf(fullVerb(word) ?? '')) || offered.some(([short]) => short === word)),
  );
}

function offer(open: ReadonlySet<string>, text: readonly string[], offered: [string, string][]): void {
  for (const word of open) {
    const seen = new Set<string>();
    const first = word.charCodeAt(0);
    for (const said of text) {
      // A singular begins as its plural does, and most words begin otherwise.
      if (said.charCodeAt(0) !== first) continue;
      const one = word.endsWith('s') ? said : singularWord(said);
      if (seen.has(one) || !standsFor(word, one)) continue;
      seen.add(one);
      offered.push([word, one]);
    }
  }
}

/** `Opens an empty playlist (pl)`: the text says itself what stands for what. */
function sayings(description: string): [string, string][] {
  if (!description.includes('(')) return [];
  return [...description.slice(0, MAX_TEXT).matchAll(/([A-Za-z]+)\s+\(([a-z]{2,5})\)/g)].flatMap(
    ([, word = '', short = '']): [string, string][] => {
      const full = singularWord(word.toLowerCase());
      return isOpen(short) && unitOf(short) === undefined && isCutFrom(short, full) ? [[short, full]] : [];
    },
  );
}

/** Whether a short form has the first letter of a word, and all its letters in their order. */
function isCutFrom(short: string, word: string): boolean {
  if (!mayBeShort(short) || short.length >= word.length || short[0] !== word[0]) return false;
  let at = 0;
  for (const letter of word) if (letter === short[at]) at++;
  return at === short.length;
}

function chosen({ said, offers, written }: Scope): ReadonlyMap<string, string> {
  const full = new Map<string, string>();
  for (const [word, own] of said) {
    const best = bestOf(own);
    if (best !== undefined) full.set(word, best);
  }
  for (const [word, own] of [...offers].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (own.size === 0 || full.has(word) || written.has(word) || written.has(singularWord(word))) continue;
    const best = bestOf(own);
    if (best !== undefined) full.set(word, best);
  }
  return full;
}

/** The word that most speak for; undefined where several share the lead. */
function bestOf(words: ReadonlyMap<string, number>): string | undefined {
  const [best, next] = [...words].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return best !== undefined && best[1] > (next?.[1] ?? 0) ? best[0] : undefined;
}
