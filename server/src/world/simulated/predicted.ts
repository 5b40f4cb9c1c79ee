import { type Domain, type FunctionReading, guessedSchema, isLeftOut } from '../../domain/index.ts';
import { keyWords, singular } from '../../english/index.ts';
import type { GraphFunction } from '../../graph/index.ts';
import { isRecord, type JsonSchema } from '../../json/index.ts';
import { movesTime } from './deed-verbs.ts';
import { type GuessedList, guessedLists } from './guessed-lists.ts';
import { fieldKey, isCountName, isOver } from './names.ts';
import { comparesField, isSecret, LABELS, recognisable } from './recognised.ts';
import { unitNamed } from './steps/shift.ts';
import { isStateKey } from './tables.ts';
import { toldCount, toldRows, withLines, withRows } from './told-rows.ts';
import { TITLED } from './values/strings/names.ts';

/** Deepest place of a predicted answer that holds a record. */
const MAX_STATE_DEPTH = 4;
/** Fields that a predicted list tells of each record. */
const MAX_LISTED = 6;

interface Predicting {
  readonly signatures: ReadonlyMap<string, GraphFunction['signature']>;
  readonly moved: ReadonlySet<string>;
  /** By entity: what functions that make or change its records take, by name. */
  readonly taken: ReadonlyMap<string, ReadonlyMap<string, JsonSchema>>;
  readonly asked: ReadonlySet<string>;
  /** Names that answers about so many entities tell that they are of none: words of a text that all functions begin with. */
  readonly scattered: ReadonlySet<string>;
  /** Lists that calls put members in, by the entity that holds them. */
  readonly lists: ReadonlyMap<string, GuessedList>;
  /** What calls put on the bill of a record, by its entity. */
  readonly lined: ReadonlyMap<string, PutLines>;
}

/** A domain whose predicted answers tell what the rest of the catalog shows that records hold. */
export function withPredictedAnswers(domain: Domain, functions: readonly GraphFunction[]): Domain {
  const predicting: Predicting = {
    signatures: new Map(functions.map(({ id, signature }) => [id, signature])),
    moved: new Set(domain.functions.flatMap(({ movesTo }) => movesTo ?? [])),
    taken: takenFields(domain, functions),
    asked: askedOnly(domain),
    scattered: scatteredNames(domain),
    lists: guessedLists(domain, functions),
    lined: linesPut(domain, functions),
  };
  const told = domain.functions.map((reading) => predicted(reading, predicting));
  const listed = fieldsListed(told);
  return { ...domain, functions: told.map((reading) => withKnown(reading, listed, predicting)) };
}

function predicted(reading: FunctionReading, predicting: Predicting): FunctionReading {
  const { response } = reading;
  if (response.from !== 'predicted') return reading;
  if (isCountOnly(reading)) return { ...reading, outputs: [], response: { ...response, schema: COUNT } };
  const started = withStartState(response.schema, predicting.moved);
  const plain = withoutEmptyStatus(reading, withoutScattered(reading, started, predicting));
  const gathered = withList(reading, withSpoken(reading, plain, predicting), predicting);
  const told = reading.outputs.filter(
    ({ path }) =>
      !predicting.asked.has(path.slice(path.lastIndexOf('.') + 1)) &&
      Object.hasOwn(gathered.properties ?? {}, headOf(path)),
  );
  const outputs = withLinesOf(reading, linesOf(reading, predicting), plain, gathered, told);
  return { ...reading, outputs, response: { ...response, schema: open(retold(reading, gathered, predicting)) } };
}

/** The property of an answer that a path begins with. */
function headOf(path: string): string {
  return path.split('.', 1)[0]?.replaceAll('[]', '') ?? '';
}

/** Answers about at least so many entities tell what is of none. */
const MIN_SCATTERED = 3;
const TELLING: ReadonlySet<string> = new Set(['reference', 'attribute', 'collection']);

function scatteredNames({ functions }: Domain): Set<string> {
  const predicted = functions.filter(({ response }) => response.from === 'predicted');
  // What a deed answers with is short: what lookups tell is counted among lookups.
  const looking = predicted.filter(({ writes }) => !writes);
  return new Set([...toldByMany(predicted), ...toldByMany(looking)]);
}

function toldByMany(predicted: readonly FunctionReading[]): string[] {
  const entities = new Map<string, Set<string>>();
  const all = new Set(predicted.map(({ entity }) => entity ?? ''));
  for (const { outputs, entity } of predicted)
    for (const { path, role } of outputs) {
      const name = headOf(path);
      if (!TELLING.has(role)) continue;
      const known = entities.get(name) ?? new Set();
      entities.set(name, known.add(entity ?? ''));
    }
  return [...entities].flatMap(([name, { size }]) => (size >= MIN_SCATTERED && size * 2 > all.size ? name : []));
}

