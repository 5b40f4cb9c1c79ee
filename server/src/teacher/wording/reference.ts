import { isPlural, isVerb, ordinal, singular, splitWords, spoken } from '../../english/index.ts';
import { PARTICIPLES } from '../phrases/book.ts';
import type { PastCall, PlannedArgument, PlannedCall, TeacherFunction } from '../types.ts';
import { actionOf } from './action.ts';
import type { Choices } from './choose.ts';
import { type ParameterWords, parameterWords } from './parameter.ts';

/** What a query can refer to: calls of earlier turns and the calls of this one. */
export interface Known {
  readonly past: readonly PastCall[];
  readonly calls: readonly PlannedCall[];
  /** Turn that is being written. */
  readonly turn: number;
}

/** One reference in the making. */
interface Reference {
  readonly noun: string;
  /** "first ", where the value comes out of a list. */
  readonly item: string;
  /** What the list is of: "flight"; empty where it is not known or the noun says so already. */
  readonly of: string;
  readonly key: string;
}

/**
 * Words that point at an output without repeating its value (core notes, "Translation"): "that booking" for the last
 * turn's, "the flight you found at the start" for an older one, "the second flight" out of a list.
 *
 * @param mentioned what this request has referred to so far; filled.
 */
export function referTo(
  words: ParameterWords,
  argument: PlannedArgument,
  known: Known,
  choices: Choices,
  mentioned: Set<string> = new Set(),
): string {
  const { origin } = argument;
  if (origin.from !== 'output') return '';
  const producer = origin.sameTurn ? known.calls[origin.call]?.tool : known.past[origin.call]?.tool;
  const itself = origin.field.endsWith('[]') && !words.id && producer !== undefined;
  const noun = (itself ? listedNoun(producer) : undefined) ?? referenceNoun(words, origin.field, producer);
  const listed = origin.item !== undefined && origin.item.of > 1;
  const list = producer === undefined ? undefined : listedNoun(producer);
  const sameThing = list !== undefined && (noun.endsWith(list) || list.endsWith(noun));
  const own = words.id || list === undefined || sameThing;
  const reference: Reference = {
    noun: listed && !words.id && list?.endsWith(noun) === true ? list : noun,
    item: listed ? `${ordinal(origin.item?.index ?? 0)} ` : '',
    of: listed && !own ? (list ?? '') : '',
    key: words.name,
  };
  // A second value of the same thing: "that price in its currency".
  const source = `${origin.sameTurn}/${origin.call}/${origin.item?.index ?? ''}`;
  if (mentioned.has(source) && !words.id) return `its ${noun}`;
  mentioned.add(source);
  if (origin.sameTurn) return inSameTurn(reference, choices);
  const past = known.past[origin.call];
  if (past === undefined) return pointed(noun);
  return origin.distance <= 1 ? recent(reference, past, known, choices) : earlier(reference, past, known, choices);
}

function inSameTurn(reference: Reference, choices: Choices): string {
  if (reference.item !== '') return thing(reference);
  const that = pointed(reference.noun);
  return choices.pick(`ref-${reference.key}`, [that, `the resulting ${reference.noun}`, that]);
}

/** "that flight", "those lines". */
function pointed(noun: string): string {
  return `${isPlural(noun) ? 'those' : 'that'} ${noun}`;
}

/** "the second flight", "the price of the second flight". */
function thing({ noun, item, of }: Reference): string {
  return of === '' ? `the ${item}${noun}` : `the ${noun} of the ${item}${of}`;
}

function recent(reference: Reference, past: PastCall, known: Known, choices: Choices): string {
  const { key, noun, item } = reference;
  const rivals = known.past.filter((call) => call.turn === past.turn && call.tool.name === past.tool.name);
  if (rivals.length > 1) return `${thing(reference)} ${told(past, choices, key)} ${which(past, rivals)}`;
  if (item === '')
    return choices.pick(`ref-${key}`, [
      pointed(noun),
      pointed(noun),
      `${thing(reference)} ${told(past, choices, key)}`,
    ]);
  return choices.pick(`ref-${key}`, [
    thing(reference),
    `${thing(reference)} on that list`,
    `${thing(reference)} you listed`,
  ]);
}

