import type { Json, JsonObject } from '../../json/index.ts';
import type { Outcome } from '../types.ts';
import { assigned } from './assigned.ts';
import { fail } from './errors.ts';
import { freshKey } from './fresh-keys.ts';
import { howManyOf, unitPriceOf } from './how-many.ts';
import type { TableModel } from './model.ts';
import { isNumber } from './number-schema.ts';
import { select } from './query.ts';
import { write } from './reach.ts';
import { fieldValue, type Subject } from './records.ts';
import { Row } from './row.ts';
import { argumentOf, type Running } from './running.ts';
import { spoken } from './standing.ts';
import { withRow } from './state.ts';
import type { Of } from './step-of.ts';

/** So much more, or less, of what somebody holds of something; it begins with the first that is bought and is gone with the last. */
export function hold(
  running: Running,
  { table: name, where, base, field, amount, way }: Of<'hold'>,
): Outcome | undefined {
  const table = running.model.tables.get(name);
  const much = argumentOf(running.call, amount);
  if (table === undefined || typeof much !== 'number') return undefined;
  const set = assigned(running.call, where);
  const wanted = Object.entries(set).map(([key, value]) => ({ field: key, test: '=' as const, argument: key, value }));
  // Of all that somebody holds, and not one that exists because it is asked for.
  const found = select(running, table, wanted, { one: false, base: base.map((key) => `${key} =`) });
  running.state = found.state;
  const [held] = found.subjects;
  const before =
    held === undefined ? 0 : fieldValue(running, held, field, { name: field, schema: table.fields.get(field) ?? {} });
  if (typeof before !== 'number') return undefined;
  if (way === 'subtract' && much > before)
    return fail('conflict', `Not enough ${spoken(name)}: ${before} is held, ${much} is asked for.`);
  const after = Number((way === 'add' ? before + much : before - much).toFixed(8));
  const price = way === 'add' ? priceOf(running) : undefined;
  const average = price === undefined ? {} : averaged(running, table, held, price, before, much);
  if (held !== undefined) {
    write(running, held, { fields: { [field]: after, ...average }, ...(after === 0 ? { gone: 'sold' } : {}) });
    return undefined;
  }
  const fields = { ...set, [field]: after, ...average };
  const row = new Row({ fields, first: fields, version: 1, order: running.state.next, made: true });
  running.state = withRow(running.state, name, String(freshKey(running, table)), row);
  return undefined;
}

/** What one of it cost in the record that was just made. */
function priceOf(running: Running): number | undefined {
  const { subject, model } = running;
  const table = model.tables.get(subject?.table ?? '');
  const many = table === undefined ? undefined : howManyOf(table);
  const field = table === undefined || many === undefined ? undefined : unitPriceOf(table.fields, many);
  if (subject === undefined || field === undefined) return undefined;
  const price = fieldValue(running, subject, field, { name: field, schema: table?.fields.get(field) ?? {} });
  return typeof price === 'number' ? price : undefined;
}

const AVERAGE = /^(?:average|avg|mean)_(?:price|cost)$|^(?:price|cost)_(?:average|basis)$/;

/** What one of it has cost on the whole. */
function averaged(
  running: Running,
  table: TableModel,
  held: Subject | undefined,
  price: number,
  before: number,
  more: number,
): JsonObject {
  const key = [...table.fields].find(([name, schema]) => AVERAGE.test(name) && isNumber(schema))?.[0];
  if (key === undefined) return {};
  const old: Json =
    held === undefined ? price : fieldValue(running, held, key, { name: key, schema: table.fields.get(key) ?? {} });
  const cost = (typeof old === 'number' ? old : price) * before + price * more;
  return { [key]: Number((cost / (before + more)).toFixed(2)) };
}
