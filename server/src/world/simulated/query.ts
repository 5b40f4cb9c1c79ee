import { keyWords } from '../../english/index.ts';
import { canonicalJson, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { createRandom, type Random } from '../../random/index.ts';
import { typesOf } from '../../signature/index.ts';
import { holds } from './conditions.ts';
import { isTotal } from './derive.ts';
import { keyOf } from './lookups.ts';
import type { Brought } from './memory.ts';
import type { TableModel } from './model.ts';
import { endsRecord } from './names.ts';
import type { Condition } from './plan.ts';
import { wordFor } from './reach.ts';
import { choiceInTurn, fieldValue, newKey, populationOf, type Reader, type Subject, subjectOf } from './records.ts';
import { Row } from './row.ts';
import { type DatabaseState, rowOf, withRows, writtenRows } from './state.ts';
import { aboutTable } from './told-of.ts';
import { makeValue } from './values/make.ts';
import { createProfile, todayOf } from './values/profile.ts';

/** A condition with the value that the call asks for. */
export interface Wanted extends Condition {
  readonly value: Json;
}

/** What a search came to, and the state that knows the records it brought up. */
export interface Found {
  readonly subjects: readonly Subject[];
  readonly state: DatabaseState;
}

/** How a search goes: for one record, and within which of its conditions all records that there are can be listed. */
export interface Scope {
  readonly one: boolean;
  readonly base: readonly string[] | undefined;
}

/**
 * Records of a table that meet the conditions: those made in this session first, the newest first; then those there from
 * the start; then some that exist because they were asked for. The last follow from seed, table and conditions alone, so
 * that the same search gives the same again; they are noted in the state so that their identifiers are known from then on.
 */
export function select(reader: Reader, table: TableModel, wanted: readonly Wanted[], scope: Scope): Found {
  const { one, base } = scope;
  const before = populationOf(reader, table.name);
  const matching = there(reader, table, before, wanted);
  const wide = base === undefined ? wanted : wanted.filter((condition) => base.includes(keyOf(condition)));
  if (wide.length === 0 && table.entity.identifiers.length > 0) return { subjects: matching, state: reader.state };
  if (one && matching.length > 0) return { subjects: matching, state: reader.state };
  if (!one && wide.some((condition) => isOfNew(reader, table, condition)))
    return { subjects: matching, state: reader.state };
  const { memory, state: now } = reader;
  const enough = !one && before.some((id) => meets(reader, table, memory.untouched(now.seed, table.name, id), wide));
  const { subjects, state } = witnesses(reader, table, wide, one ? 1 : enough ? 0 : undefined);
  if (subjects.length === 0) return { subjects: matching, state };
  const known = new Set(matching.map(({ id }) => String(id)));
  const more = subjects.filter((subject) => subject.row?.version === 0 && !known.has(String(subject.id)));
  const narrow = wide.length === wanted.length ? more : more.filter((subject) => meets(reader, table, subject, wanted));
  return { subjects: [...matching, ...narrow], state };
}

/** Records that are there and meet the conditions: those that calls wrote, the newest first, then those that none touched. */
function there(reader: Reader, table: TableModel, before: readonly Json[], wanted: readonly Wanted[]): Subject[] {
  const found: Subject[] = [];
  const written = writtenRows(reader.state, table.name);
  for (let at = written.length - 1; at >= 0; at -= 1) {
    const [id, row] = written[at] as (typeof written)[number];
    if (row.gone !== undefined) continue;
    const subject = { table: table.name, id: typedKey(table, id), row };
    if (meets(reader, table, subject, wanted)) found.push(subject);
  }
  for (const id of before) {
    const subject = subjectOf(reader, table.name, id);
    const untouched = (subject.row?.version ?? 0) === 0 && subject.row?.gone === undefined;
    if (untouched && meets(reader, table, subject, wanted)) found.push(subject);
  }
  return found;
}

function meets(reader: Reader, table: TableModel, subject: Subject, wanted: readonly Wanted[]): boolean {
  for (const condition of wanted) if (!meetsCondition(reader, table, subject, condition)) return false;
  return true;
}

/** What was made in this session has nothing yet but what calls gave it: no comments, no members. */
function isOfNew({ state }: Reader, table: TableModel, { field, test, value }: Wanted): boolean {
  const other = table.references.get(field);
  if (other === undefined || test !== '=' || (typeof value !== 'string' && typeof value !== 'number')) return false;
  return rowOf(state, other, String(value))?.made === true;
}

/**
 * What tells records apart that nothing identifies, their first text: two free seats are not both 14C. Undefined where they
 * have an identifier, or no such text.
 */
function headOf(reader: Reader, table: TableModel, subject: Subject): string | undefined {
  if (table.entity.identifiers.length > 0) return undefined;
  const set = subject.row?.fields ?? {};
  // Where only other records are named, the one that was not asked by: nobody holds one metal twice.
  const head =
    textFieldsOf(table).find(([, schema]) => schema.enum === undefined) ??
    [...table.fields].find(([key]) => table.references.has(key) && !Object.hasOwn(set, key));
  if (head === undefined || Object.hasOwn(set, head[0])) return undefined;
  return String(fieldValue(reader, subject, head[0], { name: head[0], schema: head[1] }));
}

function typedKey(table: TableModel, id: string): Json {
  return table.numeric ? Number(id) : id;
}

function meetsCondition(reader: Reader, table: TableModel, subject: Subject, wanted: Wanted): boolean {
  const schema = table.fields.get(wanted.field);
  if (wanted.test === 'contains') return textsOf(reader, table, subject).some((text) => holds(wanted, text));
  const asked = { name: wanted.field, schema: schema ?? schemaFor(wanted.value) };
  if (wanted.field === table.state && subject.row?.ended !== undefined) return holds(wanted, subject.row.ended);
  if (holds(wanted, fieldValue(reader, subject, wanted.field, asked))) return true;
  return wanted.test === '=' && table.references.has(wanted.field) && isOtherParty(subject, wanted);
}

const PARTY =
  /^(?:from|to|source|target|destination|sender|recipient|receiver|payer|payee|origin|home|away|white|black)_/;

/** `to_account_id` of a transfer that is in the list of both accounts. */
function isOtherParty({ row }: Subject, { field, value }: Wanted): boolean {
  if (row?.made !== true) return false;
  return Object.entries(row.fields).some(
    ([key, other]) => other === value && key !== field && key.replace(PARTY, '') === field,
  );
}

function schemaFor(value: Json): JsonSchema {
  return { type: value === null ? 'null' : Array.isArray(value) ? 'array' : (typeof value as 'string') };
}

type FieldSchema = readonly [key: string, schema: JsonSchema];
const textFields = new WeakMap<TableModel, readonly FieldSchema[]>();

/** Fields of a table that hold texts and refer to nothing; found once. */
function textFieldsOf(table: TableModel): readonly FieldSchema[] {
  let known = textFields.get(table);
  if (known === undefined) {
    known = [...table.fields].filter(
      ([key, schema]) => typesOf(schema).includes('string') && !table.references.has(key),
    );
    textFields.set(table, known);
  }
  return known;
}

/** Texts of a record that a search looks through. */
function textsOf(reader: Reader, table: TableModel, subject: Subject): Json[] {
  const set = Object.values(subject.row?.fields ?? {}).filter((value) => typeof value === 'string');
  return [
    subject.id,
    ...set,
    ...textFieldsOf(table)
      .slice(0, 12)
      .map(([key, schema]) => fieldValue(reader, subject, key, { name: key, schema })),
  ];
}

/** Records that exist because they were asked for. */
function witnesses(reader: Reader, table: TableModel, wanted: readonly Wanted[], count: number | undefined): Found {
  if (count === 0) return { subjects: [], state: reader.state };
  const seed = `${reader.state.seed} found ${table.name} ${writtenOut(wanted)}`;
  const found = reader.memory.found(count === undefined ? seed : `${seed}\n${count}`, () =>
    makeAll(reader, table, wanted, seed, count ?? usualNumber(table, wanted, seed)),
  );
  const fresh: [string, Row][] = [];
  const subjects = found.map((subject, index): Subject => {
    const { id, key, row } = subject;
    const known = rowOf(reader.state, table.name, key) ?? fresh.find(([other]) => other === key)?.[1];
    if (known !== undefined) return { table: table.name, id, row: known };
    const placed = asWhole(reader, table, wanted, Row.at(row, reader.state.next + index));
    fresh.push([key, placed]);
    return { table: table.name, id, row: placed };
  });
  const state = fresh.length === 0 ? reader.state : withRows(reader.state, table.name, fresh);
  return { subjects, state };
}

/** A record that is part of one that was closed is closed, also where it comes up only now. */
function asWhole(reader: Reader, table: TableModel, wanted: readonly Wanted[], row: Row): Row {
  for (const { field, test, value } of wanted) {
    const whole = reader.model.tables.get(test === '=' ? (table.references.get(field) ?? '') : '');
    const state =
      whole?.state === undefined ? undefined : rowOf(reader.state, whole.name, String(value))?.fields[whole.state];
    const part = whole?.dependents.some(({ table: name, via }) => name === table.name && via === field);
    const word = part === true && typeof state === 'string' ? wordFor(table, state) : undefined;
    if (word === undefined || table.state === undefined || Object.hasOwn(row.fields, table.state)) continue;
    const fields = { ...row.fields, [table.state]: word };
    return new Row({ ...row, fields, ...(endsRecord(word) ? { ended: word } : {}) });
  }
  return row;
}

/** The conditions as canonical JSON: a list of field, test and value for each. */
function writtenOut(wanted: readonly Wanted[]): string {
  let text = '';
  for (const { field, test, value } of wanted) {
    const plain = typeof value === 'object' ? canonicalJson(value) : JSON.stringify(value);
    text += `${text === '' ? '' : ','}[${JSON.stringify(field)},"${test}",${plain}]`;
  }
  return `[${text}]`;
}

/** Two or three, and one more where each of several choices is to be among them. */
function usualNumber(table: TableModel, wanted: readonly Wanted[], seed: string): number {
  const varied = wanted.length > 0 && [...table.narrowed].some((field) => !wanted.some((one) => one.field === field));
  return (varied ? 3 : 2) + createRandom(seed).below(2);
}

/** The records that a search brings up in a world that knows none of them yet. */
function makeAll(
  reader: Reader,
  table: TableModel,
  wanted: readonly Wanted[],
  seed: string,
  number: number,
): Brought[] {
  const heads = new Set<string>();
  const made = Array.from({ length: number }, (_, index) => {
    const varied = number > 1 ? [...wanted, ...inTurn(table, wanted, index)] : wanted;
    return another(reader, table, varied, `${seed} ${index}`, heads);
  });
  return made.flatMap((subject) => {
    if (subject === undefined) return [];
    const { id, row } = subject;
    reader.memory.facts(reader.state.seed, subject);
    return [{ id, key: String(id), row }];
  });
}

/** Choices that a list can be narrowed by, another for each record. */
function inTurn(table: TableModel, wanted: readonly Wanted[], place: number): Wanted[] {
  const free = [...table.narrowed].filter((field) => !wanted.some((condition) => condition.field === field));
  return free.flatMap((field): Wanted[] => {
    const value = choiceInTurn(table, field, place);
    return value === undefined ? [] : [{ field, test: '=', argument: '', value }];
  });
}

/** A record unlike those before it; undefined where none is found soon. */
function another(reader: Reader, table: TableModel, wanted: readonly Wanted[], seed: string, heads: Set<string>) {
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const found = fitting(reader, table, wanted, attempt === 0 ? seed : `${seed} again ${attempt}`);
    const head = headOf(reader, table, found);
    if (head !== undefined && heads.has(head)) continue;
    if (head !== undefined) heads.add(head);
    return found;
  }
  return undefined;
}

