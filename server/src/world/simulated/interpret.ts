import { canonicalJson, isRecord, type Json, type JsonObject, type JsonSchema, put } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import { typesOf } from '../../signature/index.ts';
import type { Outcome } from '../types.ts';
import { computeStep } from './compute.ts';
import { isTotal } from './derive.ts';
import { conflict, fail, gone, notFound } from './errors.ts';
import { runFileStep } from './files/run.ts';
import { newBalances, sameKey, wholeMember, withWholeMembers } from './members.ts';
import { nodesOf, type TableModel, type WorldModel } from './model.ts';
import { fieldKey, isOver, REVIVING } from './names.ts';
import { inOrder } from './order.ts';
import { pageOf } from './paging.ts';
import type { Assignment, Condition, Plan, Step } from './plan.ts';
import { select, type Wanted } from './query.ts';
import { fieldValue, find, isShared, newKey, populationOf, type Subject, startState, subjectOf } from './records.ts';
import { argumentOf, type Running, valuesOf } from './running.ts';
import { rowOf, rowsOf, type StoredRow, withRow } from './state.ts';
import { participle, statusFor } from './wording.ts';

type Of<D extends Step['do']> = Extract<Step, { do: D }>;

/** Runs a plan's steps in order; the outcome that ends it early, or undefined where all went well. */
export function runSteps(running: Running): Outcome | undefined {
  for (const step of running.called.plan.steps) {
    const problem = runStep(running, step);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function runStep(running: Running, step: Step): Outcome | undefined {
  switch (step.do) {
    case 'get':
      return get(running, step);
    case 'check':
      return check(running, step);
    case 'select':
      return selectRecords(running, step);
    case 'insert':
      return insert(running, step);
    case 'update':
      change(running, (_row, subject) => update(running, subject, step.set));
      return journal(running, step.set);
    case 'delete':
      return change(running, () => ({ gone: step.how }));
    case 'set state':
      return alreadySo(running, step) ?? change(running, (row) => moved(running, step, row));
    case 'assert state':
      return assertState(running, step);
    case 'append':
    case 'remove':
      return changeCollection(running, step);
    case 'set flag':
      return change(running, (row) => ({ fields: { ...row.fields, [step.field]: step.value } }));
    case 'empty':
      return change(running, (row) => ({ fields: { ...withoutTotals(row.fields), [step.field]: [] } }));
    case 'take members':
      return takeMembers(running, step);
    case 'change member':
      return changeMember(running, step);
    case 'add':
    case 'subtract':
      return ledger(running, step);
    case 'compute':
      running.computed = computeStep(running);
      return undefined;
    case 'log in':
    case 'log out':
      running.state = { ...running.state, loggedIn: step.do === 'log in' };
      return undefined;
    case 'file':
      return runFileStep(running, step);
  }
}

const ONLY = 'the only one';

function get(running: Running, { table, key }: Of<'get'>): Outcome | undefined {
  if (key === undefined) {
    running.subject = subjectOf(running, table, ONLY);
    return undefined;
  }
  const ids = valuesOf(running.call, key);
  const [first] = ids.length > 0 ? ids : populationOf(running, table);
  if (first === undefined) return undefined;
  for (const id of ids) {
    const problem = missing(running, table, id);
    if (problem !== undefined) return problem;
  }
  const subject = subjectOf(running, table, first);
  const refused = overAlready(running, subject);
  if (refused !== undefined) return refused;
  running.subject = subject;
  running.before = subject;
  return undefined;
}

function spoken(table: string): string {
  return table.replaceAll('_', ' ');
}

/** Nothing is known of it, or it is no more. */
function missing(running: Running, table: string, id: Json): Outcome | undefined {
  const found = find(running, table, id);
  if (found === 'unknown') return notFound(spoken(table), String(id));
  return found.row?.gone === undefined ? undefined : gone(spoken(table), String(id), found.row.gone);
}

/** What is over can be looked at where the answer says so, and brought back, but not used again. */
function overAlready({ called }: Running, { table, id, row }: Subject): Outcome | undefined {
  if (row?.ended === undefined) return undefined;
  const { writes } = called.reading;
  if (writes ? REVIVING.has(called.verb) : tellsState(called.plan)) return undefined;
  const what = `${spoken(table)} '${String(id)}' has already been ${row.ended}`;
  return fail('conflict', `${what[0]?.toUpperCase() ?? ''}${what.slice(1)}.`);
}

/** The state that a call has put a record in. */
function setState({ model }: Running, { table, row }: Subject): string | undefined {
  const state = row?.fields[model.tables.get(table)?.state ?? 'status'];
  return typeof state === 'string' ? state : undefined;
}

/** States in which nothing more is put in or taken out. A closed issue can still be commented on. */
const SHUT = /^(?:cancel|delet|remov|void|terminat|expir|archiv|deactivat|suspend|lock|frozen|revok)/i;

const telling = new WeakMap<Plan, boolean>();

/** Whether an answer says how its record stands. */
export function tellsState(plan: Plan): boolean {
  let known = telling.get(plan);
  if (known === undefined) {
    known = [...nodesOf(plan.answer)].some((node) => node.is === 'value' && node.source.from === 'state');
    telling.set(plan, known);
  }
  return known;
}

function check(running: Running, { table, key }: Of<'check'>): Outcome | undefined {
  const schema = running.called.signature.parameters.properties?.[key];
  for (const id of valuesOf(running.call, key)) {
    // A default is always there.
    if (typeof schema === 'object' && schema !== null && schema.default === id) continue;
    const problem = missing(running, table, id);
    if (problem !== undefined) return problem;
    const row = rowOf(running.state, table, String(id));
    const state = row === undefined ? undefined : setState(running, { table, id, row });
    if (state !== undefined && SHUT.test(state) && running.called.reading.writes && !REVIVING.has(running.called.verb))
      return fail('conflict', `The ${spoken(table)} '${String(id)}' is ${state}.`);
    if (row?.ended !== undefined && running.called.reading.writes)
      return fail('conflict', `The ${spoken(table)} '${String(id)}' has been ${row.ended}.`);
  }
  return undefined;
}

function selectRecords(running: Running, step: Of<'select'>): Outcome | undefined {
  const table = running.model.tables.get(step.table);
  if (table === undefined) return undefined;
  if (step.where.some(({ field, test }) => field === 'id' && test === 'one of'))
    return selectKeys(running, step, table);
  const wanted = step.where.flatMap((condition): Wanted[] => {
    const value = argumentOf(running.call, condition.argument);
    return isNoWish(value, condition, table) ? [] : [{ ...condition, value: value as Json }];
  });
  const found = select(running, table, wanted, { one: step.one === true, base: step.base });
  running.state = found.state;
  const telling = tellsState(running.called.plan);
  const subjects = found.subjects.filter(({ row }) => row?.ended === undefined || telling);
  running.total = subjects.length;
  running.found = subjects;
  const sorted = step.sort === undefined ? subjects : inOrder(running, table, step.sort, subjects);
  running.selected = pageOf(running.call, step, sorted);
  if (step.one !== true) return undefined;
  running.subject = subjects[0] ?? (wanted.length === 0 ? subjectOf(running, step.table, ONLY) : undefined);
  if (running.subject === undefined) return fail('not_found', `No ${spoken(step.table)} found.`);
  return undefined;
}

const ANY = new Set(['all', 'any', '*', 'both', 'every', 'everything']);

/** Left out, or a word for all there are. */
function isNoWish(value: Json | undefined, { field, test }: Condition, table: TableModel): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (typeof value !== 'string' || test !== '=' || !ANY.has(value.toLowerCase())) return false;
  const choices = table.fields.get(field)?.enum ?? [];
  return field === table.state || choices.length === 0 || choices.includes(value);
}

function selectKeys(running: Running, step: Of<'select'>, table: TableModel): Outcome | undefined {
  const ids = step.where.flatMap(({ argument }) => valuesOf(running.call, argument));
  for (const id of ids) {
    const problem = missing(running, table.name, id);
    if (problem !== undefined) return problem;
  }
  running.selected = ids.map((id) => subjectOf(running, table.name, id));
  running.total = ids.length;
  running.subject = running.selected[0];
  return undefined;
}

function insert(running: Running, step: Of<'insert'>): Outcome | undefined {
  const table = running.model.tables.get(step.table);
  if (table === undefined) return undefined;
  const given = step.key === undefined ? undefined : valuesOf(running.call, step.key)[0];
  if (given !== undefined && isTaken(running, table, given)) return conflict(spoken(table.name), String(given));
  const id = given ?? freshKey(running, table);
  const set = withWholeMembers(running, table, assigned(running.call, step.set));
  const fields = {
    ...newBalances(table),
    ...firstVersion(table),
    ...flagsAtBirth(table),
    ...wayOf(running, table, step.way),
    ...sessionFacts(running, table),
    ...takenOver(running, table, set),
    ...set,
  };
  const state = bornState(running, table, step.state, id);
  const whole = state === undefined || table.state === undefined ? fields : { [table.state]: state, ...fields };
  const row: StoredRow = { fields: whole, first: whole, version: 1, order: running.state.next, made: true };
  running.state = withRow(running.state, table.name, String(id), row);
  const made = { table: table.name, id, row };
  if (step.aside === true) running.aside = made;
  else running.subject = made;
  return step.aside === true ? undefined : journal(running, step.set);
}

/** The version that a record now has as one more entry of its history, where some function lists one. */
function journal(running: Running, set: readonly Assignment[]): undefined {
  const { subject, model } = running;
  const table = model.tables.get(subject?.table ?? '');
  const history = model.tables.get(table?.journal?.table ?? '');
  if (subject === undefined || table?.journal === undefined || history === undefined) return;
  const key = versionField(table);
  const version = key === undefined ? undefined : subject.row?.fields[key];
  const told = assigned(running.call, set);
  const shared = Object.fromEntries(Object.entries(told).filter(([name]) => history.fields.has(name)));
  const numbered =
    version === undefined || key === undefined || !history.fields.has(key) ? NOTHING : { [key]: version };
  const fields = { ...shared, ...numbered, [table.journal.via]: subject.id };
  const row: StoredRow = { fields, first: fields, version: 1, order: running.state.next, made: true };
  running.state = withRow(running.state, history.name, String(freshKey(running, history)), row);
}

function isTaken(running: Running, table: TableModel, id: Json): boolean {
  const row = rowOf(running.state, table.name, String(id));
  if (row !== undefined) return row.gone === undefined && row.version > 0;
  return table.issued && populationOf(running, table.name).some((other) => String(other) === String(id));
}

function freshKey({ called, call, state }: Running, table: TableModel): Json {
  const seed = `${state.seed} new ${table.name} ${called.id} ${canonicalJson(call)}`;
  for (let count = 0; ; count += 1) {
    const id = newKey(table, createRandom(`${seed} ${count}`), state.seed);
    if (rowOf(state, table.name, String(id)) === undefined || count > 1000) return id;
  }
}

/** The state a new record is in: the one that is stated, else one that says it was just made. */
function bornState(running: Running, table: TableModel, stated: string | undefined, id: Json): Json | undefined {
  if (table.state === undefined) return undefined;
  const schema = table.fields.get(table.state) ?? {};
  const choices = schema.enum ?? table.startStates;
  if (stated !== undefined) return choiceLike(stated, choices) ?? stated;
  const open = choices.filter((choice) => typeof choice === 'string' && !isOver(choice));
  const named = choiceLike(participle(running.called.verb || 'create'), open);
  const random = createRandom(`${running.state.seed} born ${table.name} ${String(id)}`);
  // Choices are written in the order of a life: the first that is not over is where it begins.
  return (
    named ?? statusFor('create', open) ?? (schema.enum === undefined ? startState(table, schema, random) : open[0])
  );
}

/** Words for what raises and what lowers a level, as a movement tells them. */
const WAYS = {
  add: /^(?:in|incoming|inbound|credit|deposit|add|addition|receipt|received?|top.?up|earn(?:ed)?|increase|plus|load)$/i,
  subtract:
    /^(?:out|outgoing|outbound|debit|withdraw(?:al)?|issued?|payment|spend|spent|redeem(?:ed)?|decrease|minus)$/i,
} as const;

/** The kind of a movement, where the table has a choice of kinds: `in` for what was received. */
function wayOf({ called }: Running, table: TableModel, way: Of<'insert'>['way']): JsonObject {
  if (way === undefined) return NOTHING;
  const verb = called.verb.slice(0, 5).toLowerCase();
  for (const [key, schema] of table.fields) {
    if (schema.enum === undefined || key === table.state) continue;
    const texts = schema.enum.filter((choice): choice is string => typeof choice === 'string');
    const found =
      texts.find((text) => verb.length > 2 && text.toLowerCase().startsWith(verb)) ??
      texts.find((text) => WAYS[way].test(text));
    if (found !== undefined) return { [key]: found };
  }
  return NOTHING;
}

/** Names of a number that says how often a record was changed. */
const VERSIONS = ['revision', 'version', 'revision_number', 'version_number'];

function versionField({ fields }: TableModel): string | undefined {
  return VERSIONS.find((key) => {
    const schema = fields.get(key);
    return schema !== undefined && typesOf(schema).includes('integer');
  });
}

/** What is new is in its first version. */
function firstVersion(table: TableModel): JsonObject {
  const key = versionField(table);
  return key === undefined ? NOTHING : { [key]: 1 };
}

/** Nothing was done yet to what is new, and it can be used. */
function flagsAtBirth({ fields, flags }: TableModel): JsonObject {
  const free = [...flags].filter(([key]) => typesOf(fields.get(key) ?? {}).includes('boolean'));
  return free.length === 0 ? NOTHING : Object.fromEntries(free);
}

/** A change makes the next version. */
function nextVersion(running: Running, subject: Subject, table: TableModel, set: JsonObject): JsonObject {
  const key = versionField(table);
  if (key === undefined || Object.hasOwn(set, key)) return NOTHING;
  const now = fieldValue(running, subject, key, { name: key, schema: table.fields.get(key) ?? { type: 'integer' } });
  return typeof now === 'number' ? { [key]: now + 1 } : NOTHING;
}

/** The choice that means a state, however each writes it: `CANCELED` for `cancelled`. */
export function choiceLike(state: string, choices: readonly Json[]): string | undefined {
  const texts = choices.filter((choice): choice is string => typeof choice === 'string');
  const start = state.toLowerCase().slice(0, 5);
  return texts.find((text) => text === state) ?? texts.find((text) => text.toLowerCase().startsWith(start));
}

function assigned(call: JsonObject, set: readonly Assignment[]): JsonObject {
  const fields: Record<string, Json> = {};
  for (const { field, argument } of set) {
    const value = argumentOf(call, argument);
    if (value !== undefined) put(fields, field, value);
  }
  return fields;
}

/** What the session knows of whoever makes a record: the name that somebody logged in with. */
function sessionFacts(running: Running, table: TableModel): JsonObject {
  const row = rowOf(running.state, `session ${running.called.scope}`, ONLY);
  if (row === undefined) return NOTHING;
  return Object.fromEntries(Object.entries(row.fields).filter(([key]) => table.fields.has(key)));
}

function takenOver(running: Running, table: TableModel, set: JsonObject): JsonObject {
  return { ...asListed(running, table, set), ...inheritedAtBirth(running, table, set) };
}

/** Rows of a list without identifiers that are looked through. */
const MOST_LISTED = 60;

const nameless = new WeakMap<WorldModel, readonly TableModel[]>();

/** Tables whose records nothing identifies. */
function namelessTables(model: WorldModel): readonly TableModel[] {
  let known = nameless.get(model);
  if (known === undefined) {
    known = [...model.tables.values()].filter(({ entity }) => entity.identifiers.length === 0);
    nameless.set(model, known);
  }
  return known;
}

/** What a list told beside a value that is now taken: the fee of the seat that is chosen. */
function asListed(running: Running, table: TableModel, set: JsonObject): JsonObject {
  const fields: [string, Json][] = [];
  for (const [key, value] of Object.entries(set)) {
    if (typeof value !== 'string' || table.references.has(key)) continue;
    for (const other of namelessTables(running.model)) {
      const schema = other.fields.get(key);
      if (other === table || schema === undefined) continue;
      const rows = rowsOf(running.state, other.name).slice(-MOST_LISTED);
      const subjects = rows.map(([id, row]): Subject => ({ table: other.name, id, row })).reverse();
      const listed = subjects.find((subject) => fieldValue(running, subject, key, { name: key, schema }) === value);
      if (listed === undefined) continue;
      for (const [name, told] of other.fields) {
        const shared =
          table.fields.has(name) && isShared(name) && !other.references.has(name) && !Object.hasOwn(set, name);
        if (shared) fields.push([name, fieldValue(running, listed, name, { name, schema: told })]);
      }
    }
  }
  return Object.fromEntries(fields);
}

/** What a record takes over from those it refers to: the price of the flight that is booked. */
function inheritedAtBirth(running: Running, table: TableModel, set: JsonObject): JsonObject {
  const fields: [string, Json][] = [];
  for (const [via, other] of table.references) {
    const id = set[via];
    const there = running.model.tables.get(other);
    if (there === undefined || (typeof id !== 'string' && typeof id !== 'number')) continue;
    for (const [key, schema] of there.fields) {
      const shared =
        table.madeOf.has(other) &&
        table.fields.has(key) &&
        isShared(key) &&
        !there.references.has(key) &&
        key !== table.state;
      if (shared) fields.push([key, fieldValue(running, subjectOf(running, other, id), key, { name: key, schema })]);
    }
  }
  return Object.fromEntries(fields);
}

/** Writes the current record anew; what is about no record changes nothing. */
function change(running: Running, make: (row: StoredRow, subject: Subject) => Partial<StoredRow>): undefined {
  const { subject } = running;
  if (subject === undefined) return undefined;
  const before = subject.row ?? blankRow(running);
  const { ended, ...rest } = { ...before, ...make(before, subject), version: before.version + 1 };
  const row: StoredRow = ended === undefined || ended === '' ? rest : { ...rest, ended };
  running.state = withRow(running.state, subject.table, String(subject.id), row);
  running.subject = { ...subject, row };
  return undefined;
}

const NOTHING: JsonObject = {};

function blankRow({ state }: Running): StoredRow {
  return { fields: NOTHING, first: NOTHING, version: 0, order: state.next };
}

function update(running: Running, subject: Subject, set: readonly Assignment[]): Partial<StoredRow> {
  const { table, row } = subject;
  const fields = assigned(running.call, set);
  const found = running.model.tables.get(table);
  if (found === undefined) return { fields: { ...row?.fields, ...fields } };
  const whole = withWholeMembers(running, found, fields);
  const version = nextVersion(running, subject, found, fields);
  return { fields: { ...row?.fields, ...version, ...takenOver(running, found, fields), ...whole } };
}

/** What is done once. */
const ONCE = /^(?:paid|settled|shipped|delivered|redeemed|returned)$/i;

/** What is closed cannot be closed again. */
function alreadySo({ subject, model }: Running, { state }: Of<'set state'>): Outcome | undefined {
  const table = model.tables.get(subject?.table ?? '');
  const now = subject?.row?.fields[table?.state ?? 'status'];
  if (
    subject === undefined ||
    !(isOver(state) || ONCE.test(state)) ||
    typeof now !== 'string' ||
    choiceLike(state, [now]) === undefined
  )
    return undefined;
  return fail('conflict', `The ${spoken(subject.table)} '${String(subject.id)}' is already ${now}.`);
}

/** The record's new state, in the table's own word for it; one that the table has no word for only ends the record. */
function moved(running: Running, step: Of<'set state'>, { fields }: StoredRow): Partial<StoredRow> {
  const table = running.model.tables.get(running.subject?.table ?? '');
  const key = table?.state ?? 'status';
  const choices = table?.fields.get(key)?.enum;
  const state =
    choices === undefined ? step.state : (choiceLike(step.state, choices) ?? revived(running, table, choices));
  const ended = step.ends ? step.state : '';
  return state === undefined ? { ended } : { fields: { ...fields, [key]: state }, ended };
}

/** What is brought back stands as it began, where the table has another word for that than the deed. */
function revived({ called }: Running, table: TableModel | undefined, choices: readonly Json[]): string | undefined {
  if (!REVIVING.has(called.verb)) return undefined;
  const open = choices.filter((choice): choice is string => typeof choice === 'string' && !isOver(choice));
  return statusFor('create', open) ?? open.find((choice) => table?.startStates.includes(choice)) ?? open[0];
}

function assertState(running: Running, step: Of<'assert state'>): Outcome | undefined {
  const { subject, model } = running;
  const table = model.tables.get(subject?.table ?? '');
  if (subject === undefined || table?.state === undefined) return undefined;
  const schema = table.fields.get(table.state) ?? { type: 'string' };
  const state = String(fieldValue(running, subject, table.state, { name: table.state, schema }));
  const allowed = step.in.some(
    (one) => one.toLowerCase() === state.toLowerCase() || choiceLike(one, [state]) !== undefined,
  );
  if (allowed) return undefined;
  return fail(
    'conflict',
    `The ${spoken(table.name)} '${String(subject.id)}' is ${state}; it has to be ${step.in.join(' or ')}.`,
  );
}

function changeCollection(running: Running, step: Of<'append' | 'remove'>): Outcome | undefined {
  const { subject, model } = running;
  if (subject === undefined) return undefined;
  const schema: JsonSchema = model.tables.get(subject.table)?.fields.get(step.field) ?? { type: 'array' };
  const before = fieldValue(running, subject, step.field, { name: step.field, schema });
  const members = Array.isArray(before) ? before : [];
  const given = membersOf(running, step.item, schema);
  const kept = members.filter((item) => !given.some((member) => isMember(item, member.given)));
  if (step.do === 'remove' && kept.length === members.length)
    return fail('not_found', `There is no such ${spoken(step.field)} to remove.`);
  const plain = given.filter(({ whole }) => isRecord(whole) || !members.includes(whole));
  const after = step.do === 'append' ? [...members, ...plain.map(({ whole }) => whole)] : kept;
  const told = step.do === 'append' ? toldOfRecord(running, subject, given) : NOTHING;
  // A total that was asked for is from now on what the members come to.
  return change(running, (row) => ({
    fields: {
      ...withoutTotals(row.fields),
      ...told,
      [step.field]: after,
    },
  }));
}

function withoutTotals(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !isTotal(key)));
}