function earlier(reference: Reference, past: PastCall, known: Known, choices: Choices): string {
  const { key, item } = reference;
  const rivals = known.past.filter((call) => call.tool.name === past.tool.name && call.ok);
  const start = past.turn === 0;
  const when = start ? choices.pick(`when-${key}`, ['at the start', 'in the beginning', 'first of all']) : 'earlier';
  if (rivals.length > 1) {
    const place = item === '' || reference.of !== '' ? '' : ' on that list';
    return `${thing(reference)}${place} ${told(past, choices, key)} ${which(past, rivals)}`;
  }
  return choices.pick(`ref-${key}`, [
    `${thing(reference)} ${told(past, choices, key)} ${when}`,
    `${thing(reference)} from ${start ? 'the start' : 'earlier'}`,
  ]);
}

/** "the first time": which of several calls of one function. */
function which(past: PastCall, rivals: readonly PastCall[]): string {
  return `the ${ordinal(rivals.indexOf(past))} time`;
}

const FOUND = new Set('find search look list get retrieve fetch show display lookup view query'.split(' '));
const MAKING = new Set('create book open add post make place schedule reserve generate upload'.split(' '));

/** "you found", "you booked": what was done to have the value. */
function told(past: PastCall, choices: Choices, key: string): string {
  const { verb } = actionOf(past.tool.signature);
  if (FOUND.has(verb)) return choices.pick(`told-${key}`, ['you found', 'you gave me', 'you showed me']);
  const made = participle(verb);
  return MAKING.has(verb) && made !== undefined
    ? `you ${made}`
    : choices.pick(`told-${key}`, ['you gave me', 'you told me']);
}

function participle(verb: string): string | undefined {
  if (Object.hasOwn(PARTICIPLES, verb)) return PARTICIPLES[verb];
  if (!isVerb(verb)) return undefined;
  if (verb.endsWith('e')) return `${verb}d`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`;
}

const BARE = new Set(
  'returns return payload body id ids uuid value result results data output response name key item items code number no'.split(
    ' ',
  ),
);

/** What to call the value: the parameter's thing for identifiers, else the field that held it. */
function referenceNoun(words: ParameterWords, field: string, producer: TeacherFunction | undefined): string {
  if (words.id && words.noun !== 'value') return withoutRole(words, producer);
  const segments = field.replace(/\[\]/g, '').split('.');
  const own = splitWords(segments.findLast((part) => part !== '') ?? '').filter((word) => word !== 'id');
  if (own.length > 1 && own.at(-1) === 'list') own.pop();
  const meaningful = own.filter((word) => !BARE.has(word));
  if (meaningful.length > 0 && own.length <= 4) return field.includes('[]') ? singular(spoken(own)) : spoken(own);
  return words.noun === 'value' ? 'result' : words.noun;
}

const ROLES = new Set('new old current target source parent child other first second previous next'.split(' '));

/** new_flight_id taken from a list of flights: it was only "flight" when it was issued. */
function withoutRole(words: ParameterWords, producer: TeacherFunction | undefined): string {
  const properties = producer?.signature.parameters.properties ?? {};
  if (producer !== undefined && Object.hasOwn(properties, words.name))
    return parameterWords(producer.signature, words.name).noun;
  const parts = words.noun.split(' ');
  return (parts.length > 1 && ROLES.has(parts[0] as string) ? parts.slice(1) : parts).join(' ');
}

/** What a function lists: flights for "find flights between two airports"; undefined where that is not plain. */
export function listedNoun(producer: TeacherFunction): string | undefined {
  const many = objectNoun(actionOf(producer.signature).rest);
  return many !== undefined && isPlural(many) ? singular(many) : undefined;
}

/** The noun an action is about: "free seats" in "the free seats of a flight". */
export function objectNoun(rest: string): string | undefined {
  const match =
    /^(?:for |through |all |the |my |your |a list of |list of |available |a |an )*([a-z]+(?: [a-z]+)?)(?= (?:of|for|between|in|from|to|at|on|by|that|with|about|based|near|matching)\b|,|$)/i.exec(
      rest,
    );
  return match?.[1];
}
