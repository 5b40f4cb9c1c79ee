import type { RunFolder } from '../files/index.ts';
import type { DependencyGraph, GraphFunction } from '../graph/index.ts';
import type { GivenPath, PathSettings } from '../path/index.ts';
import type { Teacher } from '../teacher/index.ts';
import type { RecordKind, Student } from '../trajectory/index.ts';
import type { World } from '../world/index.ts';
import type { DroppedLine, RunStats } from './run-stats.ts';
import type { Coverage } from './statistics/index.ts';

/** What a run is made of. Two runs of equal settings, catalog and teacher give equal bytes. */
export interface RunSettings {
  /** Records asked for, over all shards. */
  readonly count: number;
  readonly seed: string;
  /** Part `index` (1-based) of `of`: a block of indices, so that shards put end to end are the whole run. */
  readonly shard: { readonly index: number; readonly of: number };
  /** Shares of the kinds; they need not sum to 1. */
  readonly mixture: Readonly<Record<RecordKind, number>>;
  /** Paths tried for one record before its index is given up. */
  readonly attempts: number;
  /** Tools offered beside the needed ones. */
  readonly extraTools: number;
  /** Share of records, 0 to 1, that are to meet an error of the world; what a path does not allow is made without. */
  readonly errors: number;
  readonly path: Partial<Omit<PathSettings, 'seed' | 'count' | 'from' | 'stride'>>;
  /**
   * Paths to make records from, exactly as they are and in turn, in place of sampled ones. What a record becomes follows from
   * its path; the mixture has no say.
   */
  readonly paths?: readonly GivenPath[];
  /** A model whose own wrong calls become the negatives; `model` is the name it was asked for by, '' where the server chose. */
  readonly student?: { readonly model: string; readonly rollouts: number; readonly judge?: string };
}

/** A real world as `--world` names it, with the options that start it, so that a test of the run finds it again. */
export interface WorldTarget {
  readonly target: string;
  readonly state?: string;
  readonly stateMethod?: string;
  readonly snapshotMethods?: readonly [save: string, restore: string];
  readonly failure?: readonly { readonly key: string; readonly value?: string }[];
  readonly resetTool?: string;
}

/** What a run is about: its bytes follow from this alone. */
export interface RunSubject {
  readonly functions: readonly GraphFunction[];
  readonly graph: DependencyGraph;
  readonly catalogHash: string;
  readonly world: World;
  readonly worldTarget?: WorldTarget;
  readonly teacher: Teacher;
  readonly settings: RunSettings;
  /** Version of this program, for the records' provenance. */
  readonly codeVersion: string;
}

/** Where a run is written. */
export interface RunPlace {
  readonly folder: RunFolder;
  /** Start over where the folder holds a run already; its own files are replaced, others are kept. */
  readonly force?: boolean;
}

/** How a run is driven and watched; nothing of it is written. */
export interface RunControl {
  /** Records in work at once; 1 is best for a teacher without a network. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  /** Asks the model that the settings name; where it cannot be had, negatives are typed mutations. */
  readonly student?: Student;
  readonly onProgress?: (progress: RunState) => void;
  /** Has an index made elsewhere, as `makeIndex` would make it here. @throws what ends the run */
  readonly make?: (index: number, signal: AbortSignal) => Promise<IndexResult>;
  /** Milliseconds, for rates only. */
  readonly now?: () => number;
}

/** Everything a run works with. The dataset stage does no input or output of its own. */
export interface RunInput extends RunSubject, RunPlace, RunControl {}

/** Where a run stands. */
export interface RunState {
  /** Indices finished, of `total`. */
  readonly done: number;
  readonly total: number;
  readonly dropped: number;
  readonly recordsPerSecond: number;
  readonly costUsd: number;
  readonly secondsLeft?: number;
  /** Requests in flight and what holds the rest back, in words; absent where nothing is sent. */
  readonly load?: string;
  /** Texts asked for again so far. */
  readonly repaired?: number;
  /** Paths that gave no record so far, by reason. */
  readonly droppedBy?: Readonly<Record<string, number>>;
}

/** What a run did. */
export interface RunSummary {
  readonly out: string;
  /** Records by kind, and `records`, `pairs` in all. */
  readonly counts: Readonly<Record<string, number>>;
  /** Negatives by error type, 1 to 5. */
  readonly errorTypes: Readonly<Record<string, number>>;
  /** Certificates that hold, by kind. */
  readonly certificates: Readonly<Record<string, number>>;
  /** Pairs by what is preferred where they part: `ask over call`, `call over decline`. */
  readonly preferences: Readonly<Record<string, number>>;
  /** Pairs that differ in their last text alone. */
  readonly lastTextOnly: number;
  readonly coverage: Pick<Coverage, 'functions' | 'edges'>;
  /** Turns and calls a multi-turn record. */
  readonly averages: { readonly turns: number; readonly calls: number };
  /** What keeps the records from being better, and what would help. */
  readonly advice: readonly string[];
  /** Paths that gave no record, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
  readonly pairs: number;
  /** Paths tried, and the share of them that became a record. */
  readonly paths: number;
  readonly yield: number;
  readonly seconds: number;
  readonly costUsd: number;
  /** Records that an earlier, interrupted start of this run had written. */
  readonly resumed: number;
  readonly cancelled: boolean;
  /** Texts and calls that the teacher was asked for again, by reason, in this command. */
  readonly repairs: Readonly<Record<string, number>>;
  /** What this command met between itself and the teacher, by kind. */
  readonly retries: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
  readonly malformed: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
  /** What came of a student's replies, in this command; empty without a student. */
  readonly student: Readonly<Record<string, number>>;
  /** Indices of records that the same command would try again. */
  readonly setAside: readonly number[];
  /** What to do about them, in words. */
  readonly retry: readonly string[];
  readonly files: readonly string[];
}

/** Why a run cannot start in its folder. */
export class RunError extends Error {
  override readonly name = 'RunError';
  readonly code: 'exists' | 'different' | 'locked' | 'no-functions';

  constructor(code: RunError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** What came of one index. */
export interface IndexResult {
  readonly dropped: readonly DroppedLine[];
  readonly record?: Parameters<RunStats['addRecord']>[0];
  /** What was asked for again elsewhere, by reason. */
  readonly repairs?: Readonly<Record<string, number>>;
}
