import type { OpenRunResult, RecordSummary, SearchRunResult } from '../../../../server/src/lsp/protocol.ts';

/** What a query has found so far; undefined where nothing is filtered. */
export interface Found {
  readonly query: string;
  readonly hits: readonly number[];
  /** The search is not through: it goes on here. */
  readonly next: number | undefined;
  readonly problems: readonly string[];
}

/** The records of a run as the page knows them: how many there are, and the summaries that it was sent. */
export interface RunList {
  readonly total: number;
  readonly indexed: number;
  readonly complete: boolean;
  readonly rows: ReadonlyMap<number, RecordSummary>;
  readonly found: Found | undefined;
}

export const NO_LIST: RunList = { total: 0, indexed: 0, complete: true, rows: new Map(), found: undefined };

/** A run as it was opened. What was known of it before stays known while it only grows. */
export function openedList(run: OpenRunResult, before: RunList = NO_LIST): RunList {
  const { records, total = records.length, indexed = records.length, complete = true } = run;
  return { ...before, total, indexed, complete, rows: merged(before.rows, records) };
}

export function withRows(list: RunList, rows: readonly RecordSummary[]): RunList {
  return rows.length === 0 ? list : { ...list, rows: merged(list.rows, rows) };
}

/** What a search found is added to what it found before; an answer to an older query is left out. */
export function withFound(
  list: RunList,
  { query, from, hits, next, problems }: SearchRunResult & { query: string; from: number },
): RunList {
  const { found } = list;
  if (found === undefined || found.query !== query || (from > 0 && found.next !== from)) return list;
  return { ...list, found: { query, hits: from === 0 ? hits : [...found.hits, ...hits], next, problems } };
}

/** Begins a search; '' ends it. */
export function searching(list: RunList, query: string): RunList {
  if (query === '') return { ...list, found: undefined };
  return { ...list, found: { query, hits: [], next: 0, problems: [] } };
}

/** Records that are shown. */
export function shownCount({ found, total }: RunList): number {
  return found === undefined ? total : found.hits.length;
}

/** Index of the record at a row; undefined behind the last. */
export function recordAt({ found, total }: RunList, row: number): number | undefined {
  if (found !== undefined) return found.hits[row];
  return row >= 0 && row < total ? row : undefined;
}

/** Row of a record; -1 where it is not shown. */
export function rowOf({ found, total }: RunList, index: number): number {
  if (found === undefined) return index < total ? index : -1;
  return found.hits.indexOf(index);
}

/** The record that comes before or after one in what is shown; one that is not shown itself has neighbours by its index. */
export function neighbour(list: RunList, index: number, by: 1 | -1): number | undefined {
  const row = rowOf(list, index);
  if (row >= 0) return recordAt(list, row + by);
  const { hits } = list.found ?? { hits: [] };
  return by === 1 ? hits.find((hit) => hit > index) : hits.findLast((hit) => hit < index);
}

/** Records of these rows whose summaries are missing, at most so many. */
export function missingRows(list: RunList, first: number, last: number): number[] {
  const missing: number[] = [];
  for (let row = first; row < last; row += 1) {
    const index = recordAt(list, row);
    if (index !== undefined && !list.rows.has(index)) missing.push(index);
  }
  return missing;
}

function merged(
  before: ReadonlyMap<number, RecordSummary>,
  rows: readonly RecordSummary[],
): Map<number, RecordSummary> {
  const map = new Map(before);
  for (const row of rows) map.set(row.index, row);
  return map;
}
