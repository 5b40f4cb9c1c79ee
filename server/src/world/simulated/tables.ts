import type { Domain, Entity, FunctionReading, InputReading } from '../../domain/index.ts';
import { keyWords, participle } from '../../english/index.ts';
import { deedOf, type GraphFunction } from '../../graph/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import { formatFieldPath, resolveSchema, schemaFields, typesOf } from '../../signature/index.ts';
import { isNumeric, showsForm } from './identifiers.ts';
import type { TableModel } from './model.ts';
import { fieldKey, isOver } from './names.ts';

/** A table for each entity of the domain; cost is linear in its fields. */
export function buildTables(domain: Domain, functions: readonly GraphFunction[]): Map<string, TableModel> {
  const keys = keySchemas(domain, functions);
  const singles = singleTables(domain);
  const births = birthsOf(domain);
  const told = toldFields(domain, functions);
  const lists = listFields(domain, functions);
  const given = givenFields(domain);
  const issuers = issuersOf(domain);
  const reached = reachable(domain, issuers);
  const allowed = startStatesOf(domain);
  const moved = movedStates(domain);
  const born = birthStates(domain, functions);
  const spokenOf = new Set(domain.functions.map(({ entity }) => entity));
  const tables = new Map(
    domain.entities.map((entity) => [
      entity.name,
      tableOf(entity, {
        issuers: issuers.get(entity.name) ?? [],
        issued: reached.has(entity.name),
        allowed: allowed.get(entity.name) ?? [],
        key: keys.get(entity.name),
        single: singles.has(entity.name),
        bare: !spokenOf.has(entity.name),
        moved: moved.get(entity.name) ?? new Set(),
        born: born.get(entity.name) ?? 'active',
        told: told.get(entity.name) ?? new Map(),
        given: given.get(entity.name) ?? new Set(),
        lists: lists.get(entity.name) ?? new Map(),
      }),
    ]),
  );
  return new Map([...tables].map(([name, table]) => [name, { ...table, madeOf: madeOf(table, tables, births) }]));
}

type Births = ReadonlyMap<string, ReadonlySet<string>>;

/** What the records of an entity are made from: a booking of a flight and a passenger. */
function birthsOf(domain: Domain): Births {
  const births = new Map<string, Set<string>>();
  for (const { operation, entity, inputs } of domain.functions) {
    if (entity === undefined || (operation !== 'create' && operation !== 'send')) continue;
    const parents = inputs.flatMap(({ role, of }) => (role === 'reference' && of !== undefined ? [of.entity] : []));
    births.set(entity, new Set([...(births.get(entity) ?? []), ...parents.filter((parent) => parent !== entity)]));
  }
  return births;
}

/** The referred tables that do not lead back; what a record is born of counts before what it merely refers to. */
function madeOf(table: TableModel, tables: ReadonlyMap<string, TableModel>, births: Births): Set<string> {
  const parents = births.get(table.name) ?? new Set<string>();
  const born = (name: string) => births.get(name) ?? [];
  const referred = (name: string) => [...born(name), ...(tables.get(name)?.references.values() ?? [])];
  const others = new Set(table.references.values());
  const free = [...others].filter((other) => !leadsTo(other, table.name, parents.has(other) ? born : referred));
  return new Set(free);
}

function leadsTo(from: string, to: string, next: (name: string) => Iterable<string>): boolean {
  const seen = new Set([from]);
  for (const name of seen) {
    if (name === to) return true;
    for (const other of next(name)) seen.add(other);
  }
  return false;
}

/**
 * Entities of which there is one although they have a name: `set_currency(currency)` and `get_currency()` speak of the
 * one currency that is set.
 */
function singleTables(domain: Domain): Set<string> {
  const singles = new Set(domain.entities.filter(({ singleton }) => singleton).map(({ name }) => name));
  for (const { entity, operation, inputs } of domain.functions) {
    if (entity !== undefined && operation === 'get' && inputs.length === 0) singles.add(entity);
  }
  for (const { entity, operation, inputs } of domain.functions) {
    const keyed = inputs.some(({ role, of }) => role === 'key' && (of?.entity ?? entity) === entity);
    const many = operation === 'list' || operation === 'create' || operation === 'delete' || operation === 'send';
    const stated = domain.entities.find(({ name }) => name === entity)?.singleton === true;
    if (entity !== undefined && !stated && (many || (keyed && !(operation === 'update' && inputs.length === 1))))
      singles.delete(entity);
  }
  return singles;
}

