import { keyWords } from '../../english/index.ts';
import { isRecord, type Json, type JsonSchema } from '../../json/index.ts';
import { createRandom, type Random } from '../../random/index.ts';
import { typesOf } from '../../signature/index.ts';
import { choiceInTurn, startState } from './choices-at-start.ts';
import { derived, isTotal } from './derive.ts';
import { toldElsewhere } from './elsewhere.ts';
import { fitsLoosely, keyAs } from './fits.ts';
import { howManyOf } from './how-many.ts';
import { type DayReader, isLate } from './lateness.ts';
import { levelValue } from './level-value.ts';
import type { Asked, Memory, Reader, Subject } from './memory.ts';
import type { TableModel } from './model.ts';
import { enterNamed, type NamedRecords } from './named-objects.ts';
import { fieldKey } from './names.ts';
import { isInPopulation, populationOf } from './population.ts';
import { Row } from './row.ts';
import { own, rowOf, type StoredRow } from './state.ts';
import { isSumOfMany, pricedBy, timesPrice } from './taken-price.ts';
import { aboutTable } from './told-of.ts';
import { type Field, type Maker, makeValue } from './values/make.ts';
import { isPerson } from './values/persons.ts';
import { createProfile, type Profile, todayOf } from './values/profile.ts';

export { choiceInTurn, startState } from './choices-at-start.ts';
export { fitsLoosely, keyAs } from './fits.ts';
export type { Asked, Reader, Subject } from './memory.ts';
export { Memory } from './memory.ts';
export { isInPopulation, newKey, populationOf } from './population.ts';

export function subjectOf({ state, memory }: Reader, table: string, id: Json): Subject {
  const row = rowOf(state, table, String(id));
  return row === undefined ? memory.untouched(state.seed, table, id) : { table, id, row };
}

/** The record there is under an identifier; `unknown` where nothing is known of it. */
export function find(reader: Reader, table: string, id: Json): Subject | 'unknown' {
  const found = reader.model.tables.get(table);
  const key = String(id);
  const row = rowOf(reader.state, table, key);
  if (row !== undefined) return { table, id, row };
  const known = found === undefined || !found.issued || isInPopulation(reader, table, key);
  return known ? reader.memory.untouched(reader.state.seed, table, id) : 'unknown';
}

/** Safety only: what a value follows from never leads back to it. */
const MAX_DEPTH = 40;

/**
 * The value of a record's field: as it was set, else as it follows from the record's other fields and from the records
 * it refers to, else made up for good from seed, record and field.
 */
export function fieldValue(reader: Reader, subject: Subject, key: string, asked: Asked, depth = 0): Json {
  const set = storedValue(subject.row, key);
  if (set === null) return null;
  if (set !== undefined && fitsLoosely(set, asked.schema)) return set;
  if (Array.isArray(set) && isCount(asked.schema)) return set.length;
  const level = levelAt(reader, subject, key, asked, depth);
  if (level !== undefined) return level;
  const { values } = reader.memory.facts(reader.state.seed, subject);
  // The table's own schema of the field gives the value that every asker sees whose schema takes it.
  const usual = reader.model.tables.get(subject.table)?.fields.get(key);
  if (usual !== undefined) {
    let value = values.get(key);
    if (value === undefined) {
      value = baseValue(reader, subject, key, { name: key, schema: usual }, depth);
      // What another record says can change without this one.
      if (toldElsewhere(reader.model, subject.table, key) === undefined) values.set(key, value);
    }
    if (fitsLoosely(value, asked.schema)) return value;
    // Where one answer lists players and another tells a number of them, it is how many there are.
    if (Array.isArray(value) && isCount(asked.schema)) return value.length;
  }
  const named = `${key}\n${asked.name}\n${reader.memory.idOf(asked.schema)}`;
  let value = values.get(named);
  if (value === undefined) {
    value = baseValue(reader, subject, key, asked, depth);
    if (toldElsewhere(reader.model, subject.table, key) === undefined) values.set(named, value);
  }
  return value;
}

