import type { Condition } from './lookups.ts';

/** Steps that ask or change how a record stands. */

export interface StepMove {
  readonly do: 'set state';
  readonly state: string;
  /** Nothing more can be done to the record: `cancelled`. */
  readonly ends?: true;
}

/** A yes-or-no field of the record says what was done: `returned`, `active`. */
export interface StepFlag {
  readonly do: 'set flag';
  readonly field: string;
  readonly value: boolean;
}

export interface StepAssert {
  readonly do: 'assert state';
  readonly in: readonly string[];
  /** States that a call may have put it in, in which it is refused; any other will do. */
  readonly not?: readonly string[];
}

/** Each record that stands so, or that the arguments bound, is gone or stands otherwise. */
export interface StepEach {
  readonly do: 'each';
  readonly table: string;
  readonly where: readonly Condition[];
  readonly state?: string;
  /** A yes-or-no field that has to be so. */
  readonly flag?: string;
  /** A date that has to have gone by. */
  readonly past?: string;
  readonly gone?: string;
  readonly to?: string;
  readonly ends?: true;
}

/** Values are taken off the record, and it stands as it began. */
export interface StepUnset {
  readonly do: 'unset';
  readonly fields: readonly string[];
  readonly state?: string;
}

/** A date of the record says that it happened now: `returned_on`. */
export interface StepStamp {
  readonly do: 'stamp';
  readonly field: string;
}

/** A thing that an argument names is taken by somebody: it has to be free. */
export interface StepOccupy {
  readonly do: 'occupy';
  readonly table: string;
  readonly key: string;
}

/** What the record took is free again: the field that names it. */
export interface StepFree {
  readonly do: 'set free';
  readonly table: string;
  readonly via: string;
}

/** Another record that an argument names stands otherwise from now on. */
export interface StepStateOf {
  readonly do: 'set state of';
  readonly table: string;
  readonly key: string;
  readonly state: string;
  /** Only where the amount comes up to the record's own. */
  readonly amount?: string;
  readonly whole?: string;
}