/** Names of what a record comes to. */
const SUMS = ['total', 'subtotal', 'total_price', 'total_amount', 'amount'];

function takeMembers(running: Running, { table: name, field, into }: Of<'take members'>): Outcome | undefined {
  const { subject: made, model } = running;
  const [from, to] = [model.tables.get(name), model.tables.get(made?.table ?? '')];
  if (made?.row === undefined || from === undefined || to === undefined) return undefined;
  const held = subjectOf(running, name, ONLY);
  const members = fieldValue(running, held, field, {
    name: field,
    schema: from.fields.get(field) ?? { type: 'array' },
  });
  if (!Array.isArray(members) || members.length === 0) return fail('conflict', `The ${spoken(name)} is empty.`);
  const totals = SUMS.flatMap((key): [string, Json][] => {
    const [schema, own] = [from.fields.get(key), to.fields.get(key)];
    if (schema === undefined || own === undefined) return [];
    return [[key, fieldValue(running, held, key, { name: key, schema })]];
  });
  const fields = { ...made.row.fields, [into]: members, ...Object.fromEntries(totals) };
  const row = { ...made.row, fields, first: fields };
  running.state = withRow(running.state, made.table, String(made.id), row);
  running.subject = held;
  change(running, ({ fields: rest }) => ({ fields: { ...withoutTotals(rest), [field]: [] } }));
  running.subject = { ...made, row };
  return undefined;
}

