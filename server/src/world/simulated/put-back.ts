import type { Json } from '../../json/index.ts';
import type { Outcome } from '../types.ts';
import { change } from './changes.ts';
import { notFound } from './errors.ts';
import type { TableModel } from './model.ts';
import { recordsWith } from './reach.ts';
import { fieldValue, type Subject, subjectOf } from './records.ts';
import { type Running, valuesOf } from './running.ts';
import { missing, spoken } from './standing.ts';
import { own } from './state.ts';
import type { Of } from './step-of.ts';
import { journal, nextVersion, versionField } from './versions.ts';

/** Makes the current record again what it was in an earlier version; that is one more version of it. */
export function putBack(running: Running, step: Of<'put back'>): Outcome | undefined {
  const { subject, model } = running;
  const table = model.tables.get(subject?.table ?? '');
  const [named] = valuesOf(running.call, step.argument);
  if (subject === undefined || table === undefined || named === undefined) return undefined;
  const version = versionNamed(running, table, subject, step, named);
  if (version === undefined) return notFound(spoken(step.table), String(named));
  if ('ok' in version) return version;
  const held = heldBy(running, table, version);
  change(running, (row) => ({ fields: { ...row.fields, ...held, ...nextVersion(running, subject, table, held) } }));
  return journal(running, []);
}

/** The version that an argument names, if it is one of this record. */
function versionNamed(
  running: Running,
  table: TableModel,
  subject: Subject,
  { table: name, by }: Of<'put back'>,
  named: Json,
): Subject | Outcome | undefined {
  const history = running.model.tables.get(name);
  const via = table.journal?.via;
  if (history === undefined || via === undefined) return undefined;
  if (by === 'number') {
    const key = versionField(history);
    const schema = history.fields.get(key ?? '');
    return recordsWith(running, history, via, subject.id).find(
      (one) =>
        key !== undefined && schema !== undefined && fieldValue(running, one, key, { name: key, schema }) === named,
    );
  }
  const problem = missing(running, name, named);
  if (problem !== undefined) return problem;
  const version = subjectOf(running, name, named);
  const schema = history.fields.get(via) ?? table.key;
  const owner = fieldValue(running, version, via, { name: via, schema });
  return String(owner) === String(subject.id) ? version : undefined;
}

/** What a record held in a version: as it was kept, else as the version tells it. */
function heldBy(running: Running, table: TableModel, version: Subject): Record<string, Json> {
  const held: Record<string, Json> = {};
  const numbers = versionField(table);
  const history = running.model.tables.get(version.table);
  for (const key of table.settable) {
    const schema = history?.fields.get(key) ?? table.fields.get(key);
    if (schema === undefined || key === numbers || table.references.has(key)) continue;
    const kept = version.row === undefined ? undefined : own(version.row.fields, key);
    if (kept === undefined && version.row?.made === true) continue;
    held[key] = kept ?? fieldValue(running, version, key, { name: key, schema });
  }
  return held;
}
