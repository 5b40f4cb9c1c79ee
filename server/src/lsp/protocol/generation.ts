/** Making a run. */

import type { GivenPath } from '../../path/index.ts';
import type { Language, TeacherId } from '../../teacher/index.ts';
import type { Scope } from './functions.ts';

export interface GenerateParams extends Scope {
  /** Folder, as a file URI; never overwritten. */
  readonly out: string;
  readonly count: number;
  readonly seed: string;
  readonly teacher: TeacherId;
  /** What the offline teacher writes in; English where absent. */
  readonly language?: Language;
  readonly model?: string;
  readonly baseUrl?: string;
  /** From SecretStorage; neither logged nor written. */
  readonly apiKey?: string;
  /** Hard stop in US dollars; 0 and absent: nothing is sent, unless `price` declares the address free. */
  readonly budgetUsd?: number;
  /** US dollars for a million tokens; 0 and 0 declare the address free. */
  readonly price?: { readonly input: number; readonly output: number };
  /** What may be sent; absent: 8 requests at once, and no rate but what the server's own answers ask for. */
  readonly limits?: {
    readonly concurrency?: number;
    readonly requestsPerMinute?: number;
    readonly tokensPerMinute?: number;
  };
  /** Progress arrives as `magnet/runProgress` with this id. */
  readonly runId: string;
  /** Start every path at this function. */
  readonly start?: string;
  /** Make the records from exactly these paths, in turn; none is sampled. */
  readonly paths?: readonly GivenPath[];
  /**
   * Go on with the unfinished run in `out`: its own settings count, and the functions it was started from, the workspace's
   * or one file's. `count`, `seed`, `start`, `paths` and `uris` are left aside.
   */
  readonly resume?: boolean;
}

export interface GenerateSummary {
  readonly out: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly dropped: Readonly<Record<string, number>>;
  readonly pairs: number;
  readonly seconds: number;
  readonly cancelled: boolean;
}

export interface RunProgress {
  readonly runId: string;
  /** Requests in flight and what holds the rest back, in words. */
  readonly load?: string;
  readonly repaired?: number;
  readonly droppedBy?: Readonly<Record<string, number>>;
  readonly done: number;
  readonly total: number;
  readonly dropped: number;
  readonly recordsPerSecond: number;
  readonly costUsd: number;
  readonly secondsLeft?: number;
}