/** Of the schemas that identify an entity's records, the one that shows what an identifier looks like. */
function keySchemas(domain: Domain, functions: readonly GraphFunction[]): Map<string, JsonSchema> {
  const signatures = new Map(functions.map(({ id, signature }) => [id, signature]));
  const best = new Map<string, JsonSchema>();
  for (const { function: id, entity, inputs } of domain.functions) {
    for (const { parameter, role, of } of inputs) {
      const name = of?.entity ?? entity;
      const schema = signatures.get(id)?.parameters.properties?.[parameter];
      const found = domain.entities.find((one) => one.name === name);
      if (
        (role !== 'key' && role !== 'reference') ||
        found === undefined ||
        typeof schema !== 'object' ||
        schema === null
      )
        continue;
      if (!isMainKey(found, of?.field ?? parameter) || !showsForm(schema) || schema.enum !== undefined) continue;
      if (isNumeric(schema) === isNumeric(found.identifiers[0]?.schema ?? {}) && !best.has(found.name))
        best.set(found.name, schema);
    }
  }
  return best;
}

/** Last words of identifiers that a system issues. */
const ISSUED_WORDS = new Set('id number code key reference token uuid handle'.split(' '));

/**
 * Whether a field is the identifier that records are kept under. An address or a name beside it also tells a record
 * from others, but is searched for.
 */
export function isMainKey({ identifiers }: Entity, field: string): boolean {
  const main = identifiers[0]?.name;
  if (main === undefined) return false;
  if (field === main || !identifiers.some(({ name }) => name === field)) return true;
  return ISSUED_WORDS.has(keyWords(field).at(-1) ?? '') || !ISSUED_WORDS.has(keyWords(main).at(-1) ?? '');
}

interface Seen {
  readonly issuers: readonly string[];
  readonly issued: boolean;
  readonly allowed: readonly string[];
  readonly key: JsonSchema | undefined;
  readonly single: boolean;
  readonly bare: boolean;
  /** States that functions move records to. */
  readonly moved: ReadonlySet<string>;
  /** State of a record that nothing has been done to, where no schema lists the states. */
  readonly born: string;
  /** Fields that answers tell of the entity. */
  readonly told: ReadonlyMap<string, JsonSchema>;
  /** Fields that functions set or tell of, not merely search by. */
  readonly given: ReadonlySet<string>;
  /** Lists that its records hold. */
  readonly lists: ReadonlyMap<string, JsonSchema>;
}

function tableOf(
  entity: Entity,
  { issuers, issued, allowed, key: shown, single, bare, moved, born, told, lists, given }: Seen,
): TableModel {
  const key = shown ?? entity.identifiers[0]?.schema ?? { type: 'string' };
  const fields = new Map<string, JsonSchema>();
  const references = new Map<string, string>();
  for (const field of entity.fields) {
    const name = fieldKey(field.name, entity.name);
    const known = fields.get(name);
    if (known === undefined || strength(field.schema) > strength(known)) fields.set(name, field.schema);
    if (field.references !== undefined && field.references !== entity.name) references.set(name, field.references);
  }
  for (const [name, schema] of told) if (!fields.has(name)) fields.set(name, schema);
  for (const [name, schema] of lists) fields.set(name, schema);
  for (const { to, via, many } of entity.relations) {
    if (!many && via !== '' && to !== entity.name) references.set(fieldKey(via, entity.name), to);
  }
  for (const own of entity.identifiers) {
    if (isMainKey(entity, own.name)) references.delete(fieldKey(own.name, entity.name));
  }
  const address = [...fields.keys()].some((name) => /^(?:city|country|zip|postal_code|postcode)$/.test(name));
  const stateKeys = [...fields.keys()].filter(
    (name) =>
      isStateKey(name) && !typesOf(fields.get(name) ?? {}).includes('boolean') && !(name === 'state' && address),
  );
  const stateKey = stateKeys.find((name) => fields.get(name)?.enum !== undefined) ?? stateKeys[0];
  const state = stateKey ?? (entity.states.length > 0 ? 'status' : undefined);
  const states = [...(fields.get(state ?? '')?.enum ?? []), ...entity.states].filter(
    (value) => typeof value === 'string',
  );
  // States that only a deed brings about are none to start in, where there are others.
  const open = states.filter((value) => !isOver(value));
  const free = open.filter((value) => !moved.has(value));
  const listed = fields.get(state ?? '')?.enum !== undefined;
  const begun = free.length > 0 ? free : listed ? open : [born];
  const start = allowed.length > 0 ? allowed : begun;
  return {
    name: entity.name,
    entity,
    single,
    bare,
    key,
    numeric: isNumeric(key),
    fields,
    references,
    madeOf: new Set(),
    given,
    narrowed: new Set(),
    settable: new Set(),
    emptyAtFirst: new Set(),
    flags: new Map(),
    dependents: [],
    state,
    startStates: [...new Set(start)],
    issued: issued && entity.identifiers.length > 0 && !single,
    issuers,
  };
}

/** Verbs of making whose participle says in which state the thing made is: what is booked is booked. */
const LEAVES_STATE = new Set(
  'book reserve order schedule plan place submit file request apply propose draft register enrol enroll open start launch issue publish announce queue'.split(
    ' ',
  ),
);

