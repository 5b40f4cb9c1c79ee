import { keyWords } from '../../english/index.ts';
import { canonicalJson, isRecord, type Json, type JsonObject, type JsonSchema, put } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import { typesOf } from '../../signature/index.ts';
import { choiceLike } from './choices.ts';
import { fileValue } from './files/answer.ts';
import { enterNamed } from './named-objects.ts';
import { saysNumber } from './number-schema.ts';
import { aggregate, pagingValue, standsAs } from './paging.ts';
import type { AnswerNode, Rows, Source } from './plan.ts';
import { select } from './query.ts';
import {
  type Asked,
  fieldValue,
  fitsLoosely,
  keyAs,
  knownKey,
  namedRecords,
  type Subject,
  subjectOf,
} from './records.ts';
import { argumentOf, callSubject, type Running } from './running.ts';
import { own } from './state.ts';
import { followsFromRecord, Told } from './told.ts';
import { aboutCall } from './told-of.ts';
import { type Field, type Maker, makeValue } from './values/make.ts';
import { createProfile, todayOf } from './values/profile.ts';
import { examplesOf } from './values/prose.ts';
import { confirmation, participle, statusFor } from './wording.ts';

/** Reads the answer off the tables, through the response schema. */
export function answerOf(running: Running): Json {
  const { plan } = running.called;
  const answer = valueAt(running, plan.answer, running.subject ?? callSubject(running));
  const limit = plan.limit === undefined ? undefined : argumentOf(running.call, plan.limit);
  return typeof limit === 'number' && limit >= 0 ? atMost(answer, Math.floor(limit)) : answer;
}

/** An answer whose lists have no more entries than were asked for. */
function atMost(answer: Json, limit: number): Json {
  if (Array.isArray(answer)) return answer.slice(0, limit);
  if (!isRecord(answer)) return answer;
  const entries = Object.entries(answer).map(([key, value]): [string, Json] => [
    key,
    Array.isArray(value) ? value.slice(0, limit) : (value as Json),
  ]);
  return Object.fromEntries(entries);
}

/** An answer from the response schema alone: the way out where what the tables say does not fit it. */
export function plainAnswer(running: Running): Json {
  const { called, call, state } = running;
  const seed = `${state.seed} ${called.id} ${canonicalJson(call)}`;
  const random = (at: string) => createRandom(`${seed} ${at}`);
  const decide = (field: Field) => knownKey(running, field, random(`${field.at} known`));
  const maker: Maker = {
    profile: createProfile(seed),
    about: aboutCall(called, running.model.tables),
    today: todayOf(state.seed),
    random,
    decide,
    enter: (field, siblings) =>
      field.path.length === 0 ? maker : enterNamed(namedRecords(running), maker, field, siblings),
  };
  return makeValue(called.response, maker, called.subject);
}

function valueAt(running: Running, node: AnswerNode, subject: Subject): Json {
  if (node.is === 'value') return leafValue(running, node, subject);
  if (node.is === 'list') {
    if (node.rows.of === 'entries') return fileValue(running, 'entries', { name: '', schema: {} }, node);
    const all = rowsOf(running, node.rows, subject);
    const subjects = all.length > node.most ? all.slice(0, node.most) : all;
    const { item } = node;
    const [first] = subjects;
    if (item.is !== 'object' || first === undefined || !followsFromRecord(running.model, item, first.table))
      return subjects.map((member) => valueAt(running, item, member));
    const told = subjects.map((member) => toldOf(running, item, member));
    running.shown = { node, told };
    return told.map(({ value }) => value);
  }
  if (running.subject !== undefined && followsFromRecord(running.model, node, subject.table)) {
    const told = toldOf(running, node, subject);
    running.shown = { node, told: [told] };
    return told.value;
  }
  return objectAt(running, node, subject);
}

type ObjectNode = Extract<AnswerNode, { is: 'object' }>;

