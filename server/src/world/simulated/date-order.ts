import { rangesAmong } from '../../english/index.ts';
import type { Json, JsonObject } from '../../json/index.ts';
import type { Random } from '../../random/index.ts';
import type { Outcome } from '../types.ts';
import { assigned } from './assigned.ts';
import { fail } from './errors.ts';
import type { FunctionModel, TableModel } from './model.ts';
import type { Assignment } from './plan.ts';
import type { Proposing } from './proposing.ts';
import { fieldValue, type Subject, subjectOf } from './records.ts';
import type { Running } from './running.ts';
import { spoken } from './standing.ts';

const DAY_MS = 86_400_000;
const MOMENT = /^\d{4}-\d\d-\d\d(?:$|T\d\d:\d\d)/;
/** What is made longer does not end sooner. */
const LONGER = /^(?:extend|prolong|lengthen)$/;

/** A change that would let a record end before it begins, or that would make shorter what is extended. */
export function endsTooSoon(running: Running, set: readonly Assignment[]): Outcome | undefined {
  const { subject, model, called } = running;
  const table = model.tables.get(subject?.table ?? '');
  if (subject === undefined || table === undefined) return undefined;
  const given = assigned(running.call, set);
  for (const [field, value] of Object.entries(given)) {
    if (typeof value !== 'string' || !MOMENT.test(value)) continue;
    const start = startOf(table, field);
    const begins = start === undefined ? undefined : (given[start] ?? kept(running, subject, table, start));
    if (typeof begins === 'string' && MOMENT.test(begins) && value.slice(0, 10) < begins.slice(0, 10))
      return fail('conflict', `The ${said(field)} cannot be before the ${said(start ?? '')}, ${begins.slice(0, 10)}.`);
    const ends = LONGER.test(called.verb) ? kept(running, subject, table, field) : undefined;
    if (typeof ends === 'string' && MOMENT.test(ends) && value.slice(0, 10) < ends.slice(0, 10))
      return fail(
        'conflict',
        `The ${said(field)} of the ${spoken(table.name)} is ${ends.slice(0, 10)}; it can only be moved to a later day.`,
      );
  }
  return undefined;
}

/** Days that a user extends something by, at most. */
const MOST_DAYS = 9;

/** Arguments with the new end of a record after the one that it has, and after its start; what is `known` stays. */
export function laterThanKept(proposing: Proposing, values: JsonObject, known: JsonObject, random: Random): JsonObject {
  const { called, model } = proposing;
  const found = endOf(called);
  const id = found === undefined ? undefined : values[found.key];
  const table = model.tables.get(found?.table ?? '');
  if (found === undefined || table === undefined || (typeof id !== 'string' && typeof id !== 'number')) return values;
  const subject = subjectOf(proposing, found.table, id);
  const later = { ...values };
  for (const { argument, field } of found.set) {
    const value = values[argument];
    if (Object.hasOwn(known, argument) || typeof value !== 'string' || !MOMENT.test(value)) continue;
    const start = startOf(table, field);
    const least = [start, LONGER.test(called.verb) ? field : undefined].flatMap((name) => {
      const told = name === undefined ? undefined : kept(proposing, subject, table, name);
      return typeof told === 'string' && MOMENT.test(told) ? told.slice(0, 10) : [];
    });
    const [last] = least.sort().reverse();
    if (last === undefined || value.slice(0, 10) > last) continue;
    const day = new Date(Date.parse(last) + (1 + random.below(MOST_DAYS)) * DAY_MS).toISOString().slice(0, 10);
    later[argument] = `${day}${value.slice(10)}`;
  }
  return later;
}

/** The record that a call changes, and what it is told anew. */
function endOf({ plan }: FunctionModel) {
  const get = plan.steps.find((step) => step.do === 'get');
  const update = plan.steps.find((step) => step.do === 'update');
  if (get?.do !== 'get' || get.key === undefined || update?.do !== 'update') return undefined;
  const set = update.set.flatMap(({ field, argument }) =>
    typeof argument === 'string' && typeof field === 'string' ? [{ field, argument }] : [],
  );
  return { table: get.table, key: get.key, set };
}

/** The field that a record begins at, for the field that it ends at. */
function startOf({ fields, name }: TableModel, end: string): string | undefined {
  return rangesAmong([...fields.keys()], name).find((range) => range.end === end)?.start;
}

function kept(reader: Parameters<typeof fieldValue>[0], subject: Subject, table: TableModel, name: string): Json {
  const set = subject.row?.fields[name];
  if (set !== undefined) return set;
  const schema = table.fields.get(name);
  return schema === undefined ? null : fieldValue(reader, subject, name, { name, schema });
}

/** `check_out_date` as people say it. */
function said(field: string): string {
  return field.replaceAll('_', ' ');
}
