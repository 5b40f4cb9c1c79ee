/** What a turn asks for: calls, or one of the paper's two null turns (sec. 3.4, Split). */
export type TurnKind = 'call' | 'miss_func' | 'miss_params';

/**
 * Why a function stands in its turn. `insert` marks a call that Insert made implicit: nobody asks for it, and its output
 * feeds a later call of the turn. `insert-goal` is what the user then asks for instead, where Insert put it behind.
 */
export type StepOrigin = 'walk' | 'merge' | 'insert' | 'insert-goal' | 'insert-recall';

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
      /**
       * `helper`: stands before `nestedWith` and feeds it. `goal`: stands behind it and is fed by it. `recall`: fed by it as
       * well, in a turn of its own.
       */
      readonly form: 'helper' | 'goal' | 'recall';
      /** Of a recall: the later turn behind which it stands. */
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
