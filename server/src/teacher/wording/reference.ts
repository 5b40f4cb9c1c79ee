import { PARTICIPLES } from '../phrases/book.ts';
import type { PastCall, PlannedArgument, PlannedCall, TeacherFunction } from '../types.ts';
import { actionOf } from './action.ts';
import type { Choices } from './choose.ts';
import { type ParameterWords, parameterWords } from './parameter.ts';
import { sayValue } from './values.ts';
import { isVerb, ordinal, splitWords } from './words.ts';

/** What a query can refer to: calls of earlier turns and the calls of this one. */
export interface Known {
  readonly past: readonly PastCall[];
  readonly calls: readonly PlannedCall[];
  /** Turn that is being written. */
  readonly turn: number;
}

/**
 * Words that point at an output without repeating its value (core notes, "Translation"): "that booking" for the last
 * turn's, "the flight you found at the start" for an older one, "the second flight" out of a list.
 */
export function referTo(words: ParameterWords, argument: PlannedArgument, known: Known, choices: Choices): string {
  const { origin } = argument;
  if (origin.from !== 'output') return '';
  const producer = origin.sameTurn ? known.calls[origin.call]?.tool : known.past[origin.call]?.tool;
  const noun = referenceNoun(words, origin.field, producer);
  const item = origin.item !== undefined && origin.item.of > 1 ? `${ordinal(origin.item.index)} ` : '';
  if (origin.sameTurn)
    return item === ''
      ? choices.pick(`ref-${words.name}`, [`that ${noun}`, `the resulting ${noun}`])
      : `the ${item}${noun}`;
  const past = known.past[origin.call];
  if (past === undefined) return `that ${noun}`;
  if (origin.distance <= 1) return recent(noun, item, past, known, choices, words.name);
  return earlier(noun, item, past, known, choices, words.name);
}

function recent(noun: string, item: string, past: PastCall, known: Known, choices: Choices, key: string): string {
  const rivals = known.past.filter((call) => call.turn === past.turn && call.tool.name === past.tool.name);
  if (rivals.length > 1) return `the ${item}${noun} ${told(past, choices, key)} ${which(past, rivals)}`;
  if (item !== '')
    return choices.pick(`ref-${key}`, [
      `the ${item}${noun}`,
      `the ${item}${noun} on that list`,
      `the ${item}${noun} you listed`,
    ]);
  return choices.pick(`ref-${key}`, [`that ${noun}`, `that ${noun}`, `the ${noun} ${told(past, choices, key)}`]);
}

function earlier(noun: string, item: string, past: PastCall, known: Known, choices: Choices, key: string): string {
  const rivals = known.past.filter((call) => call.tool.name === past.tool.name && call.ok);
  const when =
    past.turn === 0 ? choices.pick(`when-${key}`, ['at the start', 'in the beginning', 'first of all']) : 'earlier';
  const place = item === '' ? '' : ' on that list';
  if (rivals.length > 1) return `the ${item}${noun}${place} ${told(past, choices, key)} ${which(past, rivals)}`;
  return choices.pick(`ref-${key}`, [
    `the ${item}${noun} ${told(past, choices, key)} ${when}`,
    `the ${item}${noun} from ${when === 'earlier' ? 'earlier' : 'the start'}`,
  ]);
}

/** "the first time", or by something the user said then: "for Lisbon". */
function which(past: PastCall, rivals: readonly PastCall[]): string {
  const at = rivals.indexOf(past);
  return rivals.length === 2 && at === 1 ? 'the second time' : `the ${ordinal(at)} time`;
}

const FOUND = new Set([
  'find',
  'search',
  'look',
  'list',
  'get',
  'retrieve',
  'fetch',
  'show',
  'display',
  'lookup',
  'view',
  'query',
]);

/** "you found", "you booked": what was done to have the value. */
function told(past: PastCall, choices: Choices, key: string): string {
  const { verb } = actionOf(past.tool.signature);
  if (FOUND.has(verb)) return choices.pick(`told-${key}`, ['you found', 'you gave me', 'you showed me']);
  const past_ = participle(verb);
  return MAKING.has(verb) && past_ !== undefined
    ? `you ${past_}`
    : choices.pick(`told-${key}`, ['you gave me', 'you came back with']);
}

const MAKING = new Set([
  'create',
  'book',
  'open',
  'add',
  'post',
  'make',
  'place',
  'schedule',
  'reserve',
  'generate',
  'upload',
]);

function participle(verb: string): string | undefined {
  if (Object.hasOwn(PARTICIPLES, verb)) return PARTICIPLES[verb];
  if (!isVerb(verb)) return undefined;
  if (verb.endsWith('e')) return `${verb}d`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  return `${verb}ed`;
}

const BARE = new Set([
  'id',
  'ids',
  'uuid',
  'value',
  'result',
  'results',
  'data',
  'output',
  'response',
  'name',
  'key',
  'item',
  'items',
]);

/** What to call the value: the parameter's thing for identifiers, else the field that held it. */
function referenceNoun(words: ParameterWords, field: string, producer: TeacherFunction | undefined): string {
  if (words.id && words.noun !== 'value') return stripRole(words, producer);
  const segments = field
    .replace(/\[\]/g, '')
    .split('.')
    .filter((part) => part !== '');
  const own = splitWords(segments.at(-1) ?? '').filter((word) => word !== 'id');
  const meaningful = own.filter((word) => !BARE.has(word));
  if (meaningful.length > 0 && own.length <= 4) return own.join(' ');
  return words.noun === 'value' ? 'result' : words.noun;
}

const ROLES = new Set([
  'new',
  'old',
  'current',
  'target',
  'source',
  'parent',
  'child',
  'other',
  'first',
  'second',
  'previous',
  'next',
]);

/** new_flight_id taken from a list of flights: it was only "flight" when it was issued. */
function stripRole(words: ParameterWords, producer: TeacherFunction | undefined): string {
  const parts = words.noun.split(' ');
  const known = producer === undefined ? undefined : parameterWords(producer.signature, words.name);
  if (
    known?.noun === words.noun &&
    producer !== undefined &&
    Object.hasOwn(producer.signature.parameters.properties ?? {}, words.name)
  ) {
    return words.noun;
  }
  const kept = parts.length > 1 && ROLES.has(parts[0] as string) ? parts.slice(1) : parts;
  return kept.join(' ');
}

/** The value itself, for places where it may be said. */
export function outright(argument: PlannedArgument): string {
  return sayValue(argument.value);
}
