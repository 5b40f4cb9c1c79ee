import { isRecord, type Json } from '../../json/index.ts';
import { Row } from './row.ts';
import { emptyTrie, isTrie, Trie, trieEntries, trieGet, trieSet } from './trie.ts';

export type { StoredRow } from './row.ts';

import type { StoredRow } from './row.ts';

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

type Parts = Omit<DatabaseState, 'outage'> & { readonly outage?: string | undefined };

/**
 * A state that this world made. As JSON it is its parts; what calls from it came to is kept beside them, in a field that only
 * this class sees: a weak map from states costs more to fill than most calls cost to run.
 */
class Snapshot implements DatabaseState {
  readonly seed: string;
  readonly tables: Readonly<Record<string, Table>>;
  readonly next: number;
  readonly loggedIn: boolean;
  readonly done: Readonly<Record<string, true>>;
  readonly failures: Trie<number>;
  declare readonly outage?: string;
  #left: object | undefined;

  constructor({ seed, tables, next, loggedIn, done, failures, outage }: Parts) {
    this.seed = seed;
    this.tables = tables;
    this.next = next;
    this.loggedIn = loggedIn;
    this.done = done;
    this.failures = failures;
    this.#left = undefined;
    if (outage !== undefined) this.outage = outage;
  }

  static made(value: object): value is Snapshot {
    return #left in value;
  }

  /** What is kept of the calls that left this state. */
  static left(state: Snapshot): object | undefined {
    return state.#left;
  }

  static leave(state: Snapshot, left: object): void {
    state.#left = left;
  }
}

export function startState(seed: string, loggedIn: boolean): DatabaseState {
  return new Snapshot({ seed, tables: {}, next: 0, loggedIn, done: {}, failures: emptyTrie() });
}

/** The state with some of its parts anew; an outage that is set to undefined is over. */
export function withParts(state: DatabaseState, parts: Partial<Parts>): DatabaseState {
  return new Snapshot({ ...state, ...parts });
}

/** A state as the plain JSON that it is, to be taken back as it was given out. */
export function asJson(state: DatabaseState): Json {
  return state as unknown as Json;
}

/** The value as this world's state, or undefined where it is no state of it. */
export function asState(value: Json): DatabaseState | undefined {
  if (!isRecord(value)) return undefined;
  if (Snapshot.made(value)) return value;
  const { seed, tables, next, done, failures } = value;
  const whole = typeof seed === 'string' && typeof next === 'number' && isTrie(failures) && isRecord(done);
  return whole && isRecord(tables) && Object.values(tables).every(isTrie)
    ? (value as unknown as DatabaseState)
    : undefined;
}

/** What calls from a state came to: kept as long as the state lives, and only for states that this world made. */
export function leftOf<T extends object>(state: Json): T | undefined {
  return isRecord(state) && Snapshot.made(state) ? (Snapshot.left(state) as T | undefined) : undefined;
}

export function leave(state: Json, left: object): void {
  if (isRecord(state) && Snapshot.made(state)) Snapshot.leave(state, left);
}

export function rowOf(state: DatabaseState, table: string, id: string): StoredRow | undefined {
  const rows = own(state.tables, table);
  return rows === undefined ? undefined : trieGet(rows, id);
}

/** All stored rows of a table, in the order in which they came to be. */
export function rowsOf(state: DatabaseState, table: string): readonly Entry[] {
  const rows = own(state.tables, table);
  if (rows === undefined) return NO_ROWS;
  const kept = keptOf(rows);
  kept.sorted ??= trieEntries(rows).sort(([, left], [, right]) => left.order - right.order);
  return kept.sorted;
}

type Entry = readonly [string, StoredRow];
const NO_ROWS: readonly Entry[] = [];

/**
 * Written rows of a table: the first `count` of a list that the tables after it share and lengthen, so that one more
 * record costs one more entry.
 */
interface Written {
  readonly rows: Entry[];
  readonly count: number;
}

/** What was worked out of a table: a table is never changed, only replaced. */
interface Kept {
  /** Several readers ask for the same rows. */
  sorted?: readonly Entry[];
  written?: Written;
}

/** Tables that came from outside, as JSON. */
const foreign = new WeakMap<object, Kept>();

function keptOf(table: Table): Kept {
  const own = Trie.kept(table);
  if (own !== undefined) return own as Kept;
  let kept = foreign.get(table);
  if (kept === undefined) {
    kept = {};
    foreign.set(table, kept);
  }
  return kept;
}

/** Rows that calls wrote, in the order in which the records came to be; what was merely found is left out. */
export function writtenRows(state: DatabaseState, table: string): readonly Entry[] {
  const whole = own(state.tables, table);
  if (whole === undefined) return NO_ROWS;
  const kept = keptOf(whole);
  if (kept.written === undefined) {
    const rows = rowsOf(state, table).filter(([, row]) => row.version > 0);
    kept.written = { rows, count: rows.length };
  }
  const { rows, count } = kept.written;
  return count === 0 ? NO_ROWS : rows.slice(0, count);
}

const NONE_WRITTEN: Written = { rows: [], count: 0 };

/** What the table that follows has written, where that of the one before is known. */
function carryWritten(before: Table, after: Table, id: string, row: StoredRow): void {
  const known = before.size === 0 ? NONE_WRITTEN : keptOf(before).written;
  if (known === undefined) return;
  // What was there already has its place in the list; where that may change, the list is made anew when it is asked for.
  if (after.size === before.size) return;
  if (row.version === 0) {
    keptOf(after).written = known;
    return;
  }
  const { rows, count } = known;
  if ((rows[count - 1]?.[1].order ?? -1) >= row.order) return;
  // Where another state has gone on from here, the list beyond is that one's.
  const own = count > 0 && rows.length === count ? rows : rows.slice(0, count);
  own.push([id, row]);
  keptOf(after).written = { rows: own, count: count + 1 };
}

export function withRow(state: DatabaseState, table: string, id: string, row: StoredRow): DatabaseState {
  return withRows(state, table, [[id, row]]);
}

/** The state with several rows of a table: it is replaced once for all of them. */
export function withRows(state: DatabaseState, table: string, entries: readonly Entry[]): DatabaseState {
  let rows = own(state.tables, table) ?? emptyTrie<StoredRow>();
  let { next } = state;
  for (const [id, given] of entries) {
    const row = Row.of(given);
    const after = trieSet(rows, id, row);
    carryWritten(rows, after, id, row);
    rows = after;
    if (row.order >= next) next = row.order + 1;
  }
  const { seed, loggedIn, done, failures, outage } = state;
  return new Snapshot({
    seed,
    tables: { ...state.tables, [table]: rows },
    next,
    loggedIn,
    done,
    failures,
    outage,
  });
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
