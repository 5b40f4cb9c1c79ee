import { isPlural } from '../english/index.ts';
import type { JsonSchema } from '../json/index.ts';
import { typesOf } from '../signature/index.ts';
import { isCommonField } from './field-index.ts';
import { fieldName, nounOf } from './nouns.ts';
import type { InputReading, InputRole, Operation } from './types.ts';
import { identifierField, type Leaf } from './values.ts';
import {
  AMOUNTS,
  FREE_TEXT,
  LOWER_BOUNDS,
  OPTIONS,
  PAGING,
  QUERY_TEXT,
  TIME_NOUNS,
  UPPER_BOUNDS,
} from './vocabulary.ts';

/** What inputs are read against. */
export interface InputContext {
  readonly operation: Operation;
  /** Noun of the function's entity. */
  readonly noun: string | undefined;
  /** Unique name of the entity a noun means in the function's scope; undefined where no such entity is kept. */
  readonly entityOf: (noun: string) => string | undefined;
  /** Noun that the function's name has as its object: `coupon` of `apply_coupon`. */
  readonly object: string;
  /** Whether some function of the catalog is about a noun. */
  readonly isAbout: (noun: string) => boolean;
  /** Whether some function makes or ends records of a noun. */
  readonly isMade: (noun: string) => boolean;
  /** Name of the entity that a field identifies by its name alone. */
  readonly entityByField: (field: string) => string | undefined;
}

/** Roles of all parameters, composites left out where their parts are read. */
export function readInputs(inputs: readonly Leaf[], context: InputContext, ownKey: Leaf | undefined): InputReading[] {
  const readings: InputReading[] = [];
  for (const leaf of inputs) {
    if (leaf.composite && hasParts(leaf, inputs)) continue;
    readings.push(readInput(leaf, leaf === ownKey, context));
  }
  return readings;
}

function hasParts(leaf: Leaf, all: readonly Leaf[]): boolean {
  return all.some(({ path }) => path.startsWith(`${leaf.path}.`) || path.startsWith(`${leaf.path}[]`));
}

function readInput(leaf: Leaf, isOwnKey: boolean, context: InputContext): InputReading {
  const parameter = leaf.path;
  const own = context.noun === undefined ? undefined : context.entityOf(context.noun);
  const of = (entity: string | undefined, field: string) => (entity === undefined ? {} : { of: { entity, field } });
  if (isOwnKey) return { parameter, role: 'key', ...of(own, identifierField(leaf)) };
  const role = plainRole(leaf, context);
  if (role === 'paging' || role === 'option') return { parameter, role };
  const referred = referredEntity(leaf, context);
  if (referred !== undefined)
    return {
      parameter,
      role: referred === own && context.operation !== 'create' ? 'key' : 'reference',
      of: { entity: referred, field: identifierField(leaf) },
    };
  if (role === 'bound') return { parameter, role, ...of(own, boundedField(leaf)) };
  return { parameter, role, ...(own === undefined ? {} : of(own, fieldName(leaf.name))) };
}

/** The entity a value names: `customer_id`, `customer_email`, `repo` where functions are about repositories. */
function referredEntity(leaf: Leaf, context: InputContext): string | undefined {
  const { entityOf, entityByField, object, noun } = context;
  if (leaf.identifies >= 0.45 && leaf.owner !== undefined && leaf.owner.length > 0) {
    const named = entityOf(nounOf(leaf.owner)) ?? entityOf(leaf.owner.at(-1) as string);
    if (named !== undefined) return named;
  }
  const indexed = entityByField(fieldName(leaf.name));
  if (indexed !== undefined) return indexed;
  // `list_document_notes(id)`: a bare identifier of what is listed or made is that of what holds it.
  if (leaf.owner?.length === 0 && leaf.identifies >= 0.9 && leaf.required && noun !== undefined) {
    const cut = object.lastIndexOf(`_${noun}`);
    const lead = cut > 0 ? entityOf(object.slice(0, cut)) : undefined;
    if (lead !== undefined) return lead;
  }
  // `apply_coupon(cart_id, code)`: the code is the coupon's.
  if (leaf.owner?.length === 0 && leaf.identifies >= 0.6 && object !== '' && object !== noun) return entityOf(object);
  return nounAlone(leaf, context);
}

