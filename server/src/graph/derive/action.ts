import { keyWords, keyWordsOfText, numberOf } from '../../domain/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import { type Action, actionOf, PREPOSITIONS, STOP_WORDS, SUFFIXES } from './lexicon.ts';

/** What a function does to what: `get_order_details` → read, `get`, `order`. */
export interface Deed {
  readonly action: Action;
  /** The verb itself, '' when the name holds none. */
  readonly verb: string;
  /** What follows the verb names nothing (`browser_verify_value`), so the thing is taken from before it. */
  readonly assumed?: boolean;
  /** Words of the thing acted on, head last, [] when the name does not say. */
  readonly object: readonly string[];
  /** The name speaks of several: `list_directories`, not `list_directory`. */
  readonly plural?: boolean;
  /** What tells the thing from its like, see `numberOf`: `create_thing7` → `7`. */
  readonly number: string;
  /** Words after a preposition: `find_user_by_email` → email. */
  readonly by: readonly string[];
}

/** Reads the deed from the name, and what the name leaves open from the first words of the description. */
export function deedOf(signature: FunctionSignature): Deed {
  const number = numberOf(signature.name);
  const deed = readDeed(signature);
  return { ...deed, number, plural: /(?:ies|[^su]s)$/i.test(signature.name) };
}

function readDeed(signature: FunctionSignature): Deed {
  const fromName = resolveMethod(keyWords(signature.name.split(/[./]/).at(-1) || signature.name), signature);
  if (fromName.verb !== '' && fromName.object.length > 0) return withBareNumberVerb(fromName, signature);
  const sentence = deedInText(signature.description);
  if (fromName.verb === '' && sentence.verb === '') return fromName;
  if (fromName.verb === '')
    return { ...sentence, object: fromName.object.length > 0 ? fromName.object : sentence.object };
  return withBareNumberVerb({ ...fromName, object: sentence.object }, signature);
}

const METHODS = new Set(['get', 'post', 'put', 'patch']);

/** `post-search`, `patch-page`: a leading HTTP method says less than the next verb or the description does. */
function resolveMethod(words: readonly string[], signature: FunctionSignature): Deed {
  const deed = deedOfWords(words);
  const method = words[0] ?? '';
  if (!METHODS.has(method) || deed.verb !== method) return deed;
  if (isPlainVerb(words[1] ?? '') && method !== 'get') return deedOfWords(words.slice(1));
  if (method === 'get') return deed;
  const said = deedInText(signature.description);
  return said.verb === '' ? deed : { ...deed, action: said.action, verb: said.verb };
}

/** Verbs that are as often the thing itself: `post_tweet`, `Comment on a post`. */
const ALSO_NOUNS = new Set(
  `tweet comment message email mention reply post order book record request report note list review rating file document
  place issue schedule print display view track download upload access export test invite hire deposit transfer refund
  return exchange ship link tag star pin vote like price charge payment share commit push block watch stage play draft query
  fund credit debit trigger mute freeze connect`.split(/\s+/),
);

export function isPlainVerb(word: string): boolean {
  return actionOf(word) !== undefined && !ALSO_NOUNS.has(word);
}

/** `add(a: number, b: number)` computes; it creates nothing. */
function withBareNumberVerb(deed: Deed, signature: FunctionSignature): Deed {
  const properties = Object.values(signature.parameters.properties ?? {});
  const numeric = properties.filter((schema) => schema?.type === 'number' || schema?.type === 'integer').length;
  const bare = keyWords(signature.name).length === 1;
  return bare && numeric > 0 && numeric === properties.length ? { ...deed, action: 'compute' } : deed;
}

/** Families whose verb may follow a single noun; before any other, that noun names the service. */
const CRUD: ReadonlySet<string> = new Set(['create', 'list', 'read', 'update', 'delete', 'check']);

function deedOfWords(all: readonly string[]): Deed {
  const joined = joinedVerb(all);
  const words = joined ?? all;
  const first = verbAt(words);
  const verb = first < 0 ? '' : (words[first] as string);
  const action = actionOf(verb) ?? 'other';
  const after = words.slice(first + 1);
  const cut = after.findIndex((word) => PREPOSITIONS.has(word));
  const by = cut < 0 ? [] : after.slice(cut + 1);
  const object = nounsOf(cut < 0 ? after : after.slice(0, cut));
  // `order_create`, `cookie-list`: the verb comes last, so the thing stands before it.
  const named = first > 1 || (first === 1 && (CRUD.has(action) || givesWay(words)));
  const before = named ? nounsOf(words.slice(Math.max(0, first - 2), first)) : [];
  if (first < 0) return { action, verb, object: nounsOf(cut < 1 ? words : words.slice(0, cut)), number: '', by };
  // `order_get_details`: details are no thing, what stands before is.
  const told = object.some((word) => !SUFFIXES.has(word));
  const thing = told || before.length === 0 || (object.length === 0 && cut === 0) ? object : before;
  const assumed = thing === before && object.length > 0;
  return { action: permits(verb, thing) ? 'update' : action, verb, object: thing, number: '', by, assumed };
}

