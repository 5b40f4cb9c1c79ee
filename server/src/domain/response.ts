import { isMoneyWord, plural } from '../english/index.ts';
import type { JsonSchema } from '../json/index.ts';
import { aggregateOf } from './aggregate.ts';
import { customaryFields } from './customary.ts';
import type { EntityDraft, FieldDraft } from './entity.ts';
import { nounOf, nounWords } from './nouns.ts';
import { objectOfReading } from './operation/facts.ts';
import type { Profile } from './profile.ts';
import { guessedSchema, toldFields } from './prose.ts';
import { asksHowMany } from './text-cache.ts';
import type { Operation } from './types.ts';

/** What prediction knows of a function besides its signature. */
export interface ResponseContext {
  readonly operation: Operation;
  readonly entity: EntityDraft | undefined;
  /** The attribute that the function reads of its entity: `battery`. */
  readonly attribute: string | undefined;
  /** The function takes the identifier of its entity. */
  readonly keyed: boolean;
  readonly movesTo: string | undefined;
  /** Names of entities whose identifier the caller must give: an answer need not repeat it. */
  readonly given: ReadonlySet<string>;
  /** Entity a noun means in the function's scope. */
  readonly entityOf: (noun: string) => EntityDraft | undefined;
  /** Sums of money are of use to another function. */
  readonly sums: boolean;
  /** What a list's records are where they have no identifier of their own: papers, of `get_citations`. */
  readonly records: EntityDraft | undefined;
  /** Entities whose identifier is taken but given by nobody, and which this function's texts speak of. */
  readonly hanging: readonly EntityDraft[];
}

function nounFor({ reading }: Profile, { entity }: ResponseContext): string {
  return entity?.noun ?? nounOf(objectOfReading(reading));
}

/** `lat` for latitude, `total_price` for price. */
function hasLike(properties: Properties, name: string): boolean {
  return Object.keys(properties).some((own) => own.includes(name) || (own.length > 2 && name.startsWith(own)));
}

type Properties = Record<string, JsonSchema>;

/**
 * The response nobody documented: what the rest of the catalog takes or returns of the entity. Keys and records come
 * first and attributes are few, so that a prediction adds no more edges than its certainty is worth.
 */
export function predictResponse(profile: Profile, context: ResponseContext): JsonSchema {
  const told = propertiesOf(profile, context);
  const customary = customaryFields(profile, context.operation, nounFor(profile, context), context.sums);
  // What each record of a list has stands in the record.
  if (context.operation !== 'list')
    for (const [name, field] of Object.entries(customary)) if (!hasLike(told, name)) told[name] = field;
  const properties: Properties = Object.keys(told).length > 0 ? told : { success: { type: 'boolean' } };
  const required = Object.keys(properties);
  return { type: 'object', properties, required };
}

function propertiesOf(profile: Profile, context: ResponseContext): Properties {
  switch (context.operation) {
    case 'list':
      return listAnswer(profile, context);
    case 'get':
      return getAnswer(profile, context);
    case 'create':
      return {
        ...keyOf(context.entity),
        ...hangingKeys(context),
        ...statusOf(context),
        ...told(profile, context, ONLY_KEYS),
      };
    case 'update':
    case 'act':
      return {
        ...keyOf(context.entity),
        ...statusOf(context),
        ...hangingKeys(context),
        ...(statusOf(context).status === undefined ? { success: { type: 'boolean' } } : {}),
      };
    case 'delete':
      return { ...keyOf(context.entity), deleted: { type: 'boolean' } };
    case 'compute':
      return computed(profile, context);
    case 'session':
      return sessionAnswer(profile, context);
    case 'send':
      return { ...keyOf(context.entity), sent: { type: 'boolean' } };
    default:
      return { result: { type: 'string' }, ...told(profile, context, ONLY_KEYS) };
  }
}

function keyOf(entity: EntityDraft | undefined): Properties {
  const name = entity?.mainIdentifier;
  return entity === undefined || name === undefined
    ? {}
    : { [name]: entity.fields.get(name)?.schema ?? { type: 'string' } };
}

function hangingKeys({ hanging }: ResponseContext): Properties {
  return Object.assign({}, ...hanging.map(keyOf)) as Properties;
}