/** What is left tells the one value that the function is named after, where nothing else is. */
function withoutScattered(reading: FunctionReading, schema: JsonSchema, { scattered, taken }: Predicting): JsonSchema {
  const { properties } = schema;
  if (scattered.size === 0 || properties === undefined) return schema;
  const own = taken.get(reading.entity ?? '');
  const kept = Object.entries(properties).filter(
    ([name]) =>
      !scattered.has(name) || own?.has(name) === true || reading.inputs.some(({ parameter }) => parameter === name),
  );
  if (kept.length === Object.keys(properties).length) return schema;
  const left = kept.filter(([name]) => !isReport(name));
  const noun = reading.entity?.slice(reading.entity.lastIndexOf('.') + 1);
  if (left.length === 0 && reading.operation === 'get' && noun !== undefined)
    kept.push([noun, guessedSchema(keyWords(noun))]);
  if (kept.length === 0) kept.push(['success', { type: 'boolean' }]);
  return withProperties(schema, Object.fromEntries(kept));
}

/** A change that nothing says a state of answers that it is done, and not how the record stands. */
function withoutEmptyStatus({ operation, movesTo, inputs }: FunctionReading, schema: JsonSchema): JsonSchema {
  const { properties = {} } = schema;
  const given = inputs.some(({ parameter }) => isStateKey(fieldKey(parameter)));
  if (operation !== 'update' || movesTo !== undefined || given || !Object.hasOwn(properties, 'status')) return schema;
  const { status: _status, ...rest } = properties;
  return withProperties(schema, { ...rest, success: { type: 'boolean' } });
}

/** Rows, lines and counts that the description of a lookup speaks of. */
function withSpoken(reading: FunctionReading, schema: JsonSchema, predicting: Predicting): JsonSchema {
  const { signatures } = predicting;
  const { properties } = schema;
  const description = signatures.get(reading.function)?.description ?? '';
  if (reading.operation !== 'get' || properties === undefined) return schema;
  const count = toldCount(description);
  const { how_many: _how, ...named } = properties;
  const counted = count === undefined ? properties : { ...named, [count]: { type: 'integer' as const, minimum: 0 } };
  const lines = linesOf(reading, predicting);
  return withProperties(schema, withRows(reading, withLines(counted, lines?.fields), toldRows(description)));
}

/** Records that stand as lines on the bill of another. */
interface PutLines {
  readonly parent: string;
  readonly entity: string;
  readonly fields: Properties;
}

function linesOf({ inputs }: FunctionReading, { lined }: Predicting): PutLines | undefined {
  return inputs.map(({ of }) => lined.get(of?.entity ?? '')).find((one) => one !== undefined);
}

/** Lines that were bare words before are the records that a function puts there. */
function withLinesOf(
  { entity }: FunctionReading,
  lines: PutLines | undefined,
  before: JsonSchema,
  after: JsonSchema,
  outputs: FunctionReading['outputs'],
): FunctionReading['outputs'] {
  const changed = Object.entries(after.properties ?? {}).find(
    ([name, { items }]) =>
      isRecord(items) &&
      isRecord(items.properties) &&
      items.properties === lines?.fields &&
      before.properties?.[name] !== undefined,
  );
  // They are known by the record that they name: what only goes with that record has lines of its own.
  if (lines === undefined || changed === undefined || lines.parent !== entity) return outputs;
  const [name] = changed;
  const others = outputs.filter(({ path }) => headOf(path) !== name);
  return [...others, { path: name, role: 'collection', of: { entity: lines.entity, field: '' } }];
}

/** By entity: what is put on the bill of a record, where one function does: a kind and an amount. */
function linesPut({ functions }: Domain, catalog: readonly GraphFunction[]): ReadonlyMap<string, PutLines> {
  const signatures = new Map(catalog.map(({ id, signature }) => [id, signature]));
  const lines = new Map<string, PutLines>();
  for (const { function: id, operation, inputs, entity } of functions) {
    const parents = inputs.filter(({ role }) => role === 'reference');
    const [parent] = parents;
    const amount = inputs.find(({ parameter }) => /(?:^|_)(?:amount|price|fee|cost)$/.test(fieldKey(parameter)));
    if (operation !== 'create' || parents.length !== 1 || parent?.of === undefined || amount === undefined) continue;
    const properties = signatures.get(id)?.parameters.properties ?? {};
    const own = inputs.filter(({ role }) => role === 'attribute' || role === 'text' || role === 'amount');
    const fields = own.flatMap(({ parameter }): [string, JsonSchema][] => {
      const schema = properties[parameter];
      return isRecord(schema) ? [[parameter, schema as JsonSchema]] : [];
    });
    if (entity !== undefined && !lines.has(parent.of.entity))
      lines.set(parent.of.entity, { parent: parent.of.entity, entity, fields: Object.fromEntries(fields) });
  }
  return lines;
}