/** A number that follows from what other records take of this one: never kept, for they change without it. */
function levelAt(reader: Reader, subject: Subject, key: string, asked: Asked, depth: number): Json | undefined {
  const table = reader.model.tables.get(subject.table);
  const level = table?.levels.get(key);
  if (table === undefined || level === undefined || depth > MAX_DEPTH) return undefined;
  const number: JsonSchema = { type: 'number' };
  const value = levelValue(
    {
      state: reader.state,
      table,
      takers: reader.model.tables.get(level.takers?.table ?? ''),
      id: subject.id,
      row: subject.row,
      read: (name) => fieldValue(reader, subject, name, { name, schema: table.fields.get(name) ?? number }, depth + 1),
      // Members are found by a search, which begins to count anew: what leads back to this number ends here.
      ofMembers: (takers) =>
        reader.memory.once(`${subject.table}\n${String(subject.id)}\n${key}`, () =>
          reader.memory.lookups?.numbersOf(reader, subject, takers),
        ),
      place: (via) => reader.memory.lookups?.placeInLine(reader, subject, table, via),
      drawn: (of = key) => baseValue(reader, subject, of, { name: of, schema: table.fields.get(of) ?? number }, depth),
    },
    level,
    asked.schema,
  );
  return value !== undefined && fitsLoosely(value, asked.schema) ? value : undefined;
}

function isCount(schema: JsonSchema): boolean {
  const types = typesOf(schema);
  return types.includes('integer') && !types.includes('array');
}

function storedValue(row: StoredRow | undefined, key: string): Json | undefined {
  if (row === undefined) return undefined;
  const whole = own(row.fields, key);
  if (whole !== undefined) return whole;
  const dot = key.indexOf('.');
  if (dot < 0) return undefined;
  const last = key.slice(dot + 1);
  // A call sets the parts of an address one by one.
  const part = POSTAL.has(last) ? own(row.fields, last) : undefined;
  return within(own(row.fields, key.slice(0, dot)), last) ?? part;
}

const POSTAL = new Set(
  'street address address_1 address_2 city state zip zip_code postal_code postcode country'.split(' '),
);

function within(value: Json | undefined, key: string): Json | undefined {
  if (!isRecord(value)) return undefined;
  const found = Object.keys(value).find((name) => keyWords(name).join('_') === key);
  return found === undefined ? undefined : value[found];
}

function baseValue(reader: Reader, subject: Subject, key: string, asked: Asked, depth: number): Json {
  const table = reader.model.tables.get(subject.table);
  if (subject.row?.made === true && table?.emptyAtFirst.has(key) === true && fitsLoosely([], asked.schema)) return [];
  const told = toldByOthers(reader, subject, key, asked, table, depth);
  if (told !== undefined) return told;
  return makeValue(asked.schema, recordMaker(reader, subject, key), nameFor(table, asked.name));
}

/** Names that say nothing without what they are of. */
const VAGUE = new Set('name code title number type kind'.split(' '));
/** `code` of an airport is an airport code; the name of a user is a person's. */
function nameFor(table: TableModel | undefined, name: string): string {
  const words = keyWords(name);
  const [only] = words;
  if (table === undefined || words.length !== 1 || only === undefined || !VAGUE.has(only)) return name;
  const person = isPerson(table.name.slice(table.name.lastIndexOf('_') + 1));
  if (only === 'name' && aboutTable(table).animal) return 'pet_name';
  return only === 'name' && person ? 'full_name' : `${table.name}_${name}`;
}

/** What the record's other fields and what it refers to say of a field: the first that fits. */
function toldByOthers(
  reader: Reader,
  subject: Subject,
  key: string,
  asked: Asked,
  table: TableModel | undefined,
  depth: number,
): Json | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const { schema } = asked;
  const fits = (value: Json | undefined): value is Json => value !== undefined && fitsLoosely(value, schema);
  const turn = table?.narrowed.has(key) === true ? spread(reader, subject, key, table) : undefined;
  if (fits(turn)) return turn;
  const referred = table?.references.get(key);
  const isState = table !== undefined && key === table.state;
  if (referred !== undefined || isState) {
    const random = createRandom(`${reader.state.seed} ${subject.table} ${String(subject.id)} ${key}`);
    const other = referred === undefined ? undefined : referredKey(reader, referred, random, schema, subject);
    if (fits(other)) return other;
    const state = isState ? startState(table, schema, random) : undefined;
    if (fits(state)) return state;
  }
  const priced = table === undefined ? undefined : ofManyTaken(reader, subject, key, schema, table, depth);
  if (fits(priced)) return priced;
  const derivedValue = derived(
    {
      seed: reader.state.seed,
      table: subject.table,
      id: subject.id,
      row: subject.row,
      fields: table?.fields,
      many: table === undefined ? undefined : howManyOf(table),
      read: (other, of) => fieldValue(reader, subject, other, { name: other, schema: of }, depth + 1),
    },
    key,
    schema,
  );
  if (fits(derivedValue)) return derivedValue;
  const late = isLate(dayReader(reader, depth), subject, key, schema);
  if (fits(late)) return late;
  const taken = inherited(reader, subject, key, asked, depth);
  if (fits(taken)) return taken;
  const there = ofReferred(reader, subject, key, depth);
  return fits(there) ? there : undefined;
}

