import {
  isPlural,
  isVerb,
  ordinal,
  participle,
  plural,
  singular,
  splitWords,
  spoken,
  unitOrSymbolOf,
} from '../../english/index.ts';
import { isObject, type Json } from '../../json/index.ts';
import type { Phrasings } from '../phrasings/types.ts';
import type { PastCall, PlannedArgument, PlannedCall, TeacherFunction, ValueOrigin } from '../types.ts';
import { actionOf } from './action.ts';
import type { Choices } from './choose.ts';
import { type ParameterWords, parameterWords } from './parameter.ts';
import { deedOf } from './wish/deed.ts';
import { ofStandardCode } from './wish/noun.ts';
import { sameNoun } from './wish/object/same-noun.ts';
import { PEOPLE } from './wish/phrase/people.ts';

/** What a query can refer to: calls of earlier turns and the calls of this one. */
export interface Known {
  readonly past: readonly PastCall[];
  readonly calls: readonly PlannedCall[];
  /** Turn that is being written. */
  readonly turn: number;
  /** No synonyms: an agent says what was done, and not in how many ways it can be said. */
  readonly plain?: boolean;
  /** Choices that hold for the whole conversation. */
  readonly style?: Choices;
  /** A catalog's own ways to speak of its functions. */
  readonly phrasings?: Phrasings;
  /** Says what a call gives that the user never asks for: "the user with the email x", "each zone of greenhouse 3". */
  readonly describe?: (call: PlannedCall, argument: PlannedArgument) => string;
  /** The wish is a part of another: it names its thing and nothing about it. */
  readonly inside?: boolean;
}

type FromOutput = Extract<ValueOrigin, { from: 'output' }>;

/** One reference in the making. */
interface Reference {
  readonly noun: string;
  /** "first ", where the value comes out of a list. */
  readonly item: string;
  /** The item alone: "the first one", "the cheapest one"; empty where there is no list. */
  readonly one: readonly string[];
  /** What the list is of: "flight"; empty where it is not known or the noun says so already. */
  readonly of: string;
  /** What sets it apart in the list it was in: `the episode called "Winter"`, "the open issue". */
  readonly marks: readonly string[];
  /** "top", "last": where it stood in its list; empty in the middle. */
  readonly end: string;
  readonly key: string;
  /** The call that gives it has made it. */
  readonly isNew: boolean;
}

/**
 * Words that point at an output without repeating its value (core notes, "Translation"): "that booking" for the last
 * turn's, "the flight you found at the start" for an older one, "the cheapest one" out of a list.
 *
 * @param mentioned what this request has referred to so far; filled.
 * @param thing what the parameter names, where it names something
 */
export function referTo(
  words: ParameterWords,
  argument: PlannedArgument,
  known: Known,
  choices: Choices,
  mentioned: Set<string> = new Set(),
  thing?: string,
  /** Nothing else is meant by "the first one" where the request speaks of no other thing. */
  alone = false,
): string {
  const { origin } = argument;
  if (origin.from !== 'output') return '';
  const planned = origin.sameTurn ? known.calls[origin.call] : undefined;
  const producer = planned?.tool ?? (origin.sameTurn ? undefined : known.past[origin.call]?.tool);
  const { noun, owned } = nounOf(words, origin, producer, thing);
  const source = `${origin.sameTurn}/${origin.call}/${origin.item?.index ?? ''}`;
  const again = mentioned.has(source);
  // A field said before this one: "that temperature and that humidity"; of a thing said before: "its price".
  const fields = mentioned.has(`${source}/field`) && !/(?:^| )currency$/.test(noun);
  mentioned.add(source);
  if (owned) mentioned.add(`${source}/field`);
  if (planned?.role === 'implied' && known.describe !== undefined) {
    if (again && owned) return fields ? `the ${noun} there` : `${whose(producer)} ${noun}`;
    const whole = known.describe(planned, argument);
    const itself =
      (whole.startsWith('the contents of ') && /^(?:content|contents|text)$/.test(noun)) ||
      new RegExp(`^(?:each|the)(?: \\p{L}+)? ${noun.split(' ').at(-1)?.replace(/\W/g, '')} of `, 'u').test(whole);
    return owned && !itself
      ? `the ${noun} of ${whole.replace(/^the (?:details|latest|status|state|info|information|summary|record) (?:of|on|for) /, '')}`
      : whole;
  }
  // A second value of the same thing: "that price in its currency".
  if (again && owned) return fields ? pointed(noun) : `${whose(producer)} ${noun}`;
  if (argument.each === true) return eachOf(noun, origin, known, choices, words.name);
  const reference = referenceOf(words, origin, producer, known, noun, owned, alone);
  if (origin.sameTurn) return inSameTurn(reference, choices, again);
  const past = known.past[origin.call];
  if (past === undefined) return pointed(noun);
  const own = rivalsOf(past, known) > 1 || owned || reference.item !== '' ? [] : ownReferences(past, known);
  if (own.length > 0 && choices.chance(`own-${words.name}`, 0.6)) return choices.pick(`own-ref-${words.name}`, own);
  return origin.distance <= 1 ? recent(reference, past, known, choices) : earlier(reference, past, known, choices);
}

