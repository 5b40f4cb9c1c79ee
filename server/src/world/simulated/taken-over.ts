import type { Json, JsonObject } from '../../json/index.ts';
import type { TableModel, WorldModel } from './model.ts';
import { fieldValue, isShared, type Subject, subjectOf } from './records.ts';
import type { Running } from './running.ts';
import { rowsOf } from './state.ts';

/** What a record takes over from what was listed and from those it refers to. */
export function takenOver(running: Running, table: TableModel, set: JsonObject): JsonObject {
  return { ...asListed(running, table, set), ...inheritedAtBirth(running, table, set) };
}

/** Rows of a list without identifiers that are looked through. */
const MOST_LISTED = 60;

const nameless = new WeakMap<WorldModel, readonly TableModel[]>();

/** Tables whose records nothing identifies. */
function namelessTables(model: WorldModel): readonly TableModel[] {
  let known = nameless.get(model);
  if (known === undefined) {
    known = [...model.tables.values()].filter(({ entity }) => entity.identifiers.length === 0);
    nameless.set(model, known);
  }
  return known;
}

/** What a list told beside a value that is now taken: the fee of the seat that is chosen. */
function asListed(running: Running, table: TableModel, set: JsonObject): JsonObject {
  const fields: [string, Json][] = [];
  for (const [key, value] of Object.entries(set)) {
    if (typeof value !== 'string' || table.references.has(key)) continue;
    for (const other of namelessTables(running.model)) {
      const schema = other.fields.get(key);
      if (other === table || schema === undefined) continue;
      const rows = rowsOf(running.state, other.name).slice(-MOST_LISTED);
      const subjects = rows.map(([id, row]): Subject => ({ table: other.name, id, row })).reverse();
      const listed = subjects.find((subject) => fieldValue(running, subject, key, { name: key, schema }) === value);
      if (listed === undefined) continue;
      for (const [name, told] of other.fields) {
        const shared =
          table.fields.has(name) && isShared(name) && !other.references.has(name) && !Object.hasOwn(set, name);
        if (shared) fields.push([name, fieldValue(running, listed, name, { name, schema: told })]);
      }
    }
  }
  return Object.fromEntries(fields);
}

/** What a record takes over from those it refers to: the price of the flight that is booked. */
function inheritedAtBirth(running: Running, table: TableModel, set: JsonObject): JsonObject {
  const fields: [string, Json][] = [];
  for (const [via, other] of table.references) {
    const id = set[via];
    const there = running.model.tables.get(other);
    if (there === undefined || (typeof id !== 'string' && typeof id !== 'number')) continue;
    for (const [key, schema] of there.fields) {
      const shared =
        table.madeOf.has(other) &&
        table.fields.has(key) &&
        isShared(key) &&
        !there.references.has(key) &&
        key !== table.state;
      if (shared) fields.push([key, fieldValue(running, subjectOf(running, other, id), key, { name: key, schema })]);
    }
  }
  return Object.fromEntries(fields);
}