/** What so many of what the record was made of come to, at the price that one had then. */
function ofManyTaken(
  reader: Reader,
  subject: Subject,
  key: string,
  schema: JsonSchema,
  table: TableModel,
  depth: number,
): number | undefined {
  const priced = isSumOfMany(key) ? pricedBy(reader.model, table) : undefined;
  if (priced === undefined) return undefined;
  const read = (of: Subject, name: string, fields: TableModel['fields']) =>
    fieldValue(reader, of, name, { name, schema: fields.get(name) ?? {} }, depth + 1);
  const id = read(subject, priced.via, table.fields);
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  const price = read(atFirst(reader, priced.table.name, id), priced.field, priced.table.fields);
  return timesPrice(price, read(subject, priced.many, table.fields), schema);
}

function dayReader(reader: Reader, depth: number): DayReader {
  return {
    model: reader.model,
    seed: reader.state.seed,
    value: (subject, name, schema) => fieldValue(reader, subject, name, { name, schema }, depth + 1),
    subject: (table, id) => subjectOf(reader, table, id),
  };
}

function ofReferred(reader: Reader, subject: Subject, key: string, depth: number): Json | undefined {
  const told = toldElsewhere(reader.model, subject.table, key);
  if (told === undefined) return undefined;
  const { via, table, field, schema, second } = told;
  const id = fieldValue(reader, subject, via, { name: via, schema: table.key }, depth + 1);
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  const there = subjectOf(reader, table.name, id);
  const first = fieldValue(reader, there, field, { name: field, schema }, depth + 1);
  if (second === undefined) return first;
  const last = fieldValue(reader, there, second, { name: second, schema: table.fields.get(second) ?? {} }, depth + 1);
  return `${String(first)} ${String(last)}`;
}

/** The choices of a field in turn over the records there are from the start, so that each is found by it. */
function spread(reader: Reader, { table: name, id, row }: Subject, key: string, table: TableModel): Json | undefined {
  if (row?.made === true) return undefined;
  const place = populationOf(reader, name).indexOf(id);
  return place < 0 ? undefined : choiceInTurn(table, key, place);
}

function referredKey(
  reader: Reader,
  table: string,
  random: Random,
  schema: JsonSchema,
  { table: own, id }: Subject,
): Json | undefined {
  const all = populationOf(reader, table);
  // Nobody is his own manager.
  const chosen = random.pick(table === own ? all.filter((other) => other !== id) : all);
  if (chosen === undefined || typesOf(schema).includes('array')) return undefined;
  return chosen;
}

/** Fields that a record does not share with what it was made of. */
const PERSONAL = new Set(
  'id name title description status state created updated type message note comment reason text content email phone key'.split(
    ' ',
  ),
);

/** When something was done to a record: it was not done to what is made of it. */
const HAPPENED = /(?:[a-z]ed|paid|sent|sold|held|gone|taken|given)_(?:at|on|date|time)$/;

/** Whether what is made of a record takes this field over: a booking has the price of its flight. */
export function isShared(key: string): boolean {
  return !PERSONAL.has(key.slice(key.lastIndexOf('_') + 1)) && !key.includes('.') && !HAPPENED.test(key);
}

const SHOWN = /^(?:title|name|artist|album|author|description|label|email|phone)$/;