/** A person is no "it". */
function whose(producer: TeacherFunction | undefined): string {
  return PEOPLE.test(spoken(splitWords(producer?.reading?.entity ?? ''))) ? 'their' : 'its';
}

/** "each of those zones", "each of the zones you found at the start". */
function eachOf(noun: string, origin: FromOutput, known: Known, choices: Choices, key: string): string {
  const things = plural(singular(noun));
  const past = origin.sameTurn ? undefined : known.past[origin.call];
  if (past === undefined || origin.distance <= 1) return `each of those ${things}`;
  return `each of the ${things} ${told(past, choices, key)} ${past.turn === 0 ? 'at the start' : 'earlier'}`;
}

function rivalsOf(past: PastCall, known: Known): number {
  return known.past.filter((call) => call.ok && call.tool.name === past.tool.name).length;
}

function ownReferences(past: PastCall, { phrasings }: Known): readonly string[] {
  return phrasings?.get(past.tool.signature.name)?.refer ?? [];
}

function referenceOf(
  words: ParameterWords,
  origin: FromOutput,
  producer: TeacherFunction | undefined,
  known: Known,
  noun: string,
  owned: boolean,
  alone: boolean,
): Reference {
  const listed = origin.item !== undefined && origin.item.of > 1;
  const list = producer === undefined ? undefined : listNounOf(producer);
  const sameThing = list !== undefined && (noun.endsWith(list) || list.endsWith(noun));
  const place = ordinal(origin.item?.index ?? 0);
  const output = listed && !origin.sameTurn ? known.past[origin.call]?.output : undefined;
  const outstanding = output === undefined ? undefined : superlative(output, origin);
  const marks = output === undefined || owned ? [] : marksOf(output, origin, noun);
  return {
    noun,
    item: listed ? `${place} ` : '',
    one:
      listed && !owned && alone
        ? [`the ${place} one`, ...(outstanding === undefined ? [] : [outstanding, outstanding])]
        : [],
    of: listed && owned && !sameThing ? (list ?? '') : '',
    marks,
    end: listed && !owned ? (endOf(origin) ?? '') : '',
    key: words.name,
    isNew: producer?.reading?.operation === 'create' && !owned && !isPlural(noun),
  };
}

/** The noun for a value, and whether it is a thing's field rather than the thing itself. */
function nounOf(
  words: ParameterWords,
  origin: FromOutput,
  producer: TeacherFunction | undefined,
  thing: string | undefined,
): { noun: string; owned: boolean } {
  const named = ownNounOf(words, origin, producer, thing);
  // The day of an arrival is no arrival.
  const dated = /^date/.test(words.schema.format ?? '') && !DAYS.test(named.noun);
  return dated ? { ...named, noun: `${named.noun} date` } : named;
}

const DAYS = /(?:^| )(?:dates?|days?|time|deadline|start|end|begin|birthday|moment)$/;

function ownNounOf(
  words: ParameterWords,
  origin: FromOutput,
  producer: TeacherFunction | undefined,
  thing: string | undefined,
): { noun: string; owned: boolean } {
  if (thing !== undefined && thing === ofStandardCode(words.name)) return { noun: thing, owned: false };
  const output = producer?.reading?.outputs.find(({ path }) => path === origin.field);
  const entity = output?.of?.entity;
  if (output?.role === 'key' && entity !== undefined) return { noun: spoken(splitWords(entity)), owned: false };
  if (thing !== undefined && thing !== 'one' && thing !== 'value') {
    const plain = withoutRole(thing, words, producer);
    const many = Array.isArray(argumentList(words)) && origin.item === undefined;
    return { noun: many ? plural(plain) : plain, owned: output?.role === 'reference' };
  }
  const itself = origin.field.endsWith('[]') && producer !== undefined;
  const listed = itself ? listNounOf(producer) : undefined;
  return listed === undefined ? { noun: fieldNoun(words, origin.field), owned: true } : { noun: listed, owned: false };
}