/** Another quantity of the item in the cart; none of it left where that is nought. */
function changeMember(running: Running, step: Of<'change member'>): Outcome | undefined {
  const { subject, model } = running;
  if (subject === undefined) return undefined;
  const schema: JsonSchema = model.tables.get(subject.table)?.fields.get(step.field) ?? { type: 'array' };
  const before = fieldValue(running, subject, step.field, { name: step.field, schema });
  const members = Array.isArray(before) ? before : [];
  const named = memberOf(running, [step.by], schema).given;
  const found = members.find((item) => isMember(item, named));
  if (found === undefined) return fail('not_found', `There is no such ${spoken(step.field)} to change.`);
  const set = memberOf(running, step.set, schema).given as JsonObject;
  const gone = Object.entries(set).some(([name, value]) => value === 0 && /quantity|count/i.test(name));
  const after = members.flatMap((item) =>
    item !== found ? [item] : gone ? [] : [{ ...(item as JsonObject), ...set }],
  );
  return change(running, (row) => ({ fields: { ...withoutTotals(row.fields), [step.field]: after } }));
}

/** What an answer tells of the member as if it were the record's own: when the vaccine that was given is due again. */
function toldOfRecord(
  { called, model }: Running,
  { table }: Subject,
  given: readonly { readonly whole: Json }[],
): JsonObject {
  const [only] = given;
  if (given.length !== 1 || only === undefined || !isRecord(only.whole)) return NOTHING;
  const fields = model.tables.get(table)?.fields;
  const shown = called.response.properties ?? {};
  return Object.fromEntries(
    Object.entries(only.whole as JsonObject)
      .filter(([name]) => Object.hasOwn(shown, name) && fields?.has(fieldKey(name, table)) === true)
      .map(([name, value]) => [fieldKey(name, table), value]),
  );
}

