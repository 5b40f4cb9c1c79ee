import { type Json, type JsonObject, type JsonSchema, put } from '../../json/index.ts';
import type { TableModel, WorldModel } from './model.ts';
import { type Asked, fieldValue, isShared, type Subject, subjectOf } from './records.ts';
import type { Running } from './running.ts';
import { own, rowsOf } from './state.ts';

/** What a record takes over from what was listed and from those it refers to. */
export function takenOver(running: Running, table: TableModel, set: JsonObject): JsonObject {
  const { lists, parents } = sourcesOf(running.model, table);
  const fields: Record<string, Json> = {};
  if (lists.size > 0) addListed(fields, running, lists, set);
  for (const parent of parents) addInherited(fields, running, parent, set);
  return fields;
}

type Field = readonly [key: string, schema: JsonSchema];

/** A list without identifiers that has a field of the record's. */
interface Listed {
  readonly table: string;
  readonly schema: JsonSchema;
  /** Fields that it shares with the record. */
  readonly shared: readonly Field[];
}

/** What a record is made of, and the fields that it takes over from there. */
interface Parent {
  readonly via: string;
  readonly table: string;
  readonly shared: readonly Field[];
}

/** Where the records of a table take fields over from. */
interface Sources {
  /** By the field that is looked for. */
  readonly lists: ReadonlyMap<string, readonly Listed[]>;
  readonly parents: readonly Parent[];
}

const known = new WeakMap<TableModel, Sources>();

function sourcesOf(model: WorldModel, table: TableModel): Sources {
  let sources = known.get(table);
  if (sources === undefined) {
    sources = { lists: listsOf(model, table), parents: parentsOf(model, table) };
    known.set(table, sources);
  }
  return sources;
}

function listsOf({ tables }: WorldModel, table: TableModel): Map<string, Listed[]> {
  const lists = new Map<string, Listed[]>();
  for (const other of tables.values()) {
    if (other.entity.identifiers.length > 0 || other === table) continue;
    const shared = [...other.fields].filter(
      ([name]) => table.fields.has(name) && isShared(name) && !other.references.has(name),
    );
    if (shared.length === 0) continue;
    for (const [key, schema] of other.fields) {
      if (table.references.has(key)) continue;
      const found = lists.get(key) ?? [];
      lists.set(key, found);
      found.push({ table: other.name, schema, shared });
    }
  }
  return lists;
}

function parentsOf({ tables }: WorldModel, table: TableModel): Parent[] {
  return [...table.references].flatMap(([via, other]): Parent[] => {
    const there = table.madeOf.has(other) ? tables.get(other) : undefined;
    if (there === undefined) return [];
    const shared = [...there.fields].filter(
      ([key]) => table.fields.has(key) && isShared(key) && !there.references.has(key) && key !== table.state,
    );
    return shared.length === 0 ? [] : [{ via, table: other, shared }];
  });
}

/** Rows of a list without identifiers that are looked through. */
const MOST_LISTED = 60;

/** What a list told beside a value that is now taken: the fee of the seat that is chosen. */
function addListed(fields: Record<string, Json>, running: Running, lists: Sources['lists'], set: JsonObject): void {
  for (const key of Object.keys(set)) {
    const value = set[key];
    if (typeof value !== 'string') continue;
    for (const { table, schema, shared } of lists.get(key) ?? []) {
      const listed = lastTelling(running, table, { name: key, schema }, value);
      if (listed === undefined) continue;
      for (const [name, told] of shared)
        if (!Object.hasOwn(set, name)) put(fields, name, fieldValue(running, listed, name, { name, schema: told }));
    }
  }
}

/** The record that came up last of those that tell a value. */
function lastTelling(running: Running, table: string, asked: Asked, value: string): Subject | undefined {
  const rows = rowsOf(running.state, table);
  for (let at = rows.length - 1; at >= Math.max(0, rows.length - MOST_LISTED); at -= 1) {
    const [id, row] = rows[at] as (typeof rows)[number];
    const subject: Subject = { table, id, row };
    if (fieldValue(running, subject, asked.name, asked) === value) return subject;
  }
  return undefined;
}

/** What a record takes over from one that it refers to: the price of the flight that is booked. */
function addInherited(
  fields: Record<string, Json>,
  running: Running,
  { via, table, shared }: Parent,
  set: JsonObject,
): void {
  const id = own(set, via);
  if (typeof id !== 'string' && typeof id !== 'number') return;
  const parent = subjectOf(running, table, id);
  for (const [key, schema] of shared) put(fields, key, fieldValue(running, parent, key, { name: key, schema }));
}
