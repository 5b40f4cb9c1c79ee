import { isRecord, type Json, type JsonObject } from '../../json/index.ts';
import { emptyTrie, isTrie, type Trie, trieEntries, trieGet, trieSet } from './trie.ts';

/** What calls made of one record. What they left alone follows from the seed and is stored nowhere. */
export interface StoredRow {
  /** Values that were set, by field key. */
  readonly fields: JsonObject;
  /** The same as it was when the record came to be or was found; what is made of a record goes by this. */
  readonly first: JsonObject;
  /** Grows with every write; 0 for a record that was only found. */
  readonly version: number;
  /** Place in the order in which records came to be. */
  readonly order: number;
  /** Inserted in this session. */
  readonly made?: true;
  /** How it ended: `deleted`. A record that is merely cancelled stays, and says so. */
  readonly gone?: string;
  /** State that ended it, where it stays on record: `cancelled`. */
  readonly ended?: string;
}

/** One table: records by identifier as text. */
export type Table = Trie<StoredRow>;

/**
 * State of the simulated world: plain JSON, replaced and never changed. It holds what was written, and which records
 * searches brought up; everything else follows from the seed.
 */
export interface DatabaseState {
  readonly seed: string;
  readonly tables: Readonly<Record<string, Table>>;
  /** Number of the next record. */
  readonly next: number;
  readonly loggedIn: boolean;
  /** Premise functions that have run. */
  readonly done: Readonly<Record<string, true>>;
  /** Transient failures so far, by call. */
  readonly failures: Trie<number>;
  /** Id of the function whose next call finds its service down, once. */
  readonly outage?: string;
}

export function startState(seed: string, loggedIn: boolean): DatabaseState {
  return { seed, tables: {}, next: 0, loggedIn, done: {}, failures: emptyTrie() };
}

/** States that this world made itself: they need no second look. */
const made = new WeakSet<object>();

/** A state as the plain JSON that it is, to be taken back as it was given out. */
export function asJson(state: DatabaseState): Json {
  made.add(state);
  return state as unknown as Json;
}

/** The value as this world's state, or undefined where it is no state of it. */
export function asState(value: Json): DatabaseState | undefined {
  if (!isRecord(value)) return undefined;
  if (made.has(value)) return value as unknown as DatabaseState;
  const { seed, tables, next, done, failures } = value;
  const whole = typeof seed === 'string' && typeof next === 'number' && isTrie(failures) && isRecord(done);
  return whole && isRecord(tables) && Object.values(tables).every(isTrie)
    ? (value as unknown as DatabaseState)
    : undefined;
}

export function rowOf(state: DatabaseState, table: string, id: string): StoredRow | undefined {
  const rows = own(state.tables, table);
  return rows === undefined ? undefined : trieGet(rows, id);
}

/** All stored rows of a table, in the order in which they came to be. */
export function rowsOf(state: DatabaseState, table: string): readonly Row[] {
  const rows = own(state.tables, table);
  if (rows === undefined) return NO_ROWS;
  let known = sorted.get(rows);
  if (known === undefined) {
    known = trieEntries(rows).sort(([, left], [, right]) => left.order - right.order);
    sorted.set(rows, known);
  }
  return known;
}

type Row = readonly [string, StoredRow];
const NO_ROWS: readonly Row[] = [];
/** By the table they are of: several readers ask for the same rows. */
const sorted = new WeakMap<Table, readonly Row[]>();

/**
 * Written rows of a table: the first `count` of a list that the tables after it share and lengthen, so that one more
 * record costs one more entry.
 */
interface Written {
  readonly rows: Row[];
  readonly count: number;
}

/** By the table they are of: a table is never changed, only replaced. */
const written = new WeakMap<Table, Written>();

/** Rows that calls wrote, in the order in which the records came to be; what was merely found is left out. */
export function writtenRows(state: DatabaseState, table: string): readonly Row[] {
  const whole = own(state.tables, table);
  if (whole === undefined) return [];
  let known = written.get(whole);
  if (known === undefined) {
    const rows = rowsOf(state, table).filter(([, row]) => row.version > 0);
    known = { rows, count: rows.length };
    written.set(whole, known);
  }
  return known.rows.slice(0, known.count);
}

/** What the table that follows has written, where that of the one before is known. */
function carryWritten(before: Table, after: Table, id: string, row: StoredRow): void {
  const known = before.size === 0 ? { rows: [], count: 0 } : written.get(before);
  if (known === undefined) return;
  // What was there already has its place in the list; where that may change, the list is made anew when it is asked for.
  if (after.size === before.size) return;
  if (row.version === 0) {
    written.set(after, known);
    return;
  }
  const { rows, count } = known;
  if ((rows[count - 1]?.[1].order ?? -1) >= row.order) return;
  // Where another state has gone on from here, the list beyond is that one's.
  const own = rows.length === count ? rows : rows.slice(0, count);
  own.push([id, row]);
  written.set(after, { rows: own, count: count + 1 });
}

export function withRow(state: DatabaseState, table: string, id: string, row: StoredRow): DatabaseState {
  return withRows(state, table, [[id, row]]);
}

/** The state with several rows of a table: it is replaced once for all of them. */
export function withRows(state: DatabaseState, table: string, entries: readonly Row[]): DatabaseState {
  let rows = own(state.tables, table) ?? emptyTrie<StoredRow>();
  let { next } = state;
  for (const [id, row] of entries) {
    const after = trieSet(rows, id, row);
    carryWritten(rows, after, id, row);
    rows = after;
    next = Math.max(next, row.order + 1);
  }
  return { ...state, next, tables: { ...state.tables, [table]: rows } };
}

/** A property of the record itself: `__proto__` and `constructor` are names like any other. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/**
 * What of a state matters to anybody: records made, changed or gone, and who is logged in. Left out is what was merely
 * found, and in which order. Two replays with equal material states ended alike.
 */
export function materialState(state: Json): Json {
  const current = asState(state);
  if (current === undefined) return state;
  const tables = Object.keys(current.tables)
    .sort()
    .flatMap((table): [string, Json][] => {
      const written = trieEntries(current.tables[table] as Table).filter(([, row]) => row.version > 0);
      const rows = written.map(
        ([id, { order: _order, version: _version, first: _first, ...row }]) => [id, row] as const,
      );
      return rows.length === 0 ? [] : [[table, Object.fromEntries(rows) as unknown as Json]];
    });
  return { tables: Object.fromEntries(tables), loggedIn: current.loggedIn };
}
