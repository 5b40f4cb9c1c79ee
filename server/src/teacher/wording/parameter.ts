import {
  isCurrencyCode,
  isVerb,
  PREPOSITIONS,
  plural,
  singular,
  splitWords,
  spoken,
  type Unit,
  unitAtEnd,
  unitOf,
  unitOrSymbolOf,
} from '../../english/index.ts';
import type { Json, JsonSchema } from '../../json/index.ts';
import { type FunctionSignature, resolveSchema, typesOf } from '../../signature/index.ts';
import { isQuality } from './quality.ts';
import { isDate, isMoment, isTime } from './values.ts';

/** What kind of value a parameter holds, for the way it is worded. */
export type ValueKind =
  | 'id'
  | 'date'
  | 'moment'
  | 'time'
  | 'boolean'
  | 'label'
  | 'number'
  | 'prose'
  | 'text'
  | 'list'
  | 'object';

/** How a person would speak of a parameter. */
export interface ParameterWords {
  readonly name: string;
  readonly words: readonly string[];
  /** Noun phrase without article: `passenger`, `full name`, `day of departure`. */
  readonly noun: string;
  /** Noun phrases that a description may use for it, best first. */
  readonly nouns: readonly string[];
  /** Set where the name begins with a preposition: `from`, `to_currency`. */
  readonly preposition?: string;
  /** What the number of `weight_kg` is in. */
  readonly unit?: Unit;
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly id: boolean;
}

const ID_WORDS = new Set([
  'id',
  'ids',
  'uuid',
  'guid',
  'key',
  'token',
  'handle',
  'code',
  'no',
  'ref',
  'reference',
  'number',
]);
/** Last words that alone do not tell what the value is of. */
const GENERIC_NOUNS = new Set([
  'name',
  'id',
  'type',
  'value',
  'list',
  'number',
  'date',
  'time',
  'data',
  'info',
  'code',
  'text',
]);

const cache = new WeakMap<FunctionSignature, Map<string, ParameterWords>>();

/** Words for one parameter of a function; a name that is no property gets words from the name alone. */
export function parameterWords(signature: FunctionSignature, name: string): ParameterWords {
  let known = cache.get(signature);
  if (known === undefined) {
    known = new Map();
    cache.set(signature, known);
  }
  let words = known.get(name);
  if (words === undefined) {
    words = derive(signature, name);
    known.set(name, words);
  }
  return words;
}

/** Characters of a name that are read: nobody says more of it, and patterns are made of its words. */
const MAX_NAME = 200;

function derive(signature: FunctionSignature, name: string): ParameterWords {
  const properties = signature.parameters.properties ?? {};
  const raw = Object.hasOwn(properties, name) ? (properties[name] as JsonSchema) : {};
  const { schema, name: nominal } = resolveSchema(signature.parameters, raw);
  const all = splitWords(name.slice(0, MAX_NAME).replace(EITHER, ''));
  const preposition = all.length > 0 && PREPOSITIONS.has(all[0] as string) ? (all[0] as string) : undefined;
  const words = preposition !== undefined && all.length > 1 ? all.slice(1) : all;
  const id =
    isIdName(all) || (nominal !== undefined && isIdName(splitWords(nominal)) && !typesOf(schema).includes('boolean'));
  const described = headOfDescription(schema.description ?? '');
  const fromNominal = nominal === undefined ? undefined : withoutId(splitWords(nominal)).join(' ');
  const numeric = schema.type === 'number' || schema.type === 'integer';
  const last = words.at(-1) as string;
  // `duration_min` is in minutes, `min_price` is no unit, and `times_per_day` counts no days.
  const tail =
    words.length > 1 && numeric && !id && words.at(-2) !== 'per' && last !== 'year'
      ? (writtenInTwo(words) ?? (last === 'min' ? unitOrSymbolOf('minute') : unitAtEnd(words)))
      : undefined;
  const own = id
    ? withoutId(words)
    : tail === undefined
      ? words
      : words.slice(0, (words.at(-2) === 'in' && words.length > 2) || writtenInTwo(words) !== undefined ? -2 : -1);
  const many = id && words.at(-1) === 'ids';
  const opaque = own.every((word) => word.length <= 2 || PREPOSITIONS.has(word));
  const subject = id ? subjectOf(signature.name) : undefined;
  const happens = HAPPENS.exec(all.join(' '));
  let noun = [
    happens === null ? undefined : `${happens[1]} ${happens[2] === 'at' ? 'time' : 'date'}`,
    // "systolic" is no noun: "systolic pressure".
    own.length === 1 && isQuality(own[0] as string) && described?.startsWith(`${own[0]} `) === true
      ? described
      : undefined,
    opaque ? undefined : spoken(own),
    fromNominal,
    subject,
    described,
    spoken(own),
    'value',
  ].find((option) => option !== undefined && option !== '') as string;
  noun = SHORT_NOUNS.get(noun) ?? noun;
  // Nobody is asked for an until.
  if (all.length === 1 && /^date/.test(schema.format ?? '')) noun = ENDS.get(all[0] as string) ?? noun;
  return {
    name,
    words: all,
    noun: many ? plural(noun) : noun,
    nouns: nounCandidates(noun, own, fromNominal, described, id),
    ...(preposition === undefined ? {} : { preposition }),
    ...unitPart(tail ?? (numeric && !id ? describedUnit(words, schema.description) : undefined)),
    schema,
    required: (signature.parameters.required ?? []).includes(name),
    id,
  };
}

/** What a day is that a bare preposition names. */
const ENDS: ReadonlyMap<string, string> = new Map([
  ['from', 'start date'],
  ['since', 'start date'],
  ['after', 'start date'],
  ['until', 'end date'],
  ['till', 'end date'],
  ['to', 'end date'],
  ['before', 'end date'],
]);

