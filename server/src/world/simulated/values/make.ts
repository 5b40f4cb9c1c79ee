import { keyWords } from '../../../english/index.ts';
import { isRecord, isSchema, type Json, type JsonObject, type JsonSchema } from '../../../json/index.ts';
import type { Random } from '../../../random/index.ts';
import { resolveSchema, typesOf } from '../../../signature/index.ts';
import { type About, aboutPart } from './about.ts';
import { makeNumber } from './numbers.ts';
import type { Profile } from './profile.ts';
import { makeString } from './strings.ts';

/** A place in a schema, resolved, that a value is wanted for. */
export interface Field {
  /** Property names from the root, `'[]'` for an item. */
  readonly path: readonly string[];
  /** The nearest property name; for an item, that of its list. `''` at the root. */
  readonly name: string;
  /** Where it is in the value being made, indices included: `flights.0.id`. */
  readonly at: string;
  readonly schema: JsonSchema;
  /** Name of the type that was referred to (`$ref`), if any. */
  readonly type?: string;
  /** Name of the nearest enclosing named object. */
  readonly entity?: string;
  /** Name of the object or list that it stands in, and what else stands there. */
  readonly holder?: string;
  readonly beside?: readonly string[];
}

/** Decides values while a schema is walked; what it leaves undecided is made up from name and schema. */
export interface Maker {
  readonly profile: Profile;
  /** Milliseconds since 1970. */
  readonly today: number;
  /** What the values are told of. */
  readonly about?: About;
  /** The generator for what is at a place (`Field.at`): values do not depend on the order they are made in. */
  random(at: string): Random;
  /** The value of a field, where it is known already. */
  decide?(field: Field): Json | undefined;
  /** The maker for what is inside an object: it may have a subject of its own. */
  enter?(field: Field, siblings: Readonly<Record<string, JsonSchema>>): Maker;
  /** Told when the object is made that this maker was for. */
  done?(made: JsonObject): void;
  /** Starts a value that may be left out again: `forget` drops what was noted of it, and gives back how to undo that. */
  draft?(): { forget(): () => void };
  /** Values made at most; past that many, what lies deeper is left empty. */
  readonly most?: number;
  /** Told when that many have been made: another try comes to no more. */
  spent?(): void;
  /** How many items a list gets. */
  length?(field: Field): number | undefined;
}

/** Deeper than this, only what is required is made. */
const DEEP = 5;
const MAX_DEPTH = 12;
const MAX_ITEMS = 100;
/** Values of one argument list or answer at most: more than any tool seen, and few enough to be made at once. */
const MAX_VALUES = 1_000;
/** Characters of a text that count as one value more. */
const LONG_TEXT = 1_000;
/** What is mostly not so. */
const NEGATIVE =
  /\b(?:error|failed|cancelled|canceled|deleted|removed|blocked|banned|expired|overdue|delayed|suspended|archived|closed|hidden|locked|private|refunded)\b/;
/** Share of the other yes-or-no facts that are so. */
const MOSTLY = 0.75;

/** A value that the schema admits, made in property order. Bounded for recursive and hostile schemas. */
export function makeValue(root: JsonSchema, maker: Maker, name = ''): Json {
  const walk: Walk = { root, left: maker.most ?? MAX_VALUES };
  const made = make(walk, root, { path: [], name, at: '' }, maker);
  if (walk.left <= 0) maker.spent?.();
  return made;
}

/** One walk over a schema. */
interface Walk {
  readonly root: JsonSchema;
  /** Values that may still be made. Beyond them objects stay without their further fields, be they required or not. */
  left: number;
}

function make(walk: Walk, raw: JsonSchema, place: Omit<Field, 'schema'>, maker: Maker): Json {
  const random = maker.random(place.at);
  const { schema, name: type } = simplify(walk.root, raw, random);
  walk.left -= 1;
  const field: Field = { ...place, schema, ...(type === undefined ? {} : { type }) };
  const decided = maker.decide?.(field);
  if (decided !== undefined) return decided;
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return pickEnum(schema.enum, random);
  switch (typeToMake(schema)) {
    case 'object':
      return makeObject(walk, field, maker);
    case 'array':
      return makeArray(walk, field, maker);
    case 'boolean':
      return !NEGATIVE.test(wordsOf(field).join(' ')) && random.chance(MOSTLY);
    case 'null':
      return null;
    case 'integer':
    case 'number':
      return numberFor(field, maker, random);
    default: {
      const text = stringFor(field, maker, random);
      if (typeof text === 'string') walk.left -= Math.floor(text.length / LONG_TEXT);
      return text;
    }
  }
}