/** What a record holds many of is a list of it, and no field of its own. */
function withList(
  { entity, operation, inputs }: FunctionReading,
  schema: JsonSchema,
  { lists }: Predicting,
): JsonSchema {
  const list = lists.get(entity ?? '');
  const { properties } = schema;
  if (list === undefined || properties === undefined) return schema;
  if (operation === 'list') {
    const own = Object.entries(properties).map(([name, inner]): [string, JsonSchema] => {
      const items = isRecord(inner.items) ? (inner.items as JsonSchema) : undefined;
      if (items?.properties === undefined) return [name, inner];
      return [name, { ...inner, items: withProperties(items, withoutMember(items.properties, list)) }];
    });
    return { ...schema, properties: Object.fromEntries(own) };
  }
  if (operation !== 'get' || inputs.some(({ role }) => role === 'filter')) return schema;
  const kept = withoutMember(properties, list);
  return withProperties(schema, { ...kept, [list.name]: { type: 'array', items: list.items } });
}

function withoutMember(properties: Properties, list: GuessedList) {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !list.parameters.includes(name)));
}

function isReport(name: string): boolean {
  return name === 'success' || name === 'result' || name === 'status';
}

/** What nobody documented, nobody is owed: a value that a record does not have can be left out. */
function open({ required: _required, ...schema }: JsonSchema): JsonSchema {
  const items = typeof schema.items === 'object' && schema.items !== null ? { items: open(schema.items) } : {};
  if (schema.properties === undefined) return { ...schema, ...items };
  const properties = Object.entries(schema.properties).map(([name, property]) => [name, open(property)] as const);
  return { ...schema, ...items, properties: Object.fromEntries(properties) };
}

const COUNT: JsonSchema = { type: 'object', properties: { count: { type: 'integer' } }, required: ['count'] };

function isCountOnly({ function: id, operation }: FunctionReading): boolean {
  return operation === 'list' && isCountName(keyWords(id.slice(id.lastIndexOf('.') + 1)));
}

/** Names of parameters that only narrow a search: `time_max` is no field of an event. */
function askedOnly({ functions }: Domain): Set<string> {
  const set = new Set<string>();
  const asked = new Set<string>();
  for (const { function: id, writes, inputs } of functions)
    for (const { parameter, role, of } of inputs) {
      // By how many days a date moves is nothing that a record tells.
      if (writes && isSpan(id, parameter)) {
        asked.add(parameter);
        continue;
      }
      const names = of === undefined ? [parameter] : [parameter, of.field];
      for (const name of names) if (writes && role !== 'key') set.add(name);
      if (!writes && role === 'bound') for (const name of names) asked.add(name);
    }
  return new Set([...asked].filter((name) => !set.has(name)));
}

function isSpan(id: string, parameter: string): boolean {
  const [verb = ''] = keyWords(id.slice(id.lastIndexOf('.') + 1));
  return movesTime(verb) !== undefined && keyWords(parameter).some((word) => unitNamed(word) !== undefined);
}

function takenFields(
  { functions, entities }: Domain,
  catalog: readonly GraphFunction[],
): Map<string, Map<string, JsonSchema>> {
  const bare = new Set(entities.flatMap(({ name, identifiers }) => (identifiers.length === 0 ? [name] : [])));
  const signatures = new Map(catalog.map(({ id, signature }) => [id, signature]));
  const taken = new Map<string, Map<string, JsonSchema>>();
  for (const reading of functions) {
    const { function: id, operation, inputs, member } = reading;
    const entity = bare.has(reading.entity ?? '') ? (issued(reading) ?? reading.entity) : reading.entity;
    // Who is put into what is told by the records, not by the two keys.
    if (member !== undefined && inputs.every(({ role }) => role === 'reference')) continue;
    if (entity === undefined || (operation !== 'create' && operation !== 'update' && operation !== 'send')) continue;
    const fields = taken.get(entity) ?? new Map<string, JsonSchema>();
    taken.set(entity, fields);
    for (const { parameter, role, of } of inputs) {
      const name = parameter.replace(/\[\].*$/, '');
      const schema = signatures.get(id)?.parameters.properties?.[name];
      const stored =
        role === 'attribute' ||
        role === 'reference' ||
        role === 'text' ||
        (operation !== 'update' && role === 'amount');
      const own =
        (of === undefined || of.entity === entity || of.entity === reading.entity || role === 'reference') &&
        !isSpan(id, name);
      if (!stored || !own || typeof schema !== 'object' || schema === null || schema.$ref !== undefined) continue;
      if (!isChange(name, fields)) fields.set(name, schema);
    }
  }
  return taken;
}