/** What a record tells at a place of the plan: the same for as long as the record stays as it is. */
function toldOf(running: Running, node: ObjectNode, subject: Subject): Told {
  const facts = running.memory.facts(running.state.seed, subject);
  return facts.told(node) ?? facts.tell(node, new Told(objectAt(running, node, subject)));
}

function objectAt(running: Running, node: ObjectNode, subject: Subject): JsonObject {
  const about = node.about.record === 'current' ? subject : referredBy(running, subject, node.about);
  const told: Record<string, Json> = {};
  for (const [key, entry] of node.entries) {
    if (node.optional?.includes(key) && (isUnset(running, entry, about) || isYetToCome(running, node, entry, about)))
      continue;
    put(told, key, valueAt(running, entry, about));
  }
  return told;
}

/** What only comes of a record in its life, where the author says which fields there always are: when it was returned, who won. */
const TO_COME =
  /^(?:last|latest|final)_|(?:^|_)(?:champion|winner|result|score|verdict|outcome|rating|grade|answer|decision|resolution)(?:_|$)|(?:ed|paid|sent|sold|met|held|gone|taken|given|until)_(?:at|on|date|time|by|id)$|_until$/;

function isYetToCome(
  { model }: Running,
  { entries, optional }: ObjectNode,
  node: AnswerNode,
  { table, row }: Subject,
): boolean {
  if (node.is !== 'value' || node.source.from !== 'field' || row?.made !== true) return false;
  const { field } = node.source;
  if (Object.hasOwn(row.fields, field) || (optional?.length ?? 0) >= entries.length) return false;
  const found = model.tables.get(table);
  if (found === undefined || found.levels.has(field)) return false;
  return TO_COME.test(field) || found.references.has(field);
}

/** Nobody gave the record a value that calls give. */
function isUnset({ model }: Running, node: AnswerNode, { table, row }: Subject): boolean {
  if (node.is !== 'value' || node.source.from !== 'field') return false;
  const { field } = node.source;
  if (row !== undefined && own(row.fields, field) === null) return true;
  if (row?.made !== true) return false;
  return model.tables.get(table)?.settable.has(field) === true && !Object.hasOwn(row.fields, field);
}

function referredBy(
  running: Running,
  subject: Subject,
  { table, via }: { readonly table: string; readonly via: string },
): Subject {
  const schema = running.model.tables.get(table)?.key ?? { type: 'string' };
  return subjectOf(running, table, fieldValue(running, subject, via, { name: via, schema }));
}

function rowsOf(running: Running, rows: Rows, subject: Subject): readonly Subject[] {
  if (rows.of === 'selected') return running.selected;
  if (rows.of === 'named') return namedBy(running, rows, subject);
  if (rows.of !== 'related') return [];
  const table = running.model.tables.get(rows.table);
  if (table === undefined) return [];
  const found = select(running, table, [{ field: rows.via, test: '=', argument: '', value: subject.id }], WHOLE);
  running.state = found.state;
  return found.subjects;
}

/** Records that a list of keys names, in its order. */
function namedBy(
  running: Running,
  { table, field }: Extract<Rows, { of: 'named' }>,
  subject: Subject,
): readonly Subject[] {
  const schema = running.model.tables.get(subject.table)?.fields.get(field) ?? { type: 'array' };
  const keys = fieldValue(running, subject, field, { name: field, schema });
  if (!Array.isArray(keys)) return [];
  return keys.flatMap((id) =>
    typeof id === 'string' || typeof id === 'number' ? [subjectOf(running, table, id)] : [],
  );
}

/** Identifier of what a session has one of. */
const ONLY = 'the only one';
const WHOLE = { one: false, base: undefined };

type Leaf = Extract<AnswerNode, { is: 'value' }>;