/** Of each entity the state that its records are made in: `booked` after `book_appointment`; absent where making says nothing. */
function birthStates({ functions: readings }: Domain, functions: readonly GraphFunction[]): Map<string, string> {
  const signatures = new Map(functions.map(({ id, signature }) => [id, signature]));
  const states = new Map<string, string>();
  for (const { function: id, operation, entity } of readings) {
    const signature = operation === 'create' ? signatures.get(id) : undefined;
    if (entity === undefined || signature === undefined || states.has(entity)) continue;
    const { verb } = deedOf(signature);
    if (LEAVES_STATE.has(verb)) states.set(entity, verb === 'open' ? 'open' : participle(verb));
  }
  return states;
}

/** Of each entity the states that functions move its records to. */
function movedStates({ functions }: Domain): Map<string, Set<string>> {
  const moved = new Map<string, Set<string>>();
  for (const { entity, movesTo } of functions) {
    if (entity === undefined || movesTo === undefined) continue;
    moved.set(entity, new Set([...(moved.get(entity) ?? []), movesTo].flat()));
  }
  return moved;
}

/** Fields that answers tell of entities, with their schemas: a balance that only a getter speaks of. */
function toldFields(domain: Domain, functions: readonly GraphFunction[]): Map<string, Map<string, JsonSchema>> {
  const signatures = new Map(functions.map(({ id, signature }) => [id, signature]));
  const told = new Map<string, Map<string, JsonSchema>>();
  for (const { function: id, outputs, response } of domain.functions) {
    const attributes = outputs.filter(({ role, of }) => of !== undefined && (role === 'attribute' || role === 'total'));
    if (attributes.length === 0) continue;
    const all = schemaFields(signatures.get(id)?.response ?? response.schema);
    const schemas = new Map(all.map((field) => [formatFieldPath(field.path), field.schema]));
    for (const { path, of } of attributes) {
      const schema = schemas.get(path);
      if (of === undefined || schema === undefined) continue;
      const fields = told.get(of.entity) ?? new Map<string, JsonSchema>();
      told.set(of.entity, fields);
      const key = fieldKey(of.field, of.entity);
      if (!fields.has(key)) fields.set(key, schema);
    }
  }
  return told;
}

function givenFields({ functions }: Domain): Map<string, Set<string>> {
  const given = new Map<string, Set<string>>();
  const note = (entity: string | undefined, field: string) => {
    if (entity === undefined) return;
    const fields = given.get(entity) ?? new Set<string>();
    given.set(entity, fields);
    fields.add(fieldKey(field, entity));
  };
  for (const { writes, inputs, outputs, entity } of functions) {
    if (writes) for (const { parameter, of } of inputs) note(of?.entity ?? entity, of?.field ?? parameter);
    for (const { of } of outputs) if (of !== undefined) note(of.entity, of.field);
  }
  return given;
}

/**
 * Lists that records hold: those that make, change or show one take or tell them. Of two writings the one with more to a
 * member stands.
 */
function listFields(domain: Domain, functions: readonly GraphFunction[]): Map<string, Map<string, JsonSchema>> {
  const signatures = new Map(functions.map(({ id, signature }) => [id, signature]));
  const plurals = new Set(domain.entities.map(({ name }) => name));
  const lists = new Map<string, Map<string, JsonSchema>>();
  for (const { function: id, entity, operation, response } of domain.functions) {
    const signature = signatures.get(id);
    if (entity === undefined || signature === undefined || operation === 'list' || operation === 'compute') continue;
    const fields = lists.get(entity) ?? new Map<string, JsonSchema>();
    lists.set(entity, fields);
    const stored = operation === 'create' || operation === 'update' ? signature.parameters.properties : {};
    const told = signature.response ?? response.schema;
    const places = [
      ...Object.entries(stored ?? {}).map(([name, schema]) => [name, schema, signature.parameters] as const),
      ...Object.entries(told.properties ?? {}).map(([name, schema]) => [name, schema, told] as const),
    ];
    for (const [name, raw, root] of places) {
      const schema = wholeList(root, raw);
      if (schema === undefined) continue;
      const key = fieldKey(name, entity);
      // Many of the entity itself are its records, no list that each of them holds.
      if (key === entity || (plurals.has(key) && membersOf(schema) > 1)) continue;
      const known = fields.get(key);
      if (known === undefined || membersOf(schema) > membersOf(known)) fields.set(key, schema);
    }
  }
  return lists;
}

/** The schema of a list by itself; undefined where it is none or cannot stand alone. */
function wholeList(root: JsonSchema, raw: JsonSchema): JsonSchema | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { schema } = resolveSchema(root, raw);
  if (!typesOf(schema).includes('array') || typeof schema.items !== 'object' || schema.items === null) return undefined;
  const whole = { ...schema, items: resolveSchema(root, schema.items as JsonSchema).schema };
  return JSON.stringify(whole).includes('"$ref"') ? undefined : whole;
}