/** What is made is the record that the answer gives a new identifier of: a rent, of `rent_kiln`. */
function issued({ operation, inputs, outputs }: FunctionReading): string | undefined {
  if (operation !== 'create' && operation !== 'send') return undefined;
  const given = new Set(inputs.map(({ of }) => of?.entity));
  return outputs.find(
    ({ role, of }) => (role === 'key' || role === 'reference') && of !== undefined && !given.has(of.entity),
  )?.of?.entity;
}

/** `new_email`: what changes a field is none itself. */
function isChange(name: string, fields: { has(name: string): boolean }): boolean {
  const base = name.replace(/^(?:new|updated)_/, '');
  return base !== name && (fields.has(base) || base.length > 0);
}

function retold(reading: FunctionReading, schema: JsonSchema, predicting: Predicting): JsonSchema {
  const list = predicting.lists.get(reading.entity ?? '');
  const all = predicting.taken.get(reading.entity ?? '') ?? NONE;
  const taken = list === undefined ? all : new Map([...all].filter(([name]) => !list.parameters.includes(name)));
  const { properties } = schema;
  if (properties === undefined) return schema;
  if (reading.operation === 'get') return withProperties(schema, told(properties, taken, predicting));
  if (reading.operation !== 'list') return schema;
  const lists = Object.entries(properties).map(([name, list]): [string, JsonSchema] => {
    const items = typeof list.items === 'object' && list.items !== null ? list.items : undefined;
    if (items?.properties === undefined) return [name, list];
    const item = recognisable(withSought(listed(items.properties, taken, predicting), reading, predicting), reading);
    return [name, { ...list, items: withProperties(items, item) }];
  });
  return { ...schema, properties: Object.fromEntries(lists) };
}

/** Fields that a predicted answer about one record tells. */
const MAX_TOLD = 14;

/** By entity: what its lists tell of each record. */
function fieldsListed(readings: readonly FunctionReading[]): ReadonlyMap<string, ReadonlyMap<string, JsonSchema>> {
  const all = new Map<string, Map<string, JsonSchema>>();
  for (const { entity, operation, response } of readings) {
    if (operation !== 'list' || entity === undefined || response.from !== 'predicted') continue;
    const fields = all.get(entity) ?? new Map<string, JsonSchema>();
    all.set(entity, fields);
    for (const list of Object.values(response.schema.properties ?? {})) {
      const items = isRecord(list.items) ? (list.items as JsonSchema) : undefined;
      for (const [name, schema] of Object.entries(items?.properties ?? {})) fields.set(name, schema);
    }
  }
  return all;
}

/** Who looks at one record sees what a list shows of it, and what it was made with. */
function withKnown(
  reading: FunctionReading,
  shown: ReadonlyMap<string, ReadonlyMap<string, JsonSchema>>,
  { taken, lists, asked }: Predicting,
): FunctionReading {
  const { entity, operation, response, inputs } = reading;
  const { properties } = response.schema;
  if (operation !== 'get' || response.from !== 'predicted' || entity === undefined || properties === undefined)
    return reading;
  // One value of a record that others show whole is asked for by its name.
  if (!inputs.some(({ role, of }) => role === 'key' && (of?.entity ?? entity) === entity)) return reading;
  if (!tellsRecord(reading)) return reading;
  const known = new Set(Object.keys(properties).map((name) => fieldKey(name)));
  const held = lists.get(entity)?.parameters ?? [];
  const more = [...(shown.get(entity) ?? NONE), ...(taken.get(entity) ?? NONE)].filter(([name]) => {
    const fresh = !known.has(fieldKey(name)) && !held.includes(name) && !asked.has(name) && !isSecret(name);
    if (fresh) known.add(fieldKey(name));
    return fresh;
  });
  const room = Math.max(0, MAX_TOLD - Object.keys(properties).length);
  if (more.length === 0 || room === 0) return reading;
  const told = { ...properties, ...Object.fromEntries(more.slice(0, room)) };
  return { ...reading, response: { ...response, schema: { ...response.schema, properties: told } } };
}