function pickEnum(values: readonly Json[], random: Random): Json {
  const usable = values.filter((value) => value !== null && value !== '');
  // Mostly it is one of what there are names for.
  const definite = usable.filter(
    (value) => typeof value !== 'string' || !/^(?:other|unknown|none|n\/a|unspecified)$/i.test(value),
  );
  if (definite.length > 1 && definite.length < usable.length && random.chance(0.9))
    return random.pick(definite) as Json;
  return random.pick(usable.length > 0 ? usable : values) as Json;
}

function numberFor(field: Field, { profile, today, about }: Maker, random: Random): Json {
  const { schema } = field;
  const integer = !typesOf(schema).includes('number') && typesOf(schema).includes('integer');
  const examples = Array.isArray(schema.examples) ? schema.examples : [];
  const example = random.pick(examples.filter((value) => typeof value === 'number'));
  return example ?? makeNumber({ words: wordsOf(field), schema, integer, profile, today, random, about: about?.words });
}

function stringFor(field: Field, { profile, today, about: whole }: Maker, random: Random): Json {
  const { schema, holder = '', beside = [] } = field;
  const about = holder === '' ? whole : aboutPart(whole, holder, beside);
  const entity = keyWords(field.entity ?? '');
  const listed = field.path.at(-1) === '[]';
  return makeString({
    words: wordsOf(field),
    entity,
    schema,
    profile,
    today,
    random,
    listed,
    ...(about === undefined ? {} : { about }),
  });
}

/** Words of the field's name; a bare `name` or `code` is helped by its type. */
function wordsOf(field: Field): readonly string[] {
  const own = keyWords(field.name);
  const typed = keyWords(field.type ?? '');
  return typed.length > 0 && !typed.every((word) => own.includes(word)) ? [...own, ...typed] : own;
}

function makeObject(walk: Walk, field: Field, maker: Maker): JsonObject {
  const { schema, path } = field;
  const properties = schema.properties ?? {};
  const inner = maker.enter?.(field, properties) ?? maker;
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const entity = field.type ?? schema.title ?? field.entity;
  const entries: [string, Json][] = [];
  const within = { holder: field.name, beside: Object.keys(properties) };
  for (const [key, property] of Object.entries(properties)) {
    if (walk.left <= 0) break;
    if (path.length >= MAX_DEPTH || (path.length >= DEEP && !required.has(key))) continue;
    const at = field.at === '' ? key : `${field.at}.${key}`;
    const place = { path: [...path, key], name: key, at, ...within, ...(entity === undefined ? {} : { entity }) };
    entries.push([key, make(walk, property, place, inner)]);
  }
  for (const key of required) {
    if (walk.left > 0 && !Object.hasOwn(properties, key))
      entries.push([key, make(walk, {}, { path: [...path, key], name: key, at: `${field.at}.${key}` }, inner)]);
  }
  if (entries.length === 0) entries.push(...freeEntries(walk, field, inner));
  const made = Object.fromEntries(entries);
  inner.done?.(made);
  return made;
}

const FREE_ENTRIES = 2;

/** Entries of a map, `additionalProperties` being the type of its values: keyed by what identifies them. */
function freeEntries(walk: Walk, field: Field, maker: Maker): [string, Json][] {
  const { schema, path } = field;
  if (!isSchema(schema.additionalProperties) || Object.keys(schema.additionalProperties).length === 0) return [];
  if (path.length >= DEEP) return [];
  const stem = keyWords(field.name).join('_') || 'item';
  return Array.from({ length: FREE_ENTRIES }, (_, index) => {
    const place = { path: [...path, '[]'], name: field.name, at: `${field.at}.${index}` };
    const value = make(walk, schema.additionalProperties as JsonSchema, place, maker);
    return [keyOf(value) ?? `${stem}_${index + 1}`, value];
  });
}

function keyOf(value: Json): string | undefined {
  if (!isRecord(value)) return undefined;
  const key = Object.keys(value).find((name) => /(?:^|_)id$/i.test(name));
  return key === undefined ? undefined : String(value[key]);
}

function makeArray(walk: Walk, field: Field, maker: Maker): Json[] {
  const { schema, path, name } = field;
  const item = (raw: JsonSchema, index: number) => {
    const at = field.at === '' ? String(index) : `${field.at}.${index}`;
    return make(
      walk,
      raw,
      { path: [...path, '[]'], name, at, ...(field.entity === undefined ? {} : { entity: field.entity }) },
      maker,
    );
  };
  const items = (schema.prefixItems ?? []).map(item);
  if (schema.items === false || (schema.items === undefined && items.length > 0)) return items;
  const { length, distinct } = lengthOf(field, maker);
  const itemSchema = describedItem(schema);
  const spare: { value: Json; recall: (() => void) | undefined }[] = [];
  for (let tries = 0; items.length < length && tries < length * 4 && walk.left > 0; tries += 1) {
    const draft = maker.draft?.();
    const value = item(itemSchema, tries);
    const again = distinct && (isAmong(value, items) || sharesIdentifier(value, items));
    if (!again && !(distinct && sharesHead(value, items))) {
      items.push(value);
      continue;
    }
    const recall = draft?.forget();
    if (!again) spare.push({ value, recall });
  }
  for (const { value, recall } of spare.slice(0, length - items.length)) {
    items.push(value);
    recall?.();
  }
  return items;
}

