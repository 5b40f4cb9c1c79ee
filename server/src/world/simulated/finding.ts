import type { Json } from '../../json/index.ts';
import type { Outcome } from '../types.ts';
import { fail } from './errors.ts';
import type { TableModel } from './model.ts';
import { REVIVING } from './names.ts';
import { NEAR_KEYS, wantedNear } from './near.ts';
import { inOrder } from './order.ts';
import { namedByOwner } from './owner-names.ts';
import { pageOf } from './paging.ts';
import type { Condition } from './plan.ts';
import { select, type Wanted } from './query.ts';
import { inLine } from './ranks.ts';
import { populationOf, subjectOf } from './records.ts';
import { argumentOf, type Running, valuesOf } from './running.ts';
import { missing, ONLY, overAlready, setState, spoken, tellsState } from './standing.ts';
import { rowOf } from './state.ts';
import type { Of } from './step-of.ts';

/** Finds the record that a call is about. */
export function get(running: Running, { table, key }: Of<'get'>): Outcome | undefined {
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

/** States in which nothing more is put in or taken out. A closed issue can still be commented on. */
const SHUT = /^(?:cancel|delet|remov|void|terminat|expir|archiv|deactivat|suspend|lock|frozen|revok)/i;

/** States in which nothing becomes a part of a record any more. */
const CLOSED = /^(?:clos|ended|finish|complet)/i;

export function check(running: Running, { table, key, open }: Of<'check'>): Outcome | undefined {
  const schema = running.called.signature.parameters.properties?.[key];
  for (const id of valuesOf(running.call, key)) {
    // A default is always there.
    if (typeof schema === 'object' && schema !== null && schema.default === id) continue;
    const problem = missing(running, table, id);
    if (problem !== undefined) return problem;
    const row = rowOf(running.state, table, String(id));
    const state = row === undefined ? undefined : setState(running, { table, id, row });
    const shut = state !== undefined && (SHUT.test(state) || (open === true && CLOSED.test(state)));
    if (shut && running.called.reading.writes && !REVIVING.has(running.called.verb))
      return fail('conflict', `The ${spoken(table)} '${String(id)}' is ${state}.`);
    if (row?.ended !== undefined && running.called.reading.writes)
      return fail('conflict', `The ${spoken(table)} '${String(id)}' has been ${row.ended}.`);
  }
  return undefined;
}

export function selectRecords(running: Running, step: Of<'select'>): Outcome | undefined {
  const table = running.model.tables.get(step.table);
  if (table === undefined) return undefined;
  if (step.where.some(isOneOfKeys)) return selectKeys(running, step, table);
  const wanted: Wanted[] = [];
  for (const condition of step.where) {
    const { field, test, argument } = condition;
    const asked = argumentOf(running.call, argument);
    if (condition.means !== undefined && asked !== true) continue;
    const value = condition.means ?? asked;
    if (!isNoWish(value, condition, table) && !isUsualNumber(running, value, condition))
      wanted.push({ field, test, argument, value: value as Json });
  }
  if (step.near !== undefined) wanted.push(...wantedNear((name) => argumentOf(running.call, name), step.near));
  // The base is some of the conditions: as many of them are all.
  const all = step.where.length + (step.near === undefined ? 0 : NEAR_KEYS);
  const base = step.base?.length === all ? undefined : step.base;
  const found = select(running, table, wanted, { one: step.one === true, base });
  const [first] = found.subjects;
  // What was made for it comes first; else its owner may know which one it is.
  const named = step.one === true && first?.row?.made !== true ? namedByOwner(running, table, wanted) : undefined;
  if (named !== undefined) {
    Object.assign(running, { total: 1, found: [named], selected: [named], subject: named });
    return undefined;
  }
  running.state = found.state;
  const telling = tellsState(running.called.plan);
  const subjects = telling ? found.subjects : found.subjects.filter(({ row }) => row?.ended === undefined);
  running.total = subjects.length;
  running.found = subjects;
  const sorted =
    step.sort !== undefined
      ? inOrder(running, table, step.sort, subjects)
      : isLine(table)
        ? inLine(subjects)
        : subjects;
  running.selected = pageOf(running.call, step, sorted);
  if (step.one !== true) return undefined;
  running.subject = sorted[0] ?? (wanted.length === 0 ? subjectOf(running, step.table, ONLY) : undefined);
  if (running.subject === undefined) return fail('not_found', `No ${spoken(step.table)} found.`);
  return undefined;
}

const lines = new WeakMap<TableModel, boolean>();

/** Records that stand in a line are told in its order. */
function isLine(table: TableModel): boolean {
  let known = lines.get(table);
  if (known === undefined) {
    known = [...table.levels.values()].some(({ is }) => is === 'rank');
    lines.set(table, known);
  }
  return known;
}

function isOneOfKeys({ field, test }: Condition): boolean {
  return field === 'id' && test === 'one of';
}

const ANY = new Set(['all', 'any', '*', 'both', 'every', 'everything']);

/** Left out, or a word for all there are. */
function isNoWish(value: Json | undefined, { field, test }: Condition, table: TableModel): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (typeof value !== 'string' || test !== '=' || !ANY.has(value.toLowerCase())) return false;
  const choices = table.fields.get(field)?.enum ?? [];
  return field === table.state || choices.length === 0 || choices.includes(value);
}

/** A number that is taken where nobody gives one narrows nothing: a slot of twenty minutes is any free slot. */
function isUsualNumber({ called }: Running, value: Json | undefined, { test, argument }: Condition): boolean {
  const schema = called.signature.parameters.properties?.[argument];
  return test === '=' && typeof value === 'number' && typeof schema === 'object' && schema?.default === value;
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
