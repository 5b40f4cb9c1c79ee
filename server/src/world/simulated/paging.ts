import type { Json, JsonObject } from '../../json/index.ts';
import { flagWord } from './occupied.ts';
import type { PagingWhat, Source, StepSelect } from './plan.ts';
import { select } from './query.ts';
import { fieldValue, type Subject } from './records.ts';
import { argumentOf, type Running } from './running.ts';

/** Records a page holds where the call does not say. */
const PAGE = 20;

/** The part of the records that a call asks for. */
export function pageOf(call: JsonObject, step: StepSelect, subjects: readonly Subject[]): readonly Subject[] {
  const { from, size } = windowOf(call, step);
  return subjects.slice(from, from + size);
}

function windowOf(call: JsonObject, step: StepSelect): { readonly from: number; readonly size: number } {
  const limit = step.limit === undefined ? undefined : argumentOf(call, step.limit);
  const skip = step.offset === undefined ? undefined : argumentOf(call, step.offset);
  const size = typeof limit === 'number' ? Math.max(0, Math.floor(limit)) : PAGE;
  const number = typeof skip === 'number' ? Math.max(0, Math.floor(skip)) : 0;
  return { from: step.pages === true ? Math.max(0, number - 1) * size : number, size };
}

/** What an answer says of the page that it is. */
export function pagingValue({ called, call, total, selected }: Running, what: PagingWhat): Json | undefined {
  const step = called.plan.steps.find((one) => one.do === 'select');
  if (step?.do !== 'select') return undefined;
  const { from, size } = windowOf(call, step);
  switch (what) {
    case 'page':
      return size === 0 ? 1 : Math.floor(from / size) + 1;
    case 'size':
      return size;
    case 'offset':
      return from;
    case 'pages':
      return size === 0 ? 1 : Math.max(1, Math.ceil(total / size));
    case 'more':
      return from + selected.length < total;
  }
}

/** What the records that a call found, or else all of a table, come to in one field. */
export function aggregate(
  running: Running,
  { how, table: name, field, state }: Extract<Source, { from: 'aggregate' }>,
): Json | undefined {
  const table = running.model.tables.get(name);
  if (table === undefined) return undefined;
  const all = running.found ?? select(running, table, [], { one: false, base: [] }).subjects;
  const subjects =
    state === undefined
      ? all
      : all.filter((subject) => standsAs(running, subject, state, how === 'count' ? field : ''));
  if (how === 'count') return subjects.length;
  const schema = table.fields.get(field) ?? { type: 'number' };
  const values = subjects.map((subject) => fieldValue(running, subject, field, { name: field, schema }));
  const numbers = values.filter((value): value is number => typeof value === 'number');
  if (numbers.length === 0) return how === 'sum' ? 0 : undefined;
  const sum = numbers.reduce((all, value) => all + value, 0);
  const result =
    how === 'sum'
      ? sum
      : how === 'average'
        ? sum / numbers.length
        : how === 'least'
          ? Math.min(...numbers)
          : Math.max(...numbers);
  return Number(result.toFixed(2));
}

/** Whether a record stands so. */
export function standsAs(running: Running, subject: Subject, wanted: string, flag = ''): boolean {
  const table = running.model.tables.get(subject.table);
  const says = flagWord(flag);
  if (says !== undefined)
    return (
      (fieldValue(running, subject, flag, { name: flag, schema: { type: 'boolean' } }) === true) === (says === wanted)
    );
  const key = table?.state;
  if (key === undefined) return false;
  const schema = table?.fields.get(key) ?? { type: 'string' };
  return (subject.row?.ended ?? fieldValue(running, subject, key, { name: key, schema })) === wanted;
}