/** Members that a call names: each value of a list is one. */
function membersOf(running: Running, item: readonly Assignment[], schema: JsonSchema): { given: Json; whole: Json }[] {
  const { given, whole } = memberOf(running, item, schema);
  return Array.isArray(given) ? given.map((value) => ({ given: value, whole: value })) : [{ given, whole }];
}

function memberOf(running: Running, item: readonly Assignment[], schema: JsonSchema): { given: Json; whole: Json } {
  const first = item[0];
  if (first?.field === '') {
    const value = argumentOf(running.call, first.argument) ?? null;
    return { given: value, whole: value };
  }
  const set = assigned(running.call, item);
  const items = typeof schema.items === 'object' && schema.items !== null ? schema.items : {};
  const properties = Object.keys(items.properties ?? {});
  const named = Object.fromEntries(
    Object.entries(set).map(([key, value]) => [properties.find((name) => sameKey(name, key)) ?? key, value] as const),
  );
  return { given: named, whole: wholeMember(running, items, named) };
}

function isMember(item: Json, given: Json): boolean {
  if (!isRecord(given)) return item === given;
  if (!isRecord(item)) return false;
  const same = Object.entries(given).filter(([key]) => Object.hasOwn(item, key));
  return same.length > 0 && same.every(([key, value]) => item[key] === value);
}