/** Records that are tried until one has a total within the bounds. */
const TRIES = 40;

/** A record that meets the conditions. What follows from other fields, such as a total, is met by trying. */
function fitting(reader: Reader, table: TableModel, wanted: readonly Wanted[], seed: string) {
  const worldSeed = reader.state.seed;
  const make = (conditions: readonly Wanted[], name: string) => ({
    table: table.name,
    id: newKey(
      table,
      createRandom(name),
      worldSeed,
      conditions.map(({ value }) => value),
    ),
    row: witness(table, conditions, name, worldSeed, reader.state.next),
  });
  const given = wanted.filter(({ field }) => !isTotal(field));
  if (given.length === wanted.length) return make(wanted, seed);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const tried = make(given, attempt === 0 ? seed : `${seed} ${attempt}`);
    if (wanted.every((condition) => meetsCondition(reader, table, tried, condition))) return tried;
  }
  return make(wanted, seed);
}

function witness(table: TableModel, wanted: readonly Wanted[], seed: string, worldSeed: string, order: number): Row {
  const fields: [string, Json][] = [];
  let state: string | undefined;
  for (const field of new Set(wanted.map((condition) => condition.field))) {
    const conditions = wanted.filter((condition) => condition.field === field);
    const value = valueMeeting(table, field, conditions, createRandom(`${seed} ${field}`), worldSeed);
    if (value === undefined) continue;
    fields.push([field, value]);
    if (field === table.state && typeof value === 'string' && endsRecord(value)) state = value;
  }
  const made: JsonObject = Object.fromEntries(fields);
  return new Row({ fields: made, first: made, version: 0, order, ...(state === undefined ? {} : { ended: state }) });
}

