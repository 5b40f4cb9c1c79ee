import { blankRow } from './changes.ts';
import type { TableModel } from './model.ts';
import type { Wanted } from './query.ts';
import { fieldValue, type Subject, subjectOf } from './records.ts';
import { Row } from './row.ts';
import type { Running } from './running.ts';
import { withRow } from './state.ts';

/**
 * The one record of a table that what it belongs to names: the invoice read by its session is the one that the session's
 * own `invoice_id` says. Undefined where the owner names none, or several ways lead there.
 */
export function namedByOwner(running: Running, table: TableModel, wanted: readonly Wanted[]): Subject | undefined {
  const [only, ...others] = wanted;
  if (only === undefined || others.length > 0 || only.test !== '=') return undefined;
  const owner = running.model.tables.get(table.references.get(only.field) ?? '');
  if (owner === undefined || owner === table) return undefined;
  const [via, ...more] = [...owner.references].flatMap(([field, to]) => (to === table.name ? [field] : []));
  if (via === undefined || more.length > 0) return undefined;
  const schema = owner.fields.get(via) ?? { type: 'string' };
  const id = fieldValue(running, subjectOf(running, owner.name, only.value), via, { name: via, schema });
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  const found = subjectOf(running, table.name, id);
  if (found.row?.gone !== undefined) return undefined;
  const before = found.row ?? blankRow(running);
  const row = new Row({ ...before, fields: { ...before.fields, [only.field]: only.value } });
  running.state = withRow(running.state, table.name, String(id), row);
  return { table: table.name, id, row };
}
