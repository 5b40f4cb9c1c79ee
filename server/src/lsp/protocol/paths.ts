/** Paths through the graph. */

import type { GivenPath, PathCoverage, PathProblem, PossibleGap } from '../../path/index.ts';
import type { Scope } from './functions.ts';

export interface PathsParams extends Scope {
  readonly count?: number;
  readonly seed?: string;
  readonly length?: number;
  readonly merge?: number;
  /** Start every walk here. */
  readonly start?: string;
  /** `walk` starts at each function in turn; `coverage` passes through each edge. */
  readonly mode?: 'walk' | 'coverage';
}

export interface CheckPathsParams extends Scope {
  /** At most 10,000. */
  readonly paths: readonly GivenPath[];
}

/** What is said of one path. */
export interface PathCheck {
  /** What misses; nothing can be generated from a path with an error. */
  readonly problems: readonly PathProblem[];
  /** What could be missing before each turn. */
  readonly gaps: readonly PossibleGap[];
  /** Functions that the path leads to, the likeliest first; at most 50. */
  readonly next: readonly string[];
}

export interface CheckPathsResult {
  /** One a path, in their order. */
  readonly checks: readonly PathCheck[];
  /** What all of them touch together. */
  readonly coverage: PathCoverage;
}
