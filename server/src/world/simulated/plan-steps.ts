import type { Json } from '../../json/index.ts';

/** The steps that plans are made of. */

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
/** Around which place: by two coordinates, and how far. */
export interface Near {
  readonly latitude: Assignment;
  readonly longitude: Assignment;
  readonly radius?: { readonly argument: string; readonly metres: number };
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
/** The order that records come in. */
export interface Sorting {
  /** Argument that names a field, perhaps with a direction: `price`, `price_asc`, `newest`. */
  readonly by?: string;
  /** Argument that names the direction. */
  readonly direction?: string;
  /** What the description says: `newest first`. */
  readonly otherwise?: { readonly field: string; readonly down: boolean };
}
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
export interface StepMove {
  readonly do: 'set state';
  readonly state: string;
  /** Nothing more can be done to the record: `cancelled`. */
  readonly ends?: true;
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
/** Two records have what the other had. */
export interface StepSwap {
  readonly do: 'swap';
  readonly table: string;
  readonly keys: readonly [string, string];
  readonly fields: readonly string[];
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
export interface StepCompute {
  readonly do: 'compute';
  readonly how: 'convert' | 'arithmetic' | 'of the arguments';
}
export interface StepSession {
  readonly do: 'log in' | 'log out';
}
export interface StepFile {
  readonly do: 'file';
  readonly act: FileAct;
  /** Arguments by their part. */
  readonly with: Readonly<Partial<Record<FilePart, string>>>;
}

/** What functions do to files and folders. */
export const FILE_ACTS = [
  'read',
  'read many',
  'write',
  'append',
  'edit',
  'make folder',
  'list',
  'tree',
  'move',
  'copy',
  'delete',
  'search',
  'search text',
  'stat',
  'exists',
  'count',
  'enter',
  'where',
  'roots',
] as const;
export type FileAct = (typeof FILE_ACTS)[number];
export type FilePart =
  | 'path'
  | 'paths'
  | 'to'
  | 'content'
  | 'edits'
  | 'old'
  | 'new'
  | 'pattern'
  | 'head'
  | 'tail'
  | 'mode'
  | 'except';

export type Step =
  | StepGet
  | StepCheck
  | StepSelect
  | StepInsert
  | StepUpdate
  | StepShift
  | StepDelete
  | StepMove
  | StepMerge
  | StepPutBack
  | StepAssert
  | StepFlag
  | StepCollection
  | StepEmpty
  | StepTake
  | StepMember
  | StepLedger
  | StepEach
  | StepSwap
  | StepStamp
  | StepUnset
  | StepAssertLeft
  | StepOccupy
  | StepFree
  | StepStateOf
  | StepDiscount
  | StepChoose
  | StepAssertUnset
  | StepHold
  | StepCompute
  | StepSession
  | StepFile;
