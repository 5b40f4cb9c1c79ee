import { keyWords } from '../../english/index.ts';
import type { Json } from '../../json/index.ts';
import type { Outcome } from '../types.ts';
import { choiceLike } from './choices.ts';
import { fail } from './errors.ts';
import type { TableModel } from './model.ts';
import { isOver, REVIVING } from './names.ts';
import { fieldValue } from './records.ts';
import type { Running } from './running.ts';
import { spoken } from './standing.ts';
import type { StoredRow } from './state.ts';
import type { Of } from './step-of.ts';
import { statusFor } from './wording.ts';

/** What is done once. */
const ONCE = /^(?:paid|settled|shipped|delivered|redeemed|returned|collected|issued|filled)$/i;

/** What is closed cannot be closed again. */
export function alreadySo({ subject, model }: Running, { state }: Of<'set state'>): Outcome | undefined {
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
export function moved(running: Running, step: Of<'set state'>, { fields }: StoredRow): Partial<StoredRow> {
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
  const verb = called.verb || (keyWords(called.signature.name)[0] ?? '');
  if (!REVIVING.has(verb)) return undefined;
  const open = choices.filter((choice): choice is string => typeof choice === 'string' && !isOver(choice));
  return statusFor('create', open) ?? open.find((choice) => table?.startStates.includes(choice)) ?? open[0];
}

export function assertState(running: Running, step: Of<'assert state'>): Outcome | undefined {
  const { subject, model } = running;
  const table = model.tables.get(subject?.table ?? '');
  if (subject === undefined) return undefined;
  if (step.not !== undefined) {
    const now = subject.row?.fields[table?.state ?? 'status'];
    return typeof now === 'string' && step.not.includes(now)
      ? fail('conflict', `The ${spoken(subject.table)} '${String(subject.id)}' is ${said(now)} already.`)
      : undefined;
  }
  if (table?.state === undefined) return undefined;
  const schema = table.fields.get(table.state) ?? { type: 'string' };
  const state = String(fieldValue(running, subject, table.state, { name: table.state, schema }));
  const allowed = step.in.some(
    (one) => one.toLowerCase() === state.toLowerCase() || choiceLike(one, [state]) !== undefined,
  );
  if (allowed) return undefined;
  return fail(
    'conflict',
    `The ${spoken(table.name)} '${String(subject.id)}' is ${said(state)}; it has to be ${step.in.map(said).join(' or ')}.`,
  );
}

/** `checked_out` as people say it. */
function said(state: string): string {
  return state.replaceAll('_', ' ');
}