/** What is said of a list holds for its items where they say nothing of their own: "paths of the matching files". */
function describedItem({ items, description }: JsonSchema): JsonSchema {
  const item = typeof items === 'object' ? items : {};
  const bare = item.description === undefined && item.$ref === undefined && item.properties === undefined;
  return bare && typeof description === 'string' ? { ...item, description } : item;
}

/** One line for each record: a cart does not hold the same article twice. */
function sharesIdentifier(value: Json, items: readonly Json[]): boolean {
  const key = isRecord(value) ? identifierOf(value as JsonObject) : undefined;
  if (key === undefined) return false;
  const id = (value as JsonObject)[key];
  return items.some((item) => isRecord(item) && item[key] === id);
}

/** Where an object begins with what names a record, that record is what it is a line of. */
function identifierOf(value: JsonObject): string | undefined {
  const [first] = Object.keys(value);
  return first !== undefined && /(?:^|_)id$|Id$|ID$/.test(first) ? first : undefined;
}

/** Objects of a list are told apart by their first text: two free seats are not both 14C. */
function sharesHead(value: Json, items: readonly Json[]): boolean {
  const head = headOf(value);
  return head !== undefined && items.some((item) => headOf(item) === head);
}

function headOf(value: Json): string | undefined {
  if (!isRecord(value)) return undefined;
  return Object.values(value).find((field) => typeof field === 'string');
}

/** How many items, and whether no two may be alike. */
function lengthOf(field: Field, maker: Maker): { length: number; distinct: boolean } {
  const { schema, path, at } = field;
  const least = typeof schema.minItems === 'number' ? schema.minItems : 0;
  const most = typeof schema.maxItems === 'number' ? schema.maxItems : Number.POSITIVE_INFINITY;
  const wanted = path.length >= DEEP ? 0 : (maker.length?.(field) ?? 2 + maker.random(`${at}.length`).below(2));
  const length = Math.min(Math.max(wanted, least), most, MAX_ITEMS);
  return { length, distinct: schema.uniqueItems === true || length > least };
}

function isAmong(value: Json, items: readonly Json[]): boolean {
  const text = JSON.stringify(value);
  return items.some((item) => JSON.stringify(item) === text);
}

/** Follows references, takes one branch of `anyOf`/`oneOf` (not null where there is another), joins `allOf`. */
export function simplify(root: JsonSchema, raw: JsonSchema, random: Random): { schema: JsonSchema; name?: string } {
  let { schema, name } = resolveSchema(root, isSchema(raw) ? raw : {});
  for (let step = 0; step < 8; step += 1) {
    const branches = (schema.anyOf ?? schema.oneOf ?? []).filter(isSchema);
    if (branches.length > 0) {
      const other = branches.filter((branch) => branch.type !== 'null');
      const branch = resolveSchema(root, random.pick(other.length > 0 ? other : branches) as JsonSchema);
      const { anyOf: _any, oneOf: _one, ...rest } = schema;
      schema = { ...rest, ...branch.schema };
      name = branch.name ?? name;
    } else if (Array.isArray(schema.allOf)) {
      schema = joinAllOf(root, schema);
    } else break;
  }
  return name === undefined ? { schema } : { schema, name };
}

function joinAllOf(root: JsonSchema, schema: JsonSchema): JsonSchema {
  const { allOf = [], ...joined } = schema;
  let result: JsonSchema = joined;
  for (const part of allOf.filter(isSchema)) {
    const resolved = resolveSchema(root, part).schema;
    const properties = { ...resolved.properties, ...result.properties };
    const required = [...new Set([...(result.required ?? []), ...(resolved.required ?? [])])];
    result = { ...resolved, ...result };
    if (Object.keys(properties).length > 0) result = { ...result, properties, required };
  }
  return result;
}

function typeToMake(schema: JsonSchema): string {
  const types = typesOf(schema);
  const type = types.find((candidate) => candidate !== 'null') ?? types[0];
  if (type !== undefined) return type;
  if (isSchema(schema.properties)) return 'object';
  if (schema.items !== undefined || schema.prefixItems !== undefined) return 'array';
  const numeric = schema.minimum ?? schema.maximum ?? schema.multipleOf;
  return numeric === undefined ? 'string' : 'number';
}
