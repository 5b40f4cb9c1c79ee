import { type Json, type JsonObject, type JsonSchema, put } from '../../json/index.ts';
import type { TableModel, WorldModel } from './model.ts';
import { type Asked, fieldValue, isShared, type Subject, subjectOf } from './records.ts';
import type { Running } from './running.ts';
import { own, rowsOf } from './state.ts';
import { followsFromMany } from './taken-price.ts';

/** What a record takes over from what was listed and from those it refers to. */
export function takenOver(running: Running, table: TableModel, set: JsonObject): JsonObject {
  const { lists, parents } = sourcesOf(running.model, table);
  const fields: Record<string, Json> = {};
  if (lists.size > 0) addListed(fields, running, lists, set);
  for (const parent of parents) addInherited(fields, running, parent, set);
  // And what those it now names say: the blood of the donor.
  for (const parent of parents)
    if (!Object.hasOwn(set, parent.via) && Object.hasOwn(fields, parent.via))
      addInherited(fields, running, parent, fields);
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

function parentsOf(model: WorldModel, table: TableModel): Parent[] {
  const { tables } = model;
  return [...table.references].flatMap(([via, other]): Parent[] => {
    const there = table.madeOf.has(other) ? tables.get(other) : undefined;
    if (there === undefined) return [];
    const shared = [...there.fields].filter(
      ([key]) =>
        table.fields.has(key) &&
        isShared(key) &&
        key !== table.state &&
        !table.levels.has(key) &&
        !followsFromMany(model, table, key) &&
        // Whose appointment it was, gave the blood: the same record is named by both.
        there.references.get(key) === table.references.get(key),
    );
    return shared.length === 0 ? [] : [{ via, table: other, shared }];
  });
}

/** Rows of a list without identifiers that are looked through. */
const MAX_LISTED = 60;

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
  for (let at = rows.length - 1; at >= Math.max(0, rows.length - MAX_LISTED); at -= 1) {
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
  for (const [key, schema] of shared)
    if (!Object.hasOwn(fields, key)) put(fields, key, fieldValue(running, parent, key, { name: key, schema }));
}

/** What is made beside a record has what that has: the invoice of a job its client and its price. */
export function fromOwn(running: Running, table: TableModel, own: Subject): JsonObject {
  return sharedOf(running, table, own);
}

/** What a call names without the new record's keeping it: the donor of the appointment at which blood was given. */
export function takenFromNamed(running: Running, table: TableModel): JsonObject {
  const fields: Record<string, Json> = {};
  const kept = new Set(table.references.values());
  for (const [argument, name] of running.called.names) {
    const id = own(running.call, argument);
    if (kept.has(name) || name === table.name || (typeof id !== 'string' && typeof id !== 'number')) continue;
    Object.assign(fields, sharedOf(running, table, subjectOf(running, name, id)));
  }
  return fields;
}

function sharedOf(running: Running, table: TableModel, from: Subject): JsonObject {
  const there = running.model.tables.get(from.table);
  const fields: Record<string, Json> = {};
  if (there === undefined) return fields;
  for (const [key, schema] of there.fields) {
    const same = table.fields.has(key) && there.references.get(key) === table.references.get(key);
    // Only what it names is sure to be the same; a price is what is billed.
    if (same && table.references.has(key) && key !== table.state)
      put(fields, key, fieldValue(running, from, key, { name: key, schema }));
  }
  const price = ['price', 'total', 'total_price', 'amount'].find((key) => there.fields.has(key));
  const bill = ['amount', 'total', 'total_amount'].find((key) => table.fields.has(key));
  if (price !== undefined && bill !== undefined && from.table !== table.name)
    put(fields, bill, fieldValue(running, from, price, { name: price, schema: there.fields.get(price) ?? {} }));
  return fields;
}
