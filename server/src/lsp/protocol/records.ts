/** The records of one opened run: read, searched, judged, shared, compared. */

import type { CallCheck, ReviewState } from '../../dataset/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';

export interface RecordSummary {
  readonly index: number;
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly turns: number;
  readonly calls: number;
  readonly pair: boolean;
  readonly errorType?: number;
  /** Calls that the record's own tools refuse, and calls that nothing could be checked against; absent where 0. */
  readonly invalid?: number;
  readonly notChecked?: number;
  /** What was decided about it; absent where nothing was. */
  readonly review?: ReviewState;
  /** Why it was decided so, in a person's words. */
  readonly note?: string;
  readonly edited?: true;
}

export interface ReviewResult {
  /** Summaries of what changed, at most 1,000 of them. */
  readonly records: readonly RecordSummary[];
  readonly changed: number;
  /** What the next undo takes back; absent where there is nothing. */
  readonly undoable?: { readonly kind: 'decision' | 'edit'; readonly records: number };
}

/** A record with what can be said of each of its calls, in order. */
export type ReadRecordResult = TrajectoryRecord & {
  readonly checks: readonly CallCheck[];
  /** Of the wrong side, where there is one, from where the sides part. */
  readonly rejectedChecks?: readonly CallCheck[];
};

export interface OpenRunResult {
  readonly title: string;
  /** What the file was recognised as: `magnet`, `openai-messages`, `trl`, `sharegpt`, `bfcl-result`, … */
  readonly format: string;
  readonly records: readonly RecordSummary[];
  /** Lines that could not be read, 1-based, with the reason. */
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
  /** What undoing would take back; absent where there is nothing. */
  readonly undoable?: ReviewResult['undoable'];
  /** Records as far as is known: a line that is not read yet counts as one. */
  readonly total: number;
  /** Records that lists and searches know, from the first on. */
  readonly indexed: number;
  /** All of the file is read: `total` is exact and `broken` whole. */
  readonly complete: boolean;
}

export interface OpenRunParams {
  readonly uri: string;
  /**
   * Answer as soon as so many records are read, with these alone; the others are read in the background, which
   * `magnet/runIndexed` tells of, and asked for with `magnet/runRecords`. Absent: all of them.
   */
  readonly first?: number;
}

export interface RunIndexed {
  readonly uri: string;
  readonly total: number;
  readonly indexed: number;
  readonly complete: boolean;
  readonly broken: OpenRunResult['broken'];
}

export interface SearchRunResult {
  /** Indices of records, in order. */
  readonly hits: readonly number[];
  /** The search goes on at this index: time was over, or the file is not read that far. Absent: it is through. */
  readonly next?: number;
  /** What in the query could not be understood. */
  readonly problems: readonly string[];
  readonly indexed: number;
  readonly total: number;
}

/** One field of the query language of runs, as a help lists it. */
export interface QueryFieldItem {
  readonly field: string;
  readonly takes: string;
  readonly example: string;
  readonly meaning: string;
}

/** How a record can be handed on: as text to paste, or as one page that needs nothing else. */
export type ShareForm = 'json' | 'markdown' | 'curl' | 'html';

export interface DiffRunsParams {
  readonly uri: string;
  /** The other run: folder or file. */
  readonly other: string;
}

/** A record that one of two runs has otherwise. */
export interface RecordDifference {
  readonly id: string;
  readonly title: string;
  readonly state: 'changed' | 'only-first' | 'only-second';
  /** Index in each run; absent where it has none. */
  readonly first?: number;
  readonly second?: number;
  /** Parts that differ: `messages`, `rejected`, `tools`, … */
  readonly parts: readonly string[];
}

export interface DiffRunsResult {
  /** Records that are the same in both. */
  readonly same: number;
  /** In the order of the first run, then what only the second has; at most 10,000. */
  readonly differences: readonly RecordDifference[];
  readonly leftOut: number;
}
