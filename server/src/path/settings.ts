/** What a walk does at a function without successors. */
export type DeadEnd = 'restart' | 'return' | 'stop';

/** How paths are sampled. Defaults are the paper's values (sec. 3.4); what the paper leaves open is marked (ours). */
export interface PathSettings {
  /** Seed of the whole sequence. */
  readonly seed: string;
  /** How many paths; `Infinity` for an endless iterator. */
  readonly count: number;
  /** Index of the first path, so that a shard or a resumed run takes up where it belongs. */
  readonly from: number;
  /** Distance between the indices taken: shard i of n has `from: i, stride: n`. */
  readonly stride: number;
  /** S: the most signatures that the initial walk visits, its start included. */
  readonly length: number;
  /**
   * At a function without successors (ours): `return` goes on from the newest function of the walk that has a successor
   * not visited yet, so that a graph without long chains still gives conversations of several turns; `restart` does the
   * same and, where nothing is left behind it, starts anew at another function, as people change the subject; `stop` ends
   * the walk.
   */
  readonly deadEnd: DeadEnd;
  /** Merge: probability that two consecutive turns become one. */
  readonly merge: number;
  /** Insert: probability that a turn's last signature becomes part of a chain. */
  readonly insert: number;
  /** Insert: probability (ours) that a neighbour of the turn's last signature becomes a turn of its own after a later turn. */
  readonly recall: number;
  /** Split: probability (ours) that a path which can be split is split. 0 turns it off. */
  readonly split: number;
  /** Split: share of miss_params among splits where both labels fit (ours). */
  readonly missParams: number;
  /** The most functions a turn may hold when it goes to translation (sec. 3.3: three). */
  readonly maxPerTurn: number;
  /** Insert: the most calls of one chain, the implicit ones included (ours). A turn holds no more than this or `maxPerTurn`. */
  readonly maxDepth: number;
  /** Edges of lower confidence are not walked (ours). */
  readonly minScore: number;
  /** `walk`: start at each node in turn, as in the paper. `coverage` (ours): path i passes through the i-th edge. */
  readonly mode: 'walk' | 'coverage';
  /** Start every walk at this function. */
  readonly start?: string;
}

export const PATH_DEFAULTS: PathSettings = {
  seed: '0',
  count: 10,
  from: 0,
  stride: 1,
  length: 7,
  deadEnd: 'return',
  merge: 0.3,
  insert: 1,
  recall: 0.2,
  split: 1,
  missParams: 0.5,
  maxPerTurn: 3,
  maxDepth: 4,
  minScore: 0,
  mode: 'walk',
};
