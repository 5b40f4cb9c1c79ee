import type { JsonObject } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import { assigned, NOTHING } from './assigned.ts';
import { freshKey } from './fresh-keys.ts';
import type { TableModel } from './model.ts';
import type { Assignment } from './plan.ts';
import { fieldValue, type Subject } from './records.ts';
import { Row } from './row.ts';
import type { Running } from './running.ts';
import { withRow } from './state.ts';

/** The version that a record now has as one more entry of its history, where some function lists one. */
export function journal(running: Running, set: readonly Assignment[]): undefined {
  const { subject, model } = running;
  const table = model.tables.get(subject?.table ?? '');
  const history = model.tables.get(table?.journal?.table ?? '');
  if (subject === undefined || table?.journal === undefined || history === undefined) return;
  const key = versionField(table);
  const version = key === undefined ? undefined : subject.row?.fields[key];
  // What a version held is kept whole, so that it can be put back.
  const held = Object.entries(subject.row?.fields ?? NOTHING).filter(
    ([name]) => table.settable.has(name) && !table.references.has(name) && name !== key,
  );
  const told = Object.entries(assigned(running.call, set)).filter(([name]) => history.fields.has(name));
  const shared = Object.fromEntries([...held, ...told]);
  const numbered =
    version === undefined || key === undefined || !history.fields.has(key) ? NOTHING : { [key]: version };
  const fields = { ...shared, ...numbered, [table.journal.via]: subject.id };
  const row = new Row({ fields, first: fields, version: 1, order: running.state.next, made: true });
  running.state = withRow(running.state, history.name, String(freshKey(running, history)), row);
}

/** Names of a number that says how often a record was changed. */
const VERSIONS = ['revision', 'version', 'revision_number', 'version_number'];

export function versionField({ fields }: TableModel): string | undefined {
  return VERSIONS.find((key) => {
    const schema = fields.get(key);
    return schema !== undefined && typesOf(schema).includes('integer');
  });
}

/** What is new is in its first version. */
export function firstVersion(table: TableModel): JsonObject {
  const key = versionField(table);
  return key === undefined ? NOTHING : { [key]: 1 };
}

/** A change makes the next version. */
export function nextVersion(running: Running, subject: Subject, table: TableModel, set: JsonObject): JsonObject {
  const key = versionField(table);
  if (key === undefined || Object.hasOwn(set, key)) return NOTHING;
  const now = fieldValue(running, subject, key, { name: key, schema: table.fields.get(key) ?? { type: 'integer' } });
  return typeof now === 'number' ? { [key]: now + 1 } : NOTHING;
}
