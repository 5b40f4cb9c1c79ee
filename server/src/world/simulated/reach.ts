import type { Json } from '../../json/index.ts';
import { choiceLike } from './choices.ts';
import type { TableModel } from './model.ts';
import { endsRecord, isOver } from './names.ts';
import { fieldValue, populationOf, type Reader, type Subject, subjectOf } from './records.ts';
import { Row } from './row.ts';
import type { Running } from './running.ts';
import { rowsOf, type StoredRow, withRow } from './state.ts';

/** What a deed does to one record, done to those that depend on it too. */
export type Reaching = { readonly gone: string } | { readonly state: string };

/** Tables that depend on others in a ring end somewhere. */
const MAX_DEPTH = 8;

/** Does to the parts of a record what was done to it: cards of a closed account are closed, those of a deleted one are gone. */
export function reachDependents(running: Running, { table, id }: Subject, deed: Reaching, depth = 0): void {
  for (const { table: name, via } of running.model.tables.get(table)?.dependents ?? []) {
    const dependent = running.model.tables.get(name);
    if (dependent === undefined || depth > MAX_DEPTH) continue;
    for (const part of recordsWith(running, dependent, via, id)) {
      const after = 'gone' in deed ? { gone: deed.gone } : ended(running, dependent, part, deed.state);
      if (after === undefined) continue;
      write(running, part, after);
      reachDependents(running, part, deed, depth + 1);
    }
  }
}

/** Records of a table that name another in a field: those written or found, and those there from the start. */
export function recordsWith(reader: Reader, table: TableModel, via: string, id: Json): Subject[] {
  const asked = { name: via, schema: table.fields.get(via) ?? { type: table.numeric ? 'integer' : 'string' } };
  return everyRecord(reader, table).filter((subject) => String(fieldValue(reader, subject, via, asked)) === String(id));
}

/** Records of a table that are there: those written or found, and those there from the start. */
export function everyRecord(reader: Reader, table: TableModel): Subject[] {
  const stored = rowsOf(reader.state, table.name);
  const known = new Set(stored.map(([key]) => key));
  const typed = (key: string): Json => (table.numeric ? Number(key) : key);
  const all = [
    ...stored.map(([key, row]): Subject => ({ table: table.name, id: typed(key), row })),
    ...populationOf(reader, table.name)
      .filter((other) => !known.has(String(other)))
      .map((other) => subjectOf(reader, table.name, other)),
  ];
  return all.filter((subject) => subject.row?.gone === undefined);
}

/** The state of a part, where its table has the word for it and it is not over already. */
function ended(running: Running, table: TableModel, part: Subject, state: string): Change | undefined {
  const word = wordFor(table, state);
  if (word === undefined || table.state === undefined) return undefined;
  const schema = table.fields.get(table.state) ?? { type: 'string' };
  const now = fieldValue(running, part, table.state, { name: table.state, schema });
  if (part.row?.ended !== undefined || (typeof now === 'string' && isOver(now))) return undefined;
  return { fields: { [table.state]: word }, ...(endsRecord(word) ? { ended: word } : {}) };
}

/** States that a whole shares with its parts; what is completed or returned says nothing of them. */
const SHARED = /^(?:cancel|clos|delet|remov|void|terminat|expir|archiv|revok|deactivat|discard|withdr)/i;

/** A table's own word for the state of what its records are part of. */
export function wordFor({ fields, state: key }: TableModel, state: string): string | undefined {
  if (key === undefined || !SHARED.test(state)) return undefined;
  const choices = fields.get(key)?.enum;
  return choices === undefined ? state : choiceLike(state, choices);
}

interface Change {
  readonly fields?: StoredRow['fields'];
  readonly gone?: string;
  readonly ended?: string;
}

/** Writes one record that the call is not about. */
export function write(running: Running, { table, id, row }: Subject, { fields, gone, ended }: Change): void {
  const next = new Row({
    fields: { ...row?.fields, ...fields },
    first: row?.first ?? {},
    version: (row?.version ?? 0) + 1,
    order: row?.order ?? running.state.next,
    made: row?.made,
    gone: gone ?? row?.gone,
    ended: ended ?? row?.ended,
  });
  running.state = withRow(running.state, table, String(id), next);
}
