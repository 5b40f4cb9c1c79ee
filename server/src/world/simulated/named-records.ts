import { isRecord, type Json } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import type { Outcome } from '../types.ts';
import { fail } from './errors.ts';
import { occupiedBy } from './occupation.ts';
import { flagWord, stateWord } from './occupied.ts';
import { write } from './reach.ts';
import { fieldValue, type Subject, subjectOf } from './records.ts';
import { argumentOf, type Running, valuesOf } from './running.ts';
import { spoken } from './standing.ts';
import type { Of } from './step-of.ts';

/** Refuses what there is no place for. */
export function assertLeft(running: Running, { table, key, field, amount }: Of<'assert left'>): Outcome | undefined {
  const [id] = valuesOf(running.call, key);
  if (id === undefined) return undefined;
  const left = numberOf(running, subjectOf(running, table, id), field);
  const asked = amount === undefined ? 1 : argumentOf(running.call, amount);
  if (left === undefined || typeof asked !== 'number' || asked <= left) return undefined;
  const few = left <= 0 ? 'has none left' : `has only ${left} left`;
  return fail('conflict', `The ${spoken(table)} '${String(id)}' ${few} (${spoken(field)}).`);
}

/** Somebody takes a thing that has to be free. */
export function occupy(running: Running, { table, key }: Of<'occupy'>): Outcome | undefined {
  for (const id of valuesOf(running.call, key)) {
    const subject = subjectOf(running, table, id);
    const free = freedom(running, subject);
    if (free === undefined) continue;
    if (free.now === free.taken) return fail('conflict', `The ${spoken(table)} '${String(id)}' is not available.`);
    write(running, subject, { fields: { [free.field]: free.taken } });
    if (running.subject?.table === table && running.subject.id === id) running.subject = subjectOf(running, table, id);
  }
  return undefined;
}

/** What the current record took is free again. */
export function setFree(running: Running, { table, via }: Of<'set free'>): undefined {
  const { subject, model } = running;
  const schema = model.tables.get(table)?.key ?? { type: 'string' };
  // Only what somebody took in so many words is known to be taken by this record.
  if (subject === undefined) return undefined;
  const id = fieldValue(running, subject, via, { name: via, schema });
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  const thing = subjectOf(running, table, id);
  const free = freedom(running, thing);
  if (free !== undefined && free.now !== free.free) write(running, thing, { fields: { [free.field]: free.free } });
  return undefined;
}

interface Freedom {
  readonly field: string;
  readonly now: Json;
  readonly free: Json;
  readonly taken: Json;
}

function freedom(running: Running, subject: Subject): Freedom | undefined {
  const table = running.model.tables.get(subject.table);
  const field = table === undefined ? undefined : occupiedBy(table);
  const schema = table?.fields.get(field ?? '');
  if (table === undefined || field === undefined || schema === undefined) return undefined;
  const now = fieldValue(running, subject, field, { name: field, schema });
  if (typesOf(schema).includes('boolean')) {
    const free = flagWord(field) === 'free';
    return { field, now, free, taken: !free };
  }
  const [free, taken] = [stateWord(schema.enum ?? [], 'free'), stateWord(schema.enum ?? [], 'taken')];
  return free === undefined || taken === undefined ? undefined : { field, now, free, taken };
}

/** A record that the call names stands otherwise from now on; what has a price does so when all of it is paid. */
export function setStateOf(running: Running, step: Of<'set state of'>): undefined {
  const { table: name, key, state } = step;
  const table = running.model.tables.get(name);
  if (table?.state === undefined) return undefined;
  for (const id of valuesOf(running.call, key)) {
    const subject = subjectOf(running, name, id);
    if (!isWhole(running, subject, step)) continue;
    write(running, subject, { fields: { [table.state]: state } });
  }
  return undefined;
}

/** Two records have what the other had. */
export function swap(running: Running, { table: name, keys, fields }: Of<'swap'>): undefined {
  const table = running.model.tables.get(name);
  const [one, other] = keys.map((key) => valuesOf(running.call, key)[0]);
  if (table === undefined || one === undefined || other === undefined) return undefined;
  const read = (id: Json) =>
    Object.fromEntries(
      fields.map((field) => [
        field,
        fieldValue(running, subjectOf(running, name, id), field, {
          name: field,
          schema: table.fields.get(field) ?? {},
        }),
      ]),
    );
  const [left, right] = [read(one), read(other)];
  write(running, subjectOf(running, name, one), { fields: right });
  write(running, subjectOf(running, name, other), { fields: left });
  if (running.subject !== undefined) running.subject = subjectOf(running, running.subject.table, running.subject.id);
  return undefined;
}

function isWhole(running: Running, subject: Subject, { amount, whole }: Of<'set state of'>): boolean {
  if (amount === undefined || whole === undefined) return true;
  const given = argumentOf(running.call, amount);
  const all = numberOf(running, subject, whole);
  const paid =
    running.model.tables.get(subject.table)?.fields.has('paid') === true
      ? numberOf(running, subject, 'paid')
      : undefined;
  return typeof given !== 'number' || all === undefined || Math.max(given, paid ?? 0) >= all - 0.005;
}

function numberOf(running: Running, subject: Subject, field: string): number | undefined {
  const schema = running.model.tables.get(subject.table)?.fields.get(field) ?? { type: 'number' };
  const value = fieldValue(running, subject, field, { name: field, schema });
  return typeof value === 'number' && !isRecord(value) ? value : undefined;
}