function argumentList(words: ParameterWords): unknown {
  return words.schema.type === 'array' ? [] : undefined;
}

function inSameTurn(reference: Reference, choices: Choices, again: boolean): string {
  if (reference.item !== '') return choices.pick(`ref-${reference.key}`, [...reference.one, thingText(reference)]);
  const { noun, key, isNew } = reference;
  const that = pointed(noun);
  if (again) return choices.pick(`ref-${key}`, [that, `the same ${noun}`]);
  return choices.pick(`ref-${key}`, [that, that, isNew ? `the new ${noun}` : that]);
}

/** A number of guests is one number. */
function isMany(noun: string): boolean {
  return isPlural(noun) && !noun.startsWith('number of ');
}

/** "that flight", "those lines". */
function pointed(noun: string): string {
  return `${isMany(noun) ? 'those' : 'that'} ${noun}`;
}

/** "the second flight", "the price of the second flight". */
function thingText({ noun, item, of }: Reference): string {
  return of === '' ? `the ${item}${noun}` : `the ${noun} of the ${item}${of}`;
}

function recent(reference: Reference, past: PastCall, known: Known, choices: Choices): string {
  const { key, noun, item, one } = reference;
  const rivals = known.past.filter((call) => call.ok && call.turn === past.turn && call.tool.name === past.tool.name);
  if (rivals.length > 1) return ofSeveral(reference, past, rivals, choices);
  if (item === '')
    return choices.pick(`ref-${key}`, [
      pointed(noun),
      pointed(noun),
      `this ${noun}`.replace(/^this (?=.*s$)/, isMany(noun) ? 'these ' : 'this '),
      `the ${noun} you just mentioned`,
      `${thingText(reference)} ${toldOf(past, choices, key, noun)}`,
    ]);
  return choices.pick(`ref-${key}`, [
    ...one,
    ...one,
    ...reference.marks,
    thingText(reference),
    `${thingText(reference)} on that list`,
    `${thingText(reference)} you listed`,
    ...(reference.end === ''
      ? []
      : [`the ${reference.end} ${noun}`, `the ${noun} at the ${ENDS[reference.end]} of that list`]),
  ]);
}

function earlier(reference: Reference, past: PastCall, known: Known, choices: Choices): string {
  const { key } = reference;
  const rivals = known.past.filter((call) => call.tool.name === past.tool.name && call.ok);
  const start = past.turn === 0;
  const when = start
    ? choices.pick(`when-${key}`, ['at the start', 'at the beginning', 'when we started'])
    : choices.pick(`when-${key}`, ['earlier', 'before', 'a while ago', 'a moment ago']);
  if (rivals.length > 1) return ofSeveral(reference, past, rivals, choices);
  return choices.pick(`ref-${key}`, [
    ...reference.marks,
    ...reference.marks,
    `${thingText(reference)} ${toldOf(past, choices, key, reference.noun)} ${when}`,
    ...(reference.item !== ''
      ? [
          `${thingText(reference)} on your list${start ? '' : ' from before'}`,
          `${thingText(reference)} on the list you gave me ${start ? 'at the start' : 'earlier'}`,
        ]
      : [
          `${thingText(reference)} from ${start ? 'my first request' : 'earlier'}`,
          `${thingText(reference)} from ${start ? 'my first message' : 'before'}`,
        ]),
    ...(reference.end === '' ? [] : [`the ${reference.end} ${reference.noun} on your list`]),
  ]);
}

/** "the second irrigation you started", "the first zone from the second list", "the price you gave me the first time". */
function ofSeveral(reference: Reference, past: PastCall, rivals: readonly PastCall[], choices: Choices): string {
  const { item, of, noun, key } = reference;
  const place = ordinal(rivals.indexOf(past));
  const last = past === rivals.at(-1);
  if (item !== '')
    return `${thingText(reference)} ${choices.pick(`list-${key}`, ['from', 'on'])} ${last ? 'your last' : `your ${place}`} list`;
  const { kind } = deedOf(past.tool);
  if (of === '' && (kind === 'do' || kind === 'make')) {
    return `the ${place} ${noun} ${toldOf(past, choices, key, noun)}`;
  }
  if (last && of === '') return `the last ${noun} ${toldOf(past, choices, key, noun)}`;
  if (of === '') return `the ${place} ${noun} ${toldOf(past, choices, key, noun)}`;
  return `${thingText(reference)} ${toldOf(past, choices, key, noun)} the ${last ? 'last' : place} time`;
}