/** A value that meets all conditions on one field; undefined where none is known. */
function valueMeeting(
  table: TableModel,
  field: string,
  conditions: readonly Wanted[],
  random: Random,
  worldSeed: string,
): Json | undefined {
  const equal = conditions.find(({ test }) => test === '=');
  if (equal !== undefined) return equal.value;
  const choice = conditions.find(({ test }) => test === 'one of');
  if (choice !== undefined) return Array.isArray(choice.value) ? random.pick(choice.value) : choice.value;
  const text = conditions.find(({ test }) => test === 'contains');
  if (text !== undefined) return textWith(String(text.value), field, table, random, worldSeed);
  return between(
    conditions.find(({ test }) => test === '>=')?.value,
    conditions.find(({ test }) => test === '<=')?.value,
    table.fields.get(field) ?? {},
    random,
  );
}

const BEFORE = ['Classic', 'Compact', 'Everyday', 'Practical', 'Modern', 'Complete', 'Simple', 'Small'];

/** A text of the field's kind that holds what was searched for. */
function textWith(query: string, field: string, table: TableModel, random: Random, worldSeed: string): string {
  const schema = table.fields.get(field) ?? { type: 'string' };
  const seed = `${random.uint32()}`;
  const profile = createProfile(seed, [query]);
  const usual = makeValue(
    schema,
    { profile, today: todayOf(worldSeed), about: aboutTable(table), random: (at) => createRandom(`${seed} ${at}`) },
    field,
  );
  if (typeof usual === 'string' && usual.toLowerCase().includes(query.toLowerCase())) return usual;
  const said = query.trim();
  const person = typeof usual === 'string' && usual.startsWith(profile.firstName) && usual.endsWith(profile.lastName);
  if (person) return /\s/.test(said) ? said : `${capital(said)} ${profile.lastName}`;
  const words = keyWords(field);
  if (/^(?:name|title|label|subject)$/.test(words.at(-1) ?? '')) return `${random.pick(BEFORE) ?? ''} ${said}`;
  return typeof usual === 'string' ? `${capital(said)}: ${usual}` : said;
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}