/** A value whose whole name is the noun of a record: `repo`, `assignee`. */
function nounAlone(leaf: Leaf, { entityOf, isAbout, isMade, noun }: InputContext): string | undefined {
  if (leaf.composite || leaf.type === 'boolean' || leaf.schema.enum !== undefined) return undefined;
  // A number called as a record is its identifier; several at once would be a count.
  if (leaf.type === 'number' && (!isNumber(leaf) || isHowMany(leaf))) return undefined;
  const name = nounOf(leaf.words);
  const last = leaf.words.at(-1) ?? '';
  // `symbol`, where functions are about symbols: a word by which things are told is that thing's own.
  if (leaf.owner?.length === 0 && leaf.identifies >= 0.7 && leaf.identifies < 0.9 && name !== noun && isAbout(name))
    return entityOf(name);
  if (FREE_TEXT.has(last) || isCommonField(name) || isCommonField(last)) return undefined;
  if (leaf.type === 'number' && !isMade(name)) return undefined;
  for (const one of [name, last]) if (one !== noun && isAbout(one) && entityOf(one) !== undefined) return entityOf(one);
  return undefined;
}

/** `bottles: 12`: a number called as several of a thing says how many. */
function isHowMany({ type, many, name }: Leaf): boolean {
  return type === 'number' && !many && isPlural(name);
}

function isNumber({ schema, many }: Leaf): boolean {
  const own = many && isSchema(schema.items) ? schema.items : schema;
  return typesOf(own).some((type) => type === 'integer' || type === 'number');
}

function isSchema(items: JsonSchema['items']): items is JsonSchema {
  return typeof items === 'object' && !Array.isArray(items);
}

/**
 * The value that names the record worked on: its identifier, a bare `id`, or the one text without which nothing is meant.
 *
 * @param sums the answer is one number of many records, which only an identifier narrows to those of one
 */
export function findOwnKey(
  inputs: readonly Leaf[],
  { operation, noun, entityOf, isAbout }: InputContext,
  sums = false,
): Leaf | undefined {
  if (operation === 'compute' || operation === 'other' || operation === 'send' || noun === undefined) return undefined;
  const own = entityOf(noun);
  const values = inputs.filter(({ composite, path }) => !composite && !path.includes('.'));
  const named = values.filter((leaf) => leaf.identifies >= 0.6 && isOf(leaf, noun, own, entityOf));
  const issued = pick(named);
  if (issued !== undefined) return operation === 'list' || operation === 'create' ? undefined : issued;
  if (operation === 'create' || operation === 'list' || sums) return undefined;
  // `get_quote(symbol)` asks for a symbol, where functions are about symbols.
  const bare = values.filter(
    ({ owner, identifies, words }) =>
      owner?.length === 0 && identifies >= 0.6 && (nounOf(words) === noun || !isAbout(nounOf(words))),
  );
  const chosen =
    pick(bare) ??
    pick(values.filter((leaf) => nounOf(leaf.words) === noun && leaf.type !== 'boolean' && !isHowMany(leaf)));
  if (chosen !== undefined) return chosen;
  const weak = values.filter(
    (leaf) =>
      leaf.required &&
      leaf.identifies > 0 &&
      leaf.identifies < 0.6 &&
      (leaf.owner?.length === 0 || isOf(leaf, noun, own, entityOf)),
  );
  return weak[0] ?? loneKey(values, isAbout);
}

/** The one identifier of nothing else, or the one text, that a function requires: `track(tracking_number)`, `return_copy(barcode)`. */
function loneKey(values: readonly Leaf[], isAbout: InputContext['isAbout']): Leaf | undefined {
  const required = values.filter((leaf) => leaf.required && leaf.type !== 'boolean' && leaf.schema.enum === undefined);
  const orphans = required.filter(
    ({ identifies, owner }) => identifies >= 0.6 && owner !== undefined && owner.length > 0 && !isAbout(nounOf(owner)),
  );
  if (orphans.length === 1) return orphans[0];
  const texts = required.filter(({ type, words }) => type === 'string' && !FREE_TEXT.has(words.at(-1) ?? ''));
  const [only] = texts;
  if (texts.length !== 1 || required.length !== 1 || only === undefined || only.identifies > 0) return undefined;
  // `forecast(quarter)` names no record.
  if (TIME_NOUNS.has(only.words.at(-1) ?? '') || SPANS.has(only.words.at(-1) ?? '') || isTime(only.schema))
    return undefined;
  return isCommonField(fieldName(only.name)) || only.many ? undefined : only;
}