const PAST = /ed$|^(?:bought|brought|built|found|held|left|lent|made|paid|put|sent|set|sold)$/;
const FOUND = new Set('find search look list get retrieve fetch show display lookup view query'.split(' '));
const MAKING = new Set('create book open add post make place schedule reserve generate upload'.split(' '));

/** The same, where one does not "book a booking". */
function toldOf(past: PastCall, choices: Choices, key: string, noun: string): string {
  const { object, kind } = deedOf(past.tool);
  const about = object === '' || sameNoun(object, noun) || object.split(' ').some((word) => singular(word) === noun);
  // Who cancels a patient's appointment has not cancelled the patient; who orders a test has made an order.
  const stem = noun.slice(0, 4) === participle(deedOf(past.tool).verb).slice(0, 4);
  if ((kind === 'do' || kind === 'make') && !about && !stem)
    return past.tool.reading?.operation === 'create' &&
      sameNoun(spoken(splitWords(past.tool.reading.entity ?? '')), noun)
      ? 'you made'
      : choices.pick(`told-${key}`, ['you mentioned', 'you told me about']);
  // One is told of people, and given none.
  if (PEOPLE.test(noun)) return choices.pick(`told-${key}`, ['you mentioned', 'you told me about', 'you found']);
  const did = told(past, choices, key);
  return noun.slice(0, 4) === did.slice(4, 8) ? 'you made' : did;
}

/** "you found", "you booked": what was done to have the value. */
function told(past: PastCall, choices: Choices, key: string): string {
  const deed = deedOf(past.tool);
  const own = participle(deed.verb);
  // Only where the past is like the participle: "you started", "you bought".
  const asked = deed.object === '' && deed.preposition === 'for' ? ' for' : '';
  if ((deed.kind === 'do' || deed.kind === 'make') && isVerb(deed.verb) && PAST.test(own)) return `you ${own}${asked}`;
  const { verb } = actionOf(past.tool.signature);
  if (FOUND.has(verb)) return choices.pick(`told-${key}`, ['you found', 'you gave me', 'you showed me']);
  return MAKING.has(verb) && isVerb(verb)
    ? `you ${participle(verb)}`
    : choices.pick(`told-${key}`, ['you gave me', 'you showed me', 'you mentioned']);
}

/** "the cheapest one": what sets an item of a list apart, where one field of all items tells. */
function superlative(output: Json | undefined, origin: FromOutput): string | undefined {
  const items = output === undefined ? undefined : longestList(output, 0);
  if (items === undefined || origin.item === undefined || items.length !== origin.item.of) return undefined;
  const item = items[origin.item.index];
  if (!isObject(item)) return undefined;
  for (const [key, value] of Object.entries(item)) {
    const words = EXTREMES.find(([name]) => name.test(key));
    const all = items.map((other) => (isObject(other) ? other[key] : undefined));
    if (words === undefined || typeof value === 'object' || all.some((other) => typeof other !== typeof value))
      continue;
    const rest = all.filter((_, at) => at !== origin.item?.index) as (string | number)[];
    if (rest.every((other) => (value as string | number) < other)) return `the ${words[1]} one`;
    if (rest.every((other) => (value as string | number) > other)) return `the ${words[2]} one`;
  }
  return undefined;
}

const ENDS: Readonly<Record<string, string>> = { top: 'top', last: 'end' };

/** Where an item stood in its list, where that is its top or its end. */
function endOf({ item }: FromOutput): string | undefined {
  if (item === undefined || item.of < 3) return undefined;
  return item.index === 0 ? 'top' : item.index === item.of - 1 ? 'last' : undefined;
}

/** Longer texts are no mark that a person would use. */
const MAX_MARK = 40;