/** `fieldIdOrName`: a field, however it is told. */
export const EITHER =
  /(?<=[a-z])(?:_?(?:[iI][dD]|[nN]ame|[kK]ey|[sS]lug))?(?:_or_|Or)(?:[nN]ame|[iI][dD]|[sS]lug|[kK]ey|[tT]itle|[uU][rR][lL]|[eE]mail)$/;

/** Units whose letters a name in camel case parts: `systolicMmHg`. */
function writtenInTwo(words: readonly string[]): Unit | undefined {
  return words.length > 2 && words.slice(-2).join(' ') === 'mm hg' ? MERCURY : undefined;
}

const MERCURY: Unit = { name: 'mmHg', dimension: 'pressure', plural: 'mmHg', said: 'mmHg' };

function unitPart(unit: Unit | undefined): { readonly unit?: Unit } {
  return unit === undefined ? {} : { unit };
}

/** The unit that only the description tells: "Amount in EUR", "Threshold in percent", "Target temperature in Celsius". */
function describedUnit(words: readonly string[], description: unknown): Unit | undefined {
  if (typeof description !== 'string' || unitOrSymbolOf(words.at(-1) ?? '') !== undefined) return undefined;
  const [, told = ''] = /\bin (?:degrees )?(\p{L}{3,})(?=[.,;:)]|$)/u.exec(description.trim()) ?? [];
  if (told === told.toUpperCase() && !isCurrencyCode(told)) return undefined;
  const unit = unitOf(told.toLowerCase());
  // What is told in days or hours without more may be a moment as well.
  return unit?.dimension === 'time' && words.some((word) => /^(?:hour|day|month|year|week|time)$/.test(word))
    ? undefined
    : unit;
}

/** What people say in full. */
const SHORT_NOUNS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    zip: 'zip code',
    qty: 'quantity',
    desc: 'description',
    dob: 'date of birth',
    lang: 'language',
    msg: 'message',
  }),
);

/** `starts_at` is a start time, `expires_on` an expiry date. */
const HAPPENS = /^(start|end|begin|arrive|depart|open|close)s (at|on)$/;

/** What a function is about, by its name: `get_product` → product. */
function subjectOf(name: string): string | undefined {
  const words = splitWords(name).filter((word) => !isVerb(word) && !['by', 'id', 'ids', 'for', 'of'].includes(word));
  return words.length > 0 && words.length <= 2 ? singular(spoken(words)) : undefined;
}

function nounCandidates(
  noun: string,
  own: readonly string[],
  nominal: string | undefined,
  described: string | undefined,
  id: boolean,
): string[] {
  const last = own.at(-1) ?? '';
  const first = own[0] ?? '';
  const options = [
    own.join(' '),
    described,
    nominal,
    GENERIC_NOUNS.has(last) && !id ? undefined : last,
    // file_name → "file", user_email → nothing: only a name or an identifier stands for the thing itself.
    own.length > 1 && (last === 'name' || last === 'path') ? first : undefined,
    noun,
  ];
  return [...new Set(options.filter((option): option is string => option !== undefined && option.length > 2))];
}

function isIdName(words: readonly string[]): boolean {
  const last = words.at(-1);
  return last !== undefined && ['id', 'ids', 'uuid', 'guid'].includes(last);
}

function withoutId(words: readonly string[]): string[] {
  const kept = [...words];
  while (kept.length > 1 && ID_WORDS.has(kept.at(-1) as string)) kept.pop();
  return kept.length === 1 && ['id', 'ids', 'uuid', 'guid'].includes(kept[0] as string) ? [] : kept;
}

const STOP =
  /[.;:,()[\]{}"`]|\s(?:that|which|to|for|from|in|on|at|by|where|when|whose|who|used|using|if|as|must|should|can|will|may|with|is|are|e\.g|i\.e|or|and|you|we|they|it)\b/i;

/**
 * The noun phrase a description begins with, without its article, lower case where it is no name: "Day of departure."
 * gives "day of departure"; undefined where it begins otherwise.
 */
export function headOfDescription(description: string): string | undefined {
  const line = description.trim().replace(/^(?:(?:the|a|an|your|optional|required|this|specifies|specify)\s+)+/i, '');
  const stop = STOP.exec(line);
  const head = (stop === null ? line : line.slice(0, stop.index)).trim();
  const words = head.split(/\s+/);
  if (head === '' || words.length > 5 || isVerb(words[0] as string) || /[^\p{L}\p{N}\s'-]/u.test(head))
    return undefined;
  const first = words[0] as string;
  const kept = /^\p{Lu}{2,}|\p{Ll}\p{Lu}/u.test(first) ? first : first.toLowerCase();
  return [kept, ...words.slice(1)].join(' ');
}

const PROSE_NOUNS = new Set(
  'message content text body request requests wish wishes remark remarks comment comments note notes description caption tweet post summary feedback prompt instructions reason'.split(
    ' ',
  ),
);

/** The kind of one actual value. */
export function valueKind(parameter: ParameterWords, value: Json): ValueKind {
  if (typeof value === 'boolean') return 'boolean';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object' && value !== null) return 'object';
  if (parameter.id) return 'id';
  if (typeof value === 'number') return 'number';
  if (value === null) return 'text';
  if (isDate(value)) return 'date';
  if (isMoment(value)) return 'moment';
  if (isTime(value)) return 'time';
  if (Array.isArray(parameter.schema.enum)) return 'label';
  const prose =
    PROSE_NOUNS.has(parameter.words.at(-1) ?? '') || value.split(/\s+/).length > 4 || /\S\s.*[.!?]$/.test(value);
  return prose ? 'prose' : 'text';
}