function leafValue(running: Running, leaf: Leaf, subject: Subject): Json {
  const { source, name, schema } = leaf;
  const asked = { name, schema };
  if (isUnset(running, leaf, subject)) {
    const types = typesOf(schema);
    if (types.includes('null')) return null;
    if (types.includes('array') && schema.minItems === undefined) return [];
    const free = schema.enum === undefined && schema.format === undefined && schema.pattern === undefined;
    if (types.includes('string') && free && schema.minLength === undefined) return '';
  }
  const value = sourced(running, source, asked, subject);
  if (value !== undefined && fitsLoosely(value, schema)) return asShown(value, schema);
  const key = source.from === 'field' ? source.field : keyWords(name).join('_');
  return asShown(fieldValue(running, subject, key, asked), schema);
}

/** Members of a list with what this answer tells of them, which may be less than another does. */
function asShown(value: Json, { items }: JsonSchema): Json {
  if (!Array.isArray(value) || !isRecord(items) || items.properties === undefined) return value;
  const names = items.properties as Readonly<Record<string, unknown>>;
  const more = (member: Json) => isRecord(member) && Object.keys(member).some((name) => !Object.hasOwn(names, name));
  if (!value.some(more)) return value;
  return value.map((member) =>
    more(member)
      ? Object.fromEntries(Object.entries(member as JsonObject).filter(([name]) => Object.hasOwn(names, name)))
      : member,
  );
}

function sourced(running: Running, source: Source, asked: Asked, subject: Subject): Json | undefined {
  switch (source.from) {
    case 'key':
      return keyAs(subject.id, asked.schema);
    case 'field':
      return fieldValue(running, ofSession(running, subject), source.field, asked);
    case 'state':
      return stateOf(running, asked, subject);
    case 'success':
      return success(running, asked.schema);
    case 'confirmation':
      return confirmed(running, subject);
    case 'count':
      return source.shown === true ? running.selected.length : running.total;
    case 'paging':
      return pagingValue(running, source.what);
    case 'aggregate':
      return aggregate(running, source);
    case 'related count':
      return rowsOf(running, { of: 'related', table: source.table, via: source.via }, subject).filter(
        (row) => source.state === undefined || standsAs(running, row, source.state),
      ).length;
    case 'related sum':
      return relatedSum(running, source, subject);
    case 'before':
      return valueBefore(running, source.field, asked);
    case 'referred':
      return referredField(running, source, asked, subject);
    case 'field of':
      return fieldOfNamed(running, source, asked);
    case 'aside':
      if (running.aside === undefined) return undefined;
      return source.field === undefined
        ? keyAs(running.aside.id, asked.schema)
        : fieldValue(running, running.aside, source.field, asked);
    case 'argument':
      return argumentOf(running.call, source.argument);
    case 'computed':
      return computed(running, source.what, asked.schema);
    case 'logged in':
      return running.state.loggedIn;
    case 'file':
      return fileValue(running, source.what, asked);
    case 'constant':
      return source.value;
  }
}

/** A field as it was when the record was found; empty where nobody had given it a value. */
function valueBefore(running: Running, field: string, asked: Asked): Json | undefined {
  const { before, model } = running;
  if (before === undefined) return undefined;
  const unset = before.row?.made === true && !Object.hasOwn(before.row.fields, field);
  const settable = model.tables.get(before.table)?.settable.has(field) === true;
  return unset && settable && fitsLoosely('', asked.schema) ? '' : fieldValue(running, before, field, asked);
}

function relatedSum(
  running: Running,
  { table, via, field, beside }: Extract<Source, { from: 'related sum' }>,
  subject: Subject,
): number | undefined {
  const key: JsonSchema = running.model.tables.get(table)?.fields.get(via) ?? { type: 'string' };
  const id = beside ? fieldValue(running, subject, via, { name: via, schema: key }) : subject.id;
  const schema = running.model.tables.get(table)?.fields.get(field) ?? { type: 'number' };
  const rows = rowsOf(running, { of: 'related', table, via }, { ...subject, id });
  const values = rows.map((row) => fieldValue(running, row, field, { name: field, schema }));
  const sum = values.reduce<number>((all, value) => all + (typeof value === 'number' ? value : 0), 0);
  return Number(sum.toFixed(2));
}

