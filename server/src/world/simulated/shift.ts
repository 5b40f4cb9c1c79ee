import type { Json } from '../../json/index.ts';
import { change } from './changes.ts';
import type { TimeUnit } from './plan.ts';
import { fieldValue } from './records.ts';
import { argumentOf, type Running } from './running.ts';
import type { Of } from './step-of.ts';

const MILLISECONDS: Readonly<Record<Exclude<TimeUnit, 'month' | 'year'>, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
};

/** Moves dates of the current record by a span of time. */
export function shift(running: Running, { fields, argument, unit, sign }: Of<'shift'>): undefined {
  const { subject, model } = running;
  const given = argumentOf(running.call, argument);
  if (subject === undefined || typeof given !== 'number') return undefined;
  const by = sign === 'earlier' ? -Math.abs(given) : given;
  const moved: Record<string, Json> = {};
  for (const field of fields) {
    const schema = model.tables.get(subject.table)?.fields.get(field) ?? { type: 'string' };
    const value = fieldValue(running, subject, field, { name: field, schema });
    const after = typeof value === 'string' ? later(value, by, unit) : undefined;
    if (after !== undefined) moved[field] = after;
  }
  return change(running, (row) => ({ fields: { ...row.fields, ...moved } }));
}

/** A date or a moment so much later, written as it was; undefined for a text that is neither. */
export function later(text: string, by: number, unit: TimeUnit): string | undefined {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const time = Date.parse(/T\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(text) ? `${text}Z` : text);
  if (Number.isNaN(time)) return undefined;
  const date = new Date(time);
  if (unit === 'month' || unit === 'year') {
    const wanted = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + (unit === 'year' ? 12 * by : by));
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    date.setUTCDate(Math.min(wanted, last));
  } else date.setTime(time + by * MILLISECONDS[unit]);
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return undefined;
  return day ? date.toISOString().slice(0, 10) : `${date.toISOString().slice(0, 19)}Z`;
}