/** Who or what a login lets in. */
const ADMITTED = new Set('user account session client app application agent access token api customer'.split(' '));

/** `authorize_payment` lets something happen; nobody logs in. */
function permits(verb: string, thing: readonly string[]): boolean {
  return verb === 'authorize' && thing.length > 0 && !ADMITTED.has(thing.at(-1) as string);
}

/**
 * Where the verb of a name stands. Words that are as often things give way: to a plain verb right behind them
 * (`message_login`, `order_cancel`), and to the description where they end a name that has no other (`transition_issue`).
 */
function verbAt(words: readonly string[]): number {
  const first = words.findIndex((word) => actionOf(word) !== undefined);
  if (first < 0 || !ALSO_NOUNS.has(words[first] as string)) return first;
  if (first === 0 && givesWay(words)) return 1;
  return first > 0 && first === words.length - 1 ? -1 : first;
}

/** `message_login`, `order_get_details`, but not `list_open_orders`. */
function givesWay(words: readonly string[]): boolean {
  const [first = '', next = ''] = words;
  const looks = actionOf(first) === 'list' || actionOf(first) === 'read';
  const action = actionOf(next) ?? 'other';
  return !looks && isPlainVerb(next) && (words.length === 2 || CRUD.has(action) || action === 'login');
}

const ARTICLES = new Set(['all', 'the', 'an', 'of', 'by', 'my']);
const LISTS = new Set(['list', 'number', 'set', 'collection']);

/** `log_in`, `sign_up`: two words that are one verb. */
function joinedVerb(words: readonly string[]): string[] | undefined {
  const at = words.findIndex((word, position) => {
    const next = words[position + 1];
    return (word === 'log' || word === 'sign') && (next === 'in' || next === 'on' || next === 'out' || next === 'off');
  });
  if (at < 0) return undefined;
  return [...words.slice(0, at), `${words[at]}${words[at + 1]}`, ...words.slice(at + 2)];
}

function nounsOf(words: readonly string[]): string[] {
  const of = words.indexOf('of');
  const own = of > 0 && of < words.length - 1 && LISTS.has(words[of - 1] ?? '') ? words.slice(of + 1) : words;
  const nouns = own.filter((word) => word.length > 1 && !ARTICLES.has(word));
  while (nouns.length > 1 && SUFFIXES.has(nouns.at(-1) ?? '')) nouns.pop();
  return nouns.slice(-3);
}

const SENTENCE_WORDS = 12;

/** `Lists the free seats of a flight` → list, `seat`: the object is the first noun phrase after the verb. */
function deedInText(description: string): Deed {
  const words = keyWordsOfText(lastClauseStart(description), 160).slice(0, SENTENCE_WORDS);
  // `Use this to find …`: what one does is find.
  const at = words.findIndex((word, position) => position < 4 && word !== 'use' && actionOf(word) !== undefined);
  if (at < 0) return { action: 'other', verb: '', object: [], number: '', by: [] };
  const object: string[] = [];
  for (const word of words.slice(at + 1)) {
    if (STOP_WORDS.has(word) || PREPOSITIONS.has(word)) {
      if (object.length > 0) break;
    } else if (!isPlainVerb(word) || object.length > 0) object.push(word);
  }
  const verb = words[at] as string;
  return { action: actionOf(verb) ?? 'other', verb, object: nounsOf(object).slice(-2), number: '', by: [] };
}

/** The thing a description speaks of when it says what the function does by the same kind of verb as its name. */
export function objectInText(description: string, action: Action): string | undefined {
  const deed = deedInText(description);
  return deed.action === action ? deed.object.at(-1) : undefined;
}

/** Some collections open each description with the tool's own, then say `Tool description:` or the like. */
function lastClauseStart(description: string): string {
  const marker = /\bdescription\s*:\s*/i.exec(description);
  return marker === null ? description : description.slice(marker.index + marker[0].length);
}
