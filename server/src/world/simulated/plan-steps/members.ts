import type { Assignment } from './lookups.ts';

/** Steps on the lists that records hold. */

export interface StepCollection {
  readonly do: 'append' | 'remove';
  readonly field: string;
  /** Fields of the member; one without a name where the members are plain values. */
  readonly item: readonly Assignment[];
}

/** What the session's cart holds becomes the list of the new record, and the cart is empty. */
export interface StepTake {
  readonly do: 'take members';
  readonly table: string;
  readonly field: string;
  readonly into: string;
}

/** All members go. */
export interface StepEmpty {
  readonly do: 'empty';
  readonly field: string;
}

/** The member that an argument names takes the values of the others. */
export interface StepMember {
  readonly do: 'change member';
  readonly field: string;
  readonly by: Assignment;
  readonly set: readonly Assignment[];
}
