/** What a turn asks for: calls, or one of the paper's two null turns (sec. 3.4, Split). */
export type TurnKind = 'call' | 'miss_func' | 'miss_params';

/** Why a function stands in its turn. */
export type StepOrigin = 'walk' | 'merge' | 'insert' | 'insert-recall';

export interface PathTurn {
  readonly kind: TurnKind;
  /** Function ids in the order they are called; empty in a null turn. */
  readonly functions: readonly string[];
  /** Same length as `functions`. */
  readonly origins: readonly StepOrigin[];
  /** Null turns only: the function withheld, or the function and parameter the query leaves out. */
  readonly missing?: { readonly function: string; readonly parameter?: string };
}

/** One applied operation, enough to draw its before and after. Turn indices are those of the path before it. */
export type PathOperation =
  | { readonly op: 'merge'; readonly turn: number }
  | {
      readonly op: 'insert';
      readonly turn: number;
      readonly function: string;
      readonly nestedWith: string;
      /** Set when the neighbour was also added as a turn of its own after this later turn. */
      readonly recallAfter?: number;
    }
  | {
      readonly op: 'split';
      readonly turn: number;
      readonly label: 'miss_func' | 'miss_params';
      readonly function: string;
      readonly parameter?: string;
    };

/** Function signature path φ (FSP) of the paper. */
export interface SignaturePath {
  /** Seed of this very path: the same graph, settings and seed give the same path. */
  readonly seed: string;
  readonly index: number;
  readonly turns: readonly PathTurn[];
  readonly operations: readonly PathOperation[];
  /** Turns after walk, merge, insert, split: what "before/after" shows. */
  readonly stages: {
    readonly walk: readonly PathTurn[];
    readonly merge: readonly PathTurn[];
    readonly insert: readonly PathTurn[];
    readonly split: readonly PathTurn[];
  };
}