function statusOf({ entity, movesTo, operation }: ResponseContext): Properties {
  if (entity === undefined) return {};
  if (movesTo === undefined && entity.states.size === 0) return {};
  const states = statesOf(entity);
  return operation === 'create' && states.length === 0
    ? {}
    : { status: states.length > 0 ? { type: 'string', enum: states } : { type: 'string' } };
}

/** How a thing or a person is called and reached, which is looked for because it is so. */
const CALLED = new Set(['name', 'title', 'email', 'phone']);

/** What tells records of a list apart for a person. */
const LABELS = ['name', 'title', 'status', 'subject'];
const MAX_LISTED = 6;
const MAX_RECORD = 14;

function listAnswer(profile: Profile, context: ResponseContext): Properties {
  const { entity, attribute } = context;
  const item: Properties = {};
  const about = attribute === undefined ? entity : undefined;
  if (about !== undefined) {
    Object.assign(item, keyOf(about));
    for (const [name, field] of about.fields) {
      if (Object.keys(item).length >= MAX_LISTED) break;
      const last = name.slice(name.lastIndexOf('_') + 1);
      if (isGiven(field, context)) continue;
      if (about.identifiers.has(name) || field.references !== undefined || LABELS.includes(last))
        item[name] ??= field.schema;
    }
    if (about.identifiers.size === 0) item.name ??= { type: 'string' };
  } else item.name = { type: 'string' };
  // `price_list`: what is listed are sums, each of something.
  const sum = attribute ?? entity?.noun ?? '';
  if (entity?.mainIdentifier === undefined && isMoneyWord(sum.slice(sum.lastIndexOf('_') + 1)))
    item[sum] ??= { type: 'number' };
  Object.assign(item, keyOf(context.records), hangingKeys(context), told(profile, context, ALL));
  for (const [name, field] of Object.entries(customaryFields(profile, 'list', nounFor(profile, context), context.sums)))
    if (!hasLike(item, name)) item[name] = field;
  const noun = attribute ?? entity?.noun ?? profile.reading.name.object.at(-1) ?? 'result';
  const required = Object.keys(item);
  return {
    [plural(noun.replaceAll('_', ' ')).replaceAll(' ', '_')]: {
      type: 'array',
      items: { type: 'object', properties: item, required },
    },
  };
}

/** Verbs that ask whether something is there. */
const JUDGING = new Set(['exist', 'exists']);

function getAnswer(profile: Profile, context: ResponseContext): Properties {
  const { entity, attribute } = context;
  const sum = aggregateOf(profile);
  if (sum !== undefined)
    return { ...(context.keyed ? keyOf(entity) : {}), [sum.name]: sum.schema, ...told(profile, context, ALL) };
  // `count_orders(status)`: a number, not the record.
  if (profile.reading.name.verb === 'count') return { count: { type: 'integer' }, ...told(profile, context, ALL) };
  // `exists_member(email)`: nothing but whether it is so.
  if (JUDGING.has(profile.reading.name.verb)) return { exists: { type: 'boolean' } };
  // `check_domain(domain)`: whether it is so, not the record.
  if (profile.reading.verbClass === 'check')
    return { ...hangingKeys(context), ...told(profile, context, ALL), [checkedName(profile)]: { type: 'boolean' } };
  if (attribute !== undefined || entity === undefined) {
    if (attribute !== undefined && asksHowMany(profile))
      return { ...(context.keyed ? keyOf(entity) : {}), [plural(attribute)]: { type: 'integer', minimum: 0 } };
    const name = attribute ?? nounOf(profile.reading.name.object);
    const own = name === '' ? {} : { [name]: entity?.fields.get(name)?.schema ?? guessedSchema(nounWords(name)) };
    return { ...(context.keyed ? keyOf(entity) : {}), ...own, ...hangingKeys(context), ...told(profile, context, ALL) };
  }
  const record: Properties = { ...keyOf(entity) };
  for (const [name, field] of entity.referring()) if (!isGiven(field, context)) record[name] ??= field.schema;
  Object.assign(record, hangingKeys(context));
  for (const [name, field] of entity.byWeight()) {
    if (Object.keys(record).length >= MAX_RECORD) break;
    // What is only asked for is no field: filters, limits, patterns. But whoever is found by a name has one.
    if (field.weight < TOLD && !CALLED.has(name.slice(name.lastIndexOf('_') + 1))) continue;
    if (!isGiven(field, context)) record[name] ??= field.schema;
  }
  if (entity.states.size > 0) record.status ??= { type: 'string', enum: statesOf(entity) };
  Object.assign(record, { ...told(profile, context, ALL), ...record });
  if (Object.keys(record).length === 0) record[entity.noun] = guessedSchema(nounWords(entity.noun));
  return record;
}

