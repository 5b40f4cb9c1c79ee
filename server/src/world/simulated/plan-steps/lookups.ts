import type { Json } from '../../../json/index.ts';

/** Steps that find records, and the conditions they find them by. */

/** A condition on a record's field, with an argument that may be left out. */
export interface Condition {
  /** What a yes of the argument asks for: `free_only` for those that are free. */
  readonly means?: Json;
  readonly field: string;
  readonly test: '=' | '>=' | '<=' | 'contains' | 'one of';
  /** Parameter path as `formatFieldPath` writes it. */
  readonly argument: string;
}

/** A field that takes an argument's value. */
export interface Assignment {
  readonly field: string;
  readonly argument: string;
}

/** Around which place: by two coordinates, and how far. */
export interface Near {
  readonly latitude: Assignment;
  readonly longitude: Assignment;
  readonly radius?: { readonly argument: string; readonly metres: number };
}

/** The order that records come in. */
export interface Sorting {
  /** Argument that names a field, perhaps with a direction: `price`, `price_asc`, `newest`. */
  readonly by?: string;
  /** Argument that names the direction. */
  readonly direction?: string;
  /** What the description says: `newest first`. */
  readonly otherwise?: { readonly field: string; readonly down: boolean };
}

/** Which record of a table a step is about: by an argument, or the only one. */
export interface StepGet {
  readonly do: 'get';
  readonly table: string;
  /** Absent for a table of one record. */
  readonly key?: string;
}

export interface StepCheck {
  readonly do: 'check';
  readonly table: string;
  readonly key: string;
  /** What is made becomes a part of that record, which must not be closed. */
  readonly open?: true;
}

export interface StepSelect {
  readonly do: 'select';
  readonly table: string;
  readonly where: readonly Condition[];
  /** Exactly one record is wanted, not a list. */
  readonly one?: true;
  readonly limit?: string;
  readonly offset?: string;
  /** The offset counts pages of `limit`. */
  readonly pages?: true;
  /** Conditions, as `field test`, of the widest lookup that this one is within; absent where it stands alone. */
  readonly base?: readonly string[];
  readonly sort?: Sorting;
  readonly near?: Near;
}