/** What only one item of a list has: its name, its state, its sort. Never an identifier. */
function marksOf(output: Json, origin: FromOutput, noun: string): string[] {
  const items = longestList(output, 0);
  if (items === undefined || origin.item === undefined || items.length !== origin.item.of) return [];
  const item = items[origin.item.index];
  if (!isObject(item)) return [];
  const field = origin.field.split('.').at(-1);
  return Object.entries(item).flatMap(([key, value]): string[] => {
    const words = splitWords(key);
    const last = words.at(-1) ?? '';
    if (key === field || typeof value !== 'string' || value.length > MAX_MARK || /\d/.test(value)) return [];
    if (/^(?:id|ids|uuid|key|code|ref|number|no|url|email|currency|unit)$/.test(last)) return [];
    if (items.some((other, at) => at !== origin.item?.index && isObject(other) && other[key] === value)) return [];
    if (/^(?:name|title)$/.test(key)) return [`the ${noun} called "${value}"`, `the "${value}" ${noun}`];
    if (/^(?:status|state|stage)$/.test(key) && /^\p{Ll}+$/u.test(value)) return [`the ${value} ${noun}`];
    return /^\p{Ll}[\p{Ll} ]*$/u.test(value) && words.length === 1 ? [`the ${noun} whose ${last} is ${value}`] : [];
  });
}

const EXTREMES: readonly (readonly [name: RegExp, least: string, most: string])[] = [
  [/(?:^|_)(?:price|cost|fare|fee)$/i, 'cheapest', 'most expensive'],
  [/(?:^|_)(?:total|amount)$/i, 'smallest', 'biggest'],
  [/(?:^|_)(?:date|departs|departure|starts|start|due|due_date|created_at)$/i, 'earliest', 'latest'],
  [/(?:^|_)(?:size|bytes)$/i, 'smallest', 'largest'],
  [/(?:^|_)(?:rating|score)$/i, 'worst rated', 'best rated'],
  [/(?:^|_)(?:duration|minutes)$/i, 'shortest', 'longest'],
];

function longestList(value: Json, depth: number): readonly Json[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isObject(value) || depth > 2) return undefined;
  return Object.values(value)
    .map((inner) => longestList(inner as Json, depth + 1))
    .find((list) => list !== undefined);
}

const BARE = new Set(
  'returns return payload body id ids uuid value result results data output response name key item items code number no'.split(
    ' ',
  ),
);

/** The field that held a value, as words; the parameter's own where the field says nothing. */
function fieldNoun(words: ParameterWords, field: string): string {
  const segments = field.replace(/\[\]/g, '').split('.');
  const own = withoutUnit(splitWords(segments.findLast((part) => part !== '') ?? '').filter((word) => word !== 'id'));
  if (own.length > 1 && own.at(-1) === 'list') own.pop();
  const meaningful = own.filter((word) => !BARE.has(word));
  // A number under `frames` is how many there are.
  const many = (words.schema.type === 'integer' || words.schema.type === 'number') && !field.endsWith('[]');
  if (many && meaningful.length > 0 && isPlural(own.at(-1) ?? '') && own.length <= 3) return `number of ${spoken(own)}`;
  if (meaningful.length > 0 && own.length <= 4) return field.endsWith('[]') ? singular(spoken(own)) : spoken(own);
  return words.noun === 'value' ? 'result' : words.noun;
}

/** temperature for `temperature_c`: what it is in goes without saying. */
function withoutUnit(words: string[]): string[] {
  return words.length > 1 && unitOrSymbolOf(words.at(-1) as string) !== undefined ? words.slice(0, -1) : words;
}

const ROLES = new Set('new old current target source parent child other first second previous next'.split(' '));

/** new_flight_id taken from a list of flights: it was only "flight" when it was issued. */
function withoutRole(noun: string, words: ParameterWords, producer: TeacherFunction | undefined): string {
  const properties = producer?.signature.parameters.properties ?? {};
  if (producer !== undefined && words.id && Object.hasOwn(properties, words.name))
    return parameterWords(producer.signature, words.name).noun;
  const parts = noun.split(' ');
  return (parts.length > 1 && ROLES.has(parts[0] as string) ? parts.slice(1) : parts).join(' ');
}

/** What a function lists: its entity where the domain says so, else the object of its description. */
function listNounOf(producer: TeacherFunction): string | undefined {
  const collection = producer.reading?.outputs.find(({ role }) => role === 'collection');
  const entity =
    producer.reading?.operation === 'list' && collection !== undefined ? producer.reading.entity : undefined;
  return entity === undefined ? listedNoun(producer) : spoken(splitWords(entity));
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