function checkedName({ reading }: Profile): string {
  const head = reading.name.object.at(-1) ?? '';
  return head.endsWith('ability') ? head.replace(/ability$/, 'able') : 'result';
}

/** What the caller gave is not told again, unless the record has nothing else that names it (`list_citations(paper_id)`). */
function isGiven({ references }: FieldDraft, { given, entity }: ResponseContext): boolean {
  return references !== undefined && given.has(references) && (entity?.identifiers.size ?? 0) > 0;
}

/** Weight of a field that create or update sets. */
export const STORED = 0.8;
/** Weight of a field that a documented answer has. */
export const TOLD = 0.7;

/** States that deeds lead to, and the one that a record is in before. */
function statesOf({ states, moved }: EntityDraft): string[] {
  const all = [...states];
  return all.length > 0 && all.every((state) => moved.has(state)) && !moved.has('active') ? ['active', ...all] : all;
}

const ALL = false;
const ONLY_KEYS = true;

/** Fields that the description names; an entity's noun stands for its identifier. */
function told(profile: Profile, context: ResponseContext, onlyKeys: boolean): Properties {
  const properties: Properties = {};
  for (const { name, words, many } of toldFields(profile.signature.description, context.operation === 'list')) {
    const noun = nounOf(words);
    const entity = context.entityOf(noun);
    const own = entity !== undefined && entity === context.entity;
    // Its identifier is told already.
    if (noun === 'id' && context.entity?.mainIdentifier !== undefined) continue;
    const key = entity === undefined || own ? {} : keyOf(entity);
    const [keyName] = Object.keys(key);
    const kept = onlyKeys || !many || own || entity === undefined ? undefined : storedOf(entity, context);
    if (keyName !== undefined && many) {
      properties[name] = { type: 'array', items: { type: 'object', properties: key, required: [keyName] } };
    } else if (keyName !== undefined) Object.assign(properties, key);
    else if (kept !== undefined) properties[name] = { type: 'array', items: kept };
    else if (!onlyKeys && !own) {
      const [stored, field] = many
        ? []
        : (context.entity?.measured(words) ?? context.entity?.measured(words.filter(isOwn)) ?? []);
      properties[stored ?? name] = field?.schema ?? guessedSchema(words, many);
    }
  }
  return properties;
}

/** What is kept of each of several parts that have no identifier: chest and waist, of the measurements of a customer. */
function storedOf(part: EntityDraft, { entity }: ResponseContext): JsonSchema | undefined {
  const kept = [...part.fields].filter(
    ([, { weight, references }]) => weight >= STORED && (references === undefined || references !== entity?.name),
  );
  if (part.mainIdentifier !== undefined || kept.length === 0) return undefined;
  const properties = Object.fromEntries(kept.map(([name, { schema }]) => [name, schema]));
  return { type: 'object', properties, required: kept.map(([name]) => name) };
}

/** `remaining weight` is the weight as it is now. */
function isOwn(word: string): boolean {
  return word !== 'remaining' && word !== 'current' && word !== 'present';
}

function computed(profile: Profile, context: ResponseContext): Properties {
  const fields = told(profile, context, ALL);
  if (Object.keys(fields).length > 0) return fields;
  const noun = nounOf(objectOfReading(profile.reading)) || 'result';
  const numeric = profile.inputs.some(({ type }) => type === 'number');
  return { [noun]: numeric ? { type: 'number' } : guessedSchema(nounWords(noun)) };
}

/** A login gives a token where other functions take one. */
function sessionAnswer(profile: Profile, context: ResponseContext): Properties {
  const token = context.entityOf('session') ?? context.entityOf('token');
  const key = token === undefined ? {} : keyOf(token);
  return { ...key, ...told(profile, context, ONLY_KEYS), success: { type: 'boolean' } };
}