/** `outlook(evening)`, a date: when something is names no record. */
function isTime({ format, description }: JsonSchema): boolean {
  return (
    format === 'date' ||
    format === 'date-time' ||
    format === 'time' ||
    (typeof description === 'string' && /\bYYYY-MM-DD\b|^\W*(?:the )?date\b/i.test(description.slice(0, 120)))
  );
}

const SPANS = new Set('quarter year month week season semester term period day weekday decade fortnight'.split(' '));

function isOf(leaf: Leaf, noun: string, own: string | undefined, entityOf: InputContext['entityOf']): boolean {
  const owner = nounOf(leaf.owner ?? []);
  if (owner === '') return false;
  return (
    owner === noun ||
    (own !== undefined && (entityOf(owner) === own || (entityOf(owner) === undefined && noun.endsWith(`_${owner}`))))
  );
}

function pick(leaves: readonly Leaf[]): Leaf | undefined {
  return leaves.find(({ required }) => required) ?? leaves[0];
}

function plainRole(leaf: Leaf, { operation, noun }: InputContext): InputRole {
  const name = fieldName(leaf.name);
  const words = leaf.words;
  const last = words.at(-1) ?? '';
  const first = words[0] ?? '';
  if (PAGING.has(name) && (leaf.type === 'number' || /cursor|token|after|before/.test(name)) && !isStored(operation))
    return 'paging';
  if (operation === 'list' && isMost(leaf, name)) return 'paging';
  if (
    OPTIONS.has(name) ||
    (leaf.type === 'boolean' && !isStored(operation)) ||
    (leaf.identifies === 0 && /^(?:include|exclude|with|show)_/.test(name)) ||
    (leaf.type === 'number' && (name === 'head' || name === 'tail') && !isStored(operation))
  )
    return 'option';
  if (operation === 'list' || operation === 'get') {
    if (operation === 'list' && QUERY_TEXT.has(name)) return 'text';
    if (isBound(first, last, words, leaf)) return 'bound';
    if (leaf.schema.enum !== undefined && /format|units?|language|granularity|interval/.test(name)) return 'option';
    return 'filter';
  }
  if (operation === 'compute')
    return leaf.type === 'number' ? 'amount' : leaf.schema.enum !== undefined ? 'option' : 'text';
  if (
    leaf.type === 'number' &&
    AMOUNTS.has(last) &&
    (operation === 'act' || (operation === 'update' && noun !== undefined))
  )
    return 'amount';
  if ((FREE_TEXT.has(name) || FREE_TEXT.has(last)) && leaf.type === 'string' && !isStored(operation)) return 'text';
  return 'attribute';
}

/** `max`, "How many at most": how many results there are, and nothing of one. */
function isMost({ type, schema, many }: Leaf, name: string): boolean {
  if (type !== 'number' || many || !typesOf(schema).includes('integer')) return false;
  const told = typeof schema.description === 'string' ? schema.description.slice(0, 80) : '';
  return (
    name === 'max' ||
    name === 'maximum' ||
    /^\W*(?:how many\b.*\bat most|(?:the )?max(?:imum)? number of)\b/i.test(told)
  );
}

function isStored(operation: Operation): boolean {
  return operation === 'create' || operation === 'update';
}

function isBound(first: string, last: string, words: readonly string[], leaf: Leaf): boolean {
  if (words.length === 1)
    return (
      (first === 'since' || first === 'until' || first === 'before' || first === 'after' || first === 'radius') &&
      leaf.type !== 'boolean'
    );
  const side = LOWER_BOUNDS.has(first) || UPPER_BOUNDS.has(first) || LOWER_BOUNDS.has(last) || UPPER_BOUNDS.has(last);
  const measured =
    leaf.type === 'number' ||
    words.some((word) => TIME_NOUNS.has(word)) ||
    leaf.schema.format === 'date' ||
    leaf.schema.format === 'date-time';
  return side && measured;
}

/** `min_price` bounds price, `start_date` the date. */
function boundedField(leaf: Leaf): string {
  const kept = leaf.words.filter((word) => !LOWER_BOUNDS.has(word) && !UPPER_BOUNDS.has(word));
  return kept.length > 0 ? nounOf(kept) : fieldName(leaf.name);
}