/** `get_boat` shows the boat; `get_boat_position` one thing of it. */
function tellsRecord({ function: id, entity = '' }: FunctionReading): boolean {
  const words = keyWords(id.slice(id.lastIndexOf('.') + 1));
  return words.some((word) => singular(word) === entity.split(/[._]/).at(-1)) || words.length === 1;
}

const NONE: ReadonlyMap<string, JsonSchema> = new Map();

function withProperties(schema: JsonSchema, properties: Record<string, JsonSchema>): JsonSchema {
  return { ...schema, properties, required: (schema.required ?? []).filter((name) => Object.hasOwn(properties, name)) };
}

type Properties = Readonly<Record<string, JsonSchema>>;

/** Without what only narrows a search, what is called new, and the one of a list that is told whole. */
function told(properties: Properties, taken: ReadonlyMap<string, JsonSchema>, { asked }: Predicting) {
  const names = Object.keys(properties);
  const kept = names.filter(
    (name) =>
      !asked.has(name) &&
      !(isChange(name, { has: (base) => names.includes(base) }) && !taken.has(name)) &&
      !names.some((other) => other !== name && singular(other) === name && taken.get(other)?.type === 'array'),
  );
  return Object.fromEntries(
    kept.map((name) => [
      name,
      taken.get(name)?.type === 'array' ? (taken.get(name) as JsonSchema) : (properties[name] as JsonSchema),
    ]),
  );
}

/** What tells records apart: what they were made with, where nothing but a name is known. */
function listed(properties: Properties, taken: ReadonlyMap<string, JsonSchema>, predicting: Predicting) {
  const base = told(properties, taken, predicting);
  const guessed = taken.size > 0 && !taken.has('name') && Object.hasOwn(base, 'name');
  const kept = Object.entries(base).filter(([name]) => !(guessed && name === 'name'));
  const known = new Set(Object.keys(base).map((name) => fieldKey(name)));
  const more = [...taken].filter(([name]) => !known.has(fieldKey(name)) && !isSecret(name));
  return Object.fromEntries([...kept, ...more].slice(0, Math.max(kept.length, MAX_LISTED)));
}

/** What one searches by is seen in what is found: a text in what it is called, a genre in its genre. */
function withSought(properties: Properties, reading: FunctionReading, { signatures }: Predicting): Properties {
  const { inputs, entity } = reading;
  if (entity === undefined) return properties;
  const given = signatures.get(reading.function)?.parameters.properties ?? {};
  const more: [string, JsonSchema][] = [];
  const names = Object.keys(properties).map((name) => fieldKey(name));
  const noun = entity.slice(entity.lastIndexOf('.') + 1);
  if (inputs.some(({ role }) => role === 'text') && !names.some((name) => LABELS.test(name)))
    more.push([TITLED.has(noun) ? 'title' : 'name', { type: 'string' }]);
  for (const input of inputs) {
    const schema = Object.hasOwn(given, input.parameter) ? given[input.parameter] : undefined;
    const field = fieldKey(input.parameter);
    if (!comparesField(input, entity, schema) || names.includes(field) || isLeftOut(field)) continue;
    more.push([input.parameter, schema as JsonSchema]);
  }
  const room = Math.max(0, MAX_LISTED - names.length);
  return { ...properties, ...Object.fromEntries(more.slice(0, room)) };
}

/**
 * A predicted answer knows the states that deeds bring about. Where it knows no other, `closed` of an account, a record
 * that nothing has been done to is `active`.
 */
function withStartState(schema: JsonSchema, moved: ReadonlySet<string>, depth = 0): JsonSchema {
  if (depth > MAX_STATE_DEPTH) return schema;
  const items =
    typeof schema.items === 'object' && schema.items !== null
      ? { items: withStartState(schema.items, moved, depth + 1) }
      : {};
  if (schema.properties === undefined) return { ...schema, ...items };
  const properties = Object.entries(schema.properties).map(([name, property]) => {
    const known = isStateKey(fieldKey(name)) ? (property.enum ?? []) : [];
    const over =
      known.length > 0 && known.every((state) => typeof state === 'string' && (isOver(state) || moved.has(state)));
    return [
      name,
      over ? { ...property, enum: ['active', ...known] } : withStartState(property, moved, depth + 1),
    ] as const;
  });
  return { ...schema, ...items, properties: Object.fromEntries(properties) };
}
