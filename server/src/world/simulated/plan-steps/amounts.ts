import type { Assignment } from './lookups.ts';

/** Steps on balances, stocks and prices. */

export interface StepLedger {
  readonly do: 'add' | 'subtract';
  readonly field: string;
  /** Argument that says how much; with `worth`, a number of the current record does. */
  readonly amount: string;
  readonly worth?: string;
  /** So many where no argument says it: one wash of those that are left. */
  readonly by?: number;
  /** The amount is so many parts of a hundred of the level itself. */
  readonly percent?: true;
  /** The level may fall below nought: what somebody owes. */
  readonly below?: true;
  /** The record whose balance moves, where it is not the current one: by an argument, or by a field of the current one. */
  readonly table?: string;
  readonly key?: string;
  readonly via?: string;
}

/** There has to be so much left of a record that an argument names. */
export interface StepAssertLeft {
  readonly do: 'assert left';
  readonly table: string;
  readonly key: string;
  readonly field: string;
  /** Argument that says how much is taken; absent for one. */
  readonly amount?: string;
}

/** Less is to be paid for a record: by what another says, or by what the code itself says; by nothing any more without either. */
export interface StepDiscount {
  readonly do: 'discount';
  readonly table: string;
  readonly key: string;
  readonly of?: { readonly table: string; readonly key: string; readonly field: string; readonly percent: boolean };
  readonly code?: string;
}

/** What somebody holds of something becomes more or less of it: the shares of a portfolio. */
export interface StepHold {
  readonly do: 'hold';
  readonly table: string;
  readonly where: readonly Assignment[];
  /** Fields of those conditions that all that somebody holds is listed by. */
  readonly base: readonly string[];
  readonly field: string;
  readonly amount: string;
  readonly way: 'add' | 'subtract';
}

export interface StepCompute {
  readonly do: 'compute';
  readonly how: 'convert' | 'arithmetic' | 'of the arguments';
}