/** The value of the field of the same name in a record that this one refers to. */
function inherited(reader: Reader, subject: Subject, key: string, asked: Asked, depth: number): Json | undefined {
  const table = reader.model.tables.get(subject.table);
  // What has no identifier of its own only shows the record that it names: the track that plays now has the track's title.
  const shows = table !== undefined && (table.single || table.entity.identifiers.length === 0);
  if (table === undefined || !(isShared(key) || (shows && SHOWN.test(key)))) return undefined;
  for (const [via, other] of table.references) {
    const there = table.madeOf.has(other) ? reader.model.tables.get(other) : undefined;
    // An invoice comes to the price of its booking.
    const told = there?.fields.has(key) === false && isTotal(key) ? 'price' : key;
    const schema = there?.fields.get(told);
    if (there === undefined || schema === undefined || there.references.has(key) || via === key) continue;
    // A film's rating is the mean of what its ratings say: none of them takes it over.
    if (there.levels.get(told)?.takers?.table === table.name) continue;
    const id = fieldValue(reader, subject, via, { name: via, schema: there.key }, depth + 1);
    if (typeof id !== 'string' && typeof id !== 'number') continue;
    return fieldValue(reader, atFirst(reader, other, id), told, { name: asked.name, schema }, depth + 1);
  }
  return undefined;
}

/** A record as it was before any call changed it. */
function atFirst(reader: Reader, table: string, id: Json): Subject {
  const row = rowOf(reader.state, table, String(id));
  if (row === undefined) return reader.memory.untouched(reader.state.seed, table, id);
  if (row.fields === row.first) return { table, id, row };
  const fields = row.first;
  return { table, id, row: new Row({ fields, first: fields, version: 0, order: row.order }) };
}

/** Identifiers that stand deep inside a value are of records that are there. */
export function knownKey(reader: Reader, { name, path, schema }: Field, random: Random): Json | undefined {
  const table = path.length === 0 ? undefined : reader.model.keyNames.get(fieldKey(name));
  if (table === undefined || typesOf(schema).some((type) => type === 'object' || type === 'array')) return undefined;
  const chosen = random.pick(populationOf(reader, table));
  const key = chosen === undefined ? undefined : keyAs(chosen, schema);
  return key !== undefined && fitsLoosely(key, schema) ? key : undefined;
}

/** Values inside one field of a record: an answer may have many such fields. */
const MAX_IN_FIELD = 150;

function recordMaker(reader: Reader, subject: Subject, key: string): Maker {
  return new RecordMaker(reader, subject, key);
}

/** Makes the values of one field of a record. A class: an accessor on each object would cost more than most values do. */
class RecordMaker implements Maker {
  readonly #facts: SubjectFacts;
  readonly #subject: Subject;
  readonly #seed: string;
  readonly most = MAX_IN_FIELD;
  readonly today: number;
  readonly about: NonNullable<Maker['about']>;
  readonly random: Maker['random'];
  readonly decide: NonNullable<Maker['decide']>;
  readonly enter: NonNullable<Maker['enter']>;

  constructor(reader: Reader, subject: Subject, key: string) {
    const { state } = reader;
    const seed = `${state.seed} ${subject.table} ${String(subject.id)}`;
    this.#facts = reader.memory.facts(state.seed, subject);
    this.#subject = subject;
    this.#seed = seed;
    this.today = todayOf(state.seed);
    this.about = aboutTable(reader.model.tables.get(subject.table));
    this.random = (at) => createRandom(`${seed} ${key} ${at}`);
    this.decide = (field) => knownKey(reader, field, createRandom(`${seed} ${key} ${field.at} known`));
    // Of the maker it is asked of: one inside a named object asks that object.
    this.enter = function enter(this: Maker, field, siblings) {
      return enterNamed(namedRecords(reader), this, field, siblings);
    };
  }

  /** What calls change later changes no other field. */
  get profile(): Profile {
    const { id, row } = this.#subject;
    this.#facts.profile ??= createProfile(this.#seed, [id, ...Object.values(row?.first ?? {})]);
    return this.#facts.profile;
  }
}

type SubjectFacts = ReturnType<Memory['facts']>;

/** What the tables say of records that objects inside values name. */
export function namedRecords(reader: Reader): NamedRecords {
  const { tables, keyNames } = reader.model;
  return {
    tableOf: (identifier) => keyNames.get(fieldKey(identifier)),
    knows: (table, key) =>
      tables.get(table)?.references.has(key) ? 'reference' : tables.get(table)?.fields.has(key) ? 'field' : undefined,
    value: (table, id, key, asked) => {
      const value = fieldValue(reader, subjectOf(reader, table, id), key, asked);
      return fitsLoosely(value, asked.schema) ? value : undefined;
    },
  };
}
