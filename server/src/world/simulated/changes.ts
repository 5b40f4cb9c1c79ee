import { assigned, NOTHING } from './assigned.ts';
import { formOf } from './derive.ts';
import { withWholeMembers } from './members.ts';
import type { Assignment } from './plan.ts';
import type { Subject } from './records.ts';
import { Row } from './row.ts';
import type { Running } from './running.ts';
import { type StoredRow, withRow } from './state.ts';
import type { Of } from './step-of.ts';
import { takenOver } from './taken-over.ts';
import { isoDate, todayOf } from './values/profile.ts';
import { nextVersion } from './versions.ts';

/** Writes the current record anew; what is about no record changes nothing. */
export function change(running: Running, make: (row: StoredRow, subject: Subject) => Changed): undefined {
  const { subject } = running;
  if (subject === undefined) return undefined;
  const before = subject.row ?? blankRow(running);
  const { fields, gone, ended } = make(before, subject);
  const over = ended ?? before.ended;
  const row = new Row({
    fields: fields ?? before.fields,
    first: before.first,
    version: before.version + 1,
    order: before.order,
    made: before.made,
    gone: gone ?? before.gone,
    ended: over === '' ? undefined : over,
  });
  running.state = withRow(running.state, subject.table, String(subject.id), row);
  running.subject = { table: subject.table, id: subject.id, row };
  return undefined;
}

/** What a step makes anew of a record; an empty text for what ended it means that nothing does any more. */
export type Changed = Partial<Pick<StoredRow, 'fields' | 'gone' | 'ended'>>;

/** A record that was only found: nothing of it is set. */
export function blankRow({ state }: Running): StoredRow {
  return { fields: NOTHING, first: NOTHING, version: 0, order: state.next };
}

/** Takes values off the current record, which stands again as it began. */
export function unset(running: Running, { fields, state }: Of<'unset'>): undefined {
  const key = running.model.tables.get(running.subject?.table ?? '')?.state;
  const back = state === undefined || key === undefined ? {} : { [key]: state };
  const none = Object.fromEntries(fields.map((field) => [field, null]));
  return change(running, (row) => ({ fields: { ...row.fields, ...none, ...back }, ended: '' }));
}

/** What is done now has the day, or the moment, of now. */
export function stamp(running: Running, { field }: Of<'stamp'>): undefined {
  const { model, state, subject } = running;
  const schema = model.tables.get(subject?.table ?? '')?.fields.get(field) ?? {};
  const today = todayOf(state.seed);
  const moment = `${new Date(today + NINE_O_CLOCK).toISOString().slice(0, 19)}Z`;
  const value = formOf(field, schema) === 'date' ? isoDate(today) : moment;
  return change(running, (row) => ({ fields: { ...row.fields, [field]: value } }));
}

const NINE_O_CLOCK = 9 * 3_600_000;

export function update(running: Running, subject: Subject, set: readonly Assignment[]): Changed {
  const { table, row } = subject;
  const fields = assigned(running.call, set);
  const found = running.model.tables.get(table);
  if (found === undefined) return { fields: { ...row?.fields, ...fields } };
  const whole = withWholeMembers(running, found, fields);
  const version = nextVersion(running, subject, found, fields);
  return { fields: { ...row?.fields, ...version, ...takenOver(running, found, fields), ...whole } };
}
