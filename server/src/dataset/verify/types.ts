import type { Certificate, GenerationContext } from '../../trajectory/index.ts';

/**
 * What is proved of a record. `structure`: order of messages, calls answered, turns and path; `tools`: definitions, and that
 * what is called is offered; `arguments`: by schema; `sources`: each value stands where it is said to come from; `seed`:
 * seed and id are the run's; `prefix`, `label`: the pair; `texts`: facts and form of what is said; `certificates`: what is
 * stated is what replay gives. The others are the certificates themselves.
 */
export type VerifyCheck =
  | 'structure'
  | 'tools'
  | 'arguments'
  | 'sources'
  | 'seed'
  | 'texts'
  | 'prefix'
  | 'label'
  | 'certificates'
  | Certificate['kind'];

export interface VerifyProblem {
  readonly check: VerifyCheck;
  /** Index of the message (0-based); of the rejected side where the detail begins with `rejected side`. */
  readonly message?: number;
  readonly detail: string;
}

/** A part that could not be looked at, and why. It is neither passed nor failed. */
export interface NotChecked {
  readonly check: VerifyCheck;
  readonly why: string;
}

export interface Verdict {
  readonly problems: readonly VerifyProblem[];
  readonly notChecked: readonly NotChecked[];
}

/** What a record is held against. */
export interface VerifyGround {
  /** What records are run again in; absent where it cannot be had. */
  readonly context?: GenerationContext;
  /** Why there is no context, or why it is not that of some records. */
  readonly why?: string;
  /** Settings of the run: seeds of its records follow from them. */
  readonly run?: { readonly seed: string; readonly attempts: number };
}