function ledger(running: Running, step: Of<'add' | 'subtract'>): Outcome | undefined {
  const amount = argumentOf(running.call, step.amount);
  if (typeof amount !== 'number') return undefined;
  const own = running.subject;
  const id = step.key === undefined ? ONLY : valuesOf(running.call, step.key)[0];
  if (step.table !== undefined && id === undefined) return undefined;
  const subject = step.table === undefined ? own : subjectOf(running, step.table, id as Json);
  if (subject === undefined) return undefined;
  const schema = running.model.tables.get(subject.table)?.fields.get(step.field) ?? { type: 'number' };
  const before = fieldValue(running, subject, step.field, { name: step.field, schema });
  if (typeof before !== 'number') return undefined;
  const closed = setState(running, subject);
  if (closed !== undefined && isOver(closed))
    return fail('conflict', `The ${spoken(subject.table)} '${String(subject.id)}' is ${closed}.`);
  if (step.do === 'subtract' && amount > before)
    return fail('conflict', `Not enough ${spoken(step.field)}: ${before} is left, ${amount} is asked for.`);
  const after = Number(
    (step.do === 'add' ? before + amount : before - amount).toFixed(typesOf(schema).includes('integer') ? 0 : 2),
  );
  running.subject = subject;
  change(running, (row) => ({ fields: { ...row.fields, [step.field]: after } }));
  if (step.table !== undefined) running.subject = own;
  return undefined;
}
