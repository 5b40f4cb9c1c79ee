import type { Assignment } from './lookups.ts';

/** Steps that make, change and remove records. */

export interface StepInsert {
  readonly do: 'insert';
  readonly table: string;
  readonly set: readonly Assignment[];
  /** Argument that names the new record; absent where the table issues the identifier. */
  readonly key?: string;
  readonly state?: string;
  /** Where there is one with these values already, that one stands: who is put into a group is in it once. */
  readonly once?: true;
  /** Made beside the record that the call is about: the transaction of a deposit. */
  readonly aside?: true;
  /** What the deed did to the level of the record that it is about: what is made beside says so where it has a word. */
  readonly way?: 'add' | 'subtract';
}

export interface StepUpdate {
  readonly do: 'update';
  readonly set: readonly Assignment[];
}

export type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** Dates of the record move by a span of time; a negative number moves them the other way. */
export interface StepShift {
  readonly do: 'shift';
  readonly fields: readonly string[];
  readonly argument: string;
  readonly unit: TimeUnit;
  readonly sign: 'later' | 'earlier';
}

export interface StepDelete {
  readonly do: 'delete';
  /** `deleted`, `removed`. */
  readonly how: string;
}

/** Another record of the table goes, and what named it names the one that is kept. */
export interface StepMerge {
  readonly do: 'merge';
  readonly table: string;
  /** Argument that names the one that goes. */
  readonly key: string;
}

/** The record is again what it was in an earlier version. */
export interface StepPutBack {
  readonly do: 'put back';
  /** Table that keeps the versions, and the argument that names one: by its identifier, or by its number. */
  readonly table: string;
  readonly argument: string;
  readonly by: 'key' | 'number';
}

/** Two records have what the other had. */
export interface StepSwap {
  readonly do: 'swap';
  readonly table: string;
  readonly keys: readonly [string, string];
  readonly fields: readonly string[];
}

/** One of the records that name the current one is picked, and this is told of it: its key, or one of its fields. */
export interface StepChoose {
  readonly do: 'choose';
  readonly table: string;
  readonly via: string;
  readonly set: readonly { readonly field: string; readonly of?: string }[];
}

/** A field that a deed fills once has to be empty yet. */
export interface StepAssertUnset {
  readonly do: 'assert unset';
  readonly table: string;
  readonly key: string;
  readonly field: string;
}