/** What is asked for without any argument is the session's, and the same whichever function tells it. */
function ofSession(running: Running, subject: Subject): Subject {
  const { called, call } = running;
  const plain = subject.table === `call ${called.id}` && Object.keys(call).length === 0;
  return plain ? subjectOf(running, `session ${called.scope}`, ONLY) : subject;
}

/** The name of the user that a membership is of. */
function referredField(
  running: Running,
  { table, via, field }: Extract<Source, { from: 'referred' }>,
  asked: Asked,
  subject: Subject,
): Json | undefined {
  return fieldValue(running, referredBy(running, subject, { table, via }), field, asked);
}

/** A field of the record that an argument names. */
function fieldOfNamed(
  running: Running,
  { argument, table, field }: Extract<Source, { from: 'field of' }>,
  asked: Asked,
): Json | undefined {
  const id = argumentOf(running.call, argument);
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  return fieldValue(running, subjectOf(running, table, id), field, asked);
}

/** How the record stands, in the words that the place has for it. */
function stateOf(running: Running, asked: Asked, subject: Subject): Json | undefined {
  const table = running.model.tables.get(subject.table);
  const ended = subject.row?.ended ?? subject.row?.gone;
  const choices: readonly Json[] = asked.schema.enum ?? [];
  if (ended !== undefined)
    return choices.length === 0 ? ended : (choiceLike(ended, choices) ?? statusFor('delete', choices));
  const key = table?.state ?? 'status';
  const state = fieldValue(running, subject, key, { name: asked.name, schema: table?.fields.get(key) ?? asked.schema });
  if (typeof state !== 'string' || choices.length === 0) return state;
  return choiceLike(state, choices) ?? (choices.includes(state) ? state : undefined);
}

/** How things stand after the call: `true`, or a word for what was done. */
function success({ called, call }: Running, schema: JsonSchema): Json | undefined {
  const types = typesOf(schema);
  if (types.includes('boolean')) return true;
  if (saysNumber(types)) return 200;
  const choices = schema.enum ?? examplesOf(schema);
  const { movesTo, operation } = called.reading;
  if (choices.length > 0) {
    const moved = movesTo === undefined ? undefined : choiceLike(movesTo, choices);
    return moved ?? optionFor(Object.values(call), choices) ?? statusFor(EFFECTS[operation] ?? 'update', choices);
  }
  if (movesTo !== undefined) return movesTo;
  const done: Partial<Record<string, string>> = {
    create: 'created',
    delete: participle(called.verb || 'delete'),
    send: 'sent',
  };
  return done[operation] ?? 'success';
}

const EFFECTS: Partial<Record<string, 'create' | 'update' | 'delete'>> = {
  create: 'create',
  send: 'create',
  delete: 'delete',
};

/** The option that an argument asked for: `released` after `mode: 'release'`. */
function optionFor(given: readonly Json[], options: readonly Json[]): string | undefined {
  const texts = options.filter((option): option is string => typeof option === 'string');
  const asked = given.filter((value): value is string => typeof value === 'string' && value.length > 1);
  return texts.find((option) => asked.some((value) => option.toLowerCase().startsWith(value.toLowerCase())));
}

/** A sentence that tells what was done, to what: `Booking BK-7Q2M4 has been cancelled.` */
function confirmed({ called, model }: Running, subject: Subject): string {
  const table = model.tables.get(subject.table);
  const named = table !== undefined && table.entity.identifiers.length > 0 && !table.single;
  const what = named ? table.name.replaceAll('_', ' ') : called.subject;
  return confirmation(called.verb || 'handle', what, named ? String(subject.id) : undefined);
}

function computed(
  { computed: result }: Running,
  what: 'result' | 'rate' | 'unit',
  schema: JsonSchema,
): Json | undefined {
  if (result === undefined) return undefined;
  if (what === 'rate') return result.rate;
  if (what === 'unit') return result.unit;
  return typesOf(schema).includes('string') && !typesOf(schema).includes('number')
    ? String(result.result)
    : result.result;
}
