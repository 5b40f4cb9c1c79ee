import type { Json } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import type { Outcome } from '../types.ts';
import { change } from './changes.ts';
import { fail } from './errors.ts';
import { isOver } from './names.ts';
import { fieldValue, subjectOf } from './records.ts';
import { argumentOf, type Running, valuesOf } from './running.ts';
import { ONLY, setState, spoken } from './standing.ts';
import type { Of } from './step-of.ts';

/** Moves a balance by the amount that a call names. */
export function ledger(running: Running, step: Of<'add' | 'subtract'>): Outcome | undefined {
  const own = running.subject;
  const told =
    step.by ?? (step.worth === undefined ? argumentOf(running.call, step.amount) : worthOf(running, step.worth));
  if (typeof told !== 'number') return undefined;
  const id =
    step.via !== undefined
      ? referredBy(running, step.via)
      : step.key === undefined
        ? ONLY
        : valuesOf(running.call, step.key)[0];
  if (step.table !== undefined && id === undefined) return undefined;
  const subject = step.table === undefined ? own : subjectOf(running, step.table, id as Json);
  if (subject === undefined) return undefined;
  const schema = running.model.tables.get(subject.table)?.fields.get(step.field) ?? { type: 'number' };
  const before = fieldValue(running, subject, step.field, { name: step.field, schema });
  if (typeof before !== 'number') return undefined;
  const amount = step.percent === true ? (before * told) / 100 : told;
  const closed = setState(running, subject);
  if (closed !== undefined && isOver(closed))
    return fail('conflict', `The ${spoken(subject.table)} '${String(subject.id)}' is ${closed}.`);
  if (step.do === 'subtract' && amount > before && step.below !== true)
    return fail('conflict', notEnough(step, before, amount));
  const after = Number(
    (step.do === 'add' ? before + amount : before - amount).toFixed(typesOf(schema).includes('integer') ? 0 : 2),
  );
  running.subject = subject;
  change(running, (row) => ({ fields: { ...row.fields, [step.field]: after } }));
  if (step.table !== undefined) running.subject = own;
  return undefined;
}

function notEnough({ field, by }: Of<'add' | 'subtract'>, before: number, amount: number): string {
  if (by !== undefined) return `There are no ${spoken(field.replace(/_?(?:left|remaining)_?/, ''))}s left.`;
  return `Not enough ${spoken(field)}: ${before} is left, ${amount} is asked for.`;
}

/** The record that a field of the current one names. */
function referredBy(running: Running, via: string): Json | undefined {
  const { subject, model } = running;
  if (subject === undefined) return undefined;
  const schema = model.tables.get(subject.table)?.fields.get(via) ?? { type: 'string' };
  return fieldValue(running, subject, via, { name: via, schema });
}

/** A number of the current record: what a voucher is worth. */
function worthOf(running: Running, field: string): Json | undefined {
  const { subject, model } = running;
  const schema = model.tables.get(subject?.table ?? '')?.fields.get(field) ?? { type: 'number' };
  return subject === undefined ? undefined : fieldValue(running, subject, field, { name: field, schema });
}
