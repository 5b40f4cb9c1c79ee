import { assigned, NOTHING } from './assigned.ts';
import { withWholeMembers } from './members.ts';
import type { Assignment } from './plan.ts';
import type { Subject } from './records.ts';
import type { Running } from './running.ts';
import { Row } from './row.ts';
import { type StoredRow, withRow } from './state.ts';
import { takenOver } from './taken-over.ts';
import { nextVersion } from './versions.ts';

/** Writes the current record anew; what is about no record changes nothing. */
export function change(running: Running, make: (row: StoredRow, subject: Subject) => Partial<StoredRow>): undefined {
  const { subject } = running;
  if (subject === undefined) return undefined;
  const before = subject.row ?? blankRow(running);
  const { ended, ...rest } = { ...before, ...make(before, subject), version: before.version + 1 };
  const row = new Row(ended === undefined || ended === '' ? rest : { ...rest, ended });
  running.state = withRow(running.state, subject.table, String(subject.id), row);
  running.subject = { ...subject, row };
  return undefined;
}

function blankRow({ state }: Running): StoredRow {
  return { fields: NOTHING, first: NOTHING, version: 0, order: state.next };
}

export function update(running: Running, subject: Subject, set: readonly Assignment[]): Partial<StoredRow> {
  const { table, row } = subject;
  const fields = assigned(running.call, set);
  const found = running.model.tables.get(table);
  if (found === undefined) return { fields: { ...row?.fields, ...fields } };
  const whole = withWholeMembers(running, found, fields);
  const version = nextVersion(running, subject, found, fields);
  return { fields: { ...row?.fields, ...version, ...takenOver(running, found, fields), ...whole } };
}