const DAY_MS = 86_400_000;

/** A number or a date within bounds of which one may be open. */
function between(low: Json | undefined, high: Json | undefined, schema: JsonSchema, random: Random): Json | undefined {
  if (typeof low === 'number' || typeof high === 'number') return numberBetween(low, high, schema, random);
  const [from, until] = [low, high].map((bound) => (typeof bound === 'string' ? Date.parse(bound) : Number.NaN));
  if (Number.isNaN(from) && Number.isNaN(until)) return undefined;
  const least = Number.isNaN(from) ? (until as number) - 20 * DAY_MS : (from as number);
  const most = Number.isNaN(until) ? least + 20 * DAY_MS : (until as number);
  const day = new Date(least + random.below(Math.max(1, Math.floor((most - least) / DAY_MS) + 1)) * DAY_MS);
  const text = day.toISOString();
  return schema.format === 'date-time' ? `${text.slice(0, 19)}Z` : text.slice(0, 10);
}

function numberBetween(low: Json | undefined, high: Json | undefined, schema: JsonSchema, random: Random): number {
  const least = typeof low === 'number' ? low : Math.min(0, high as number) + (high as number) * 0.4;
  const most = typeof high === 'number' ? high : least + Math.max(1, Math.abs(least) * 0.6);
  const value = least + random.next() * Math.max(0, most - least);
  if (!typesOf(schema).includes('integer'))
    return Number(value.toFixed(2)) >= least ? Math.min(most, Number(value.toFixed(2))) : least;
  return Math.min(Math.floor(most), Math.max(Math.ceil(least), Math.round(value)));
}