function membersOf({ items }: JsonSchema): number {
  return typeof items === 'object' && items !== null ? Object.keys(items.properties ?? {}).length + 1 : 0;
}

/** How much a schema says of its values: the one that says most stands for the field. */
export function strength(schema: JsonSchema): number {
  const { enum: choices, pattern, format, examples, minimum, maximum, description, type } = schema;
  const said = [
    choices !== undefined ? 8 : 0,
    pattern !== undefined || format !== undefined || showsForm(schema) ? 4 : 0,
  ];
  said.push(examples !== undefined || minimum !== undefined || maximum !== undefined ? 2 : 0);
  return (
    said.reduce((sum, value) => sum + value, 0) + (description === undefined ? 0 : 1) + (type === undefined ? 0 : 1)
  );
}

export function isStateKey(key: string): boolean {
  return /^(?:status|state|[a-z]+_status)$/.test(key);
}

/** Functions that tell an identifier of an entity that they were not given. */
function issuersOf(domain: Domain): Map<string, string[]> {
  const issuers = new Map<string, string[]>();
  for (const reading of domain.functions) {
    const given = new Set(reading.inputs.filter((input) => isKeyInput(domain, input)).map(({ of }) => of?.entity));
    const told = new Set(keysTold(domain, reading).filter((entity) => !given.has(entity)));
    for (const entity of told) issuers.set(entity, [...(issuers.get(entity) ?? []), reading.function]);
  }
  return issuers;
}

function isKeyInput({ entities }: Domain, { role, of }: InputReading): boolean {
  if (role !== 'key' && role !== 'reference') return false;
  const entity = entities.find(({ name }) => name === of?.entity);
  return entity === undefined || of === undefined || isMainKey(entity, of.field);
}

function keysTold({ entities }: Domain, reading: FunctionReading): string[] {
  return reading.outputs.flatMap(({ role, of }) => {
    if (role === 'key') {
      const own = entities.find(({ name }) => name === of?.entity);
      if (own !== undefined && of !== undefined && !isMainKey(own, of.field)) return [];
      return of === undefined ? (reading.entity ?? []) : of.entity;
    }
    if (role !== 'reference' || of === undefined) return [];
    const entity = entities.find(({ name }) => name === of.entity);
    const field = entity?.fields.find(({ name }) => name === of.field);
    return field?.references ?? of.entity;
  });
}

/** Entities whose identifiers can be had from nothing: told by a function whose own required keys can be had. */
function reachable(domain: Domain, issuers: ReadonlyMap<string, readonly string[]>): Set<string> {
  const readings = new Map(domain.functions.map((reading) => [reading.function, reading]));
  const reached = new Set<string>();
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const [entity, functions] of issuers) {
      const open = functions.some((id) => {
        const needs = (readings.get(id)?.inputs ?? [])
          .filter((input) => isKeyInput(domain, input))
          .map(({ of }) => of?.entity ?? '');
        return needs.every((name) => reached.has(name) || !issuers.has(name));
      });
      if (open) reached.add(entity);
    }
  }
  return reached;
}

/** States in which something can be done to an entity's records. */
function startStatesOf(domain: Domain): Map<string, string[]> {
  const states = new Map<string, string[]>();
  for (const { entity, allowedFrom } of domain.functions) {
    if (entity === undefined || allowedFrom === undefined) continue;
    const open = allowedFrom.filter((state) => !isOver(state));
    states.set(entity, [...(states.get(entity) ?? []), ...open]);
  }
  return states;
}

/** The field that a text search looks for its words in. */
export function mainText(table: TableModel): string {
  const texts = [...table.fields].filter(
    ([key, schema]) =>
      typesOf(schema).includes('string') &&
      schema.enum === undefined &&
      schema.format === undefined &&
      !table.references.has(key),
  );
  const keys = texts.map(([key]) => key).filter((key) => !isIdentifierKey(table, key));
  for (const word of [
    'title',
    'name',
    'subject',
    'headline',
    'label',
    'text',
    'content',
    'body',
    'message',
    'summary',
    'description',
  ]) {
    const found = keys.find((key) => key.split('_').at(-1) === word);
    if (found !== undefined) return found;
  }
  return keys[0] ?? 'title';
}

/** Whether a field key is that of the table's own identifier. */
export function isIdentifierKey(table: TableModel, key: string): boolean {
  if (table.single) return false;
  const names = table.entity.identifiers.map(({ name }) => name).filter((name) => isMainKey(table.entity, name));
  return key === 'id' || names.some((name) => fieldKey(name) === key || fieldKey(name, table.name) === key);
}
