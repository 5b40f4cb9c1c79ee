import type { StepAssertLeft, StepCompute, StepDiscount, StepHold, StepLedger } from './plan-steps/amounts.ts';
import type { StepCheck, StepGet, StepSelect } from './plan-steps/lookups.ts';
import type { StepCollection, StepEmpty, StepMember, StepTake } from './plan-steps/members.ts';
import type {
  StepAssertUnset,
  StepChoose,
  StepDelete,
  StepInsert,
  StepMerge,
  StepPutBack,
  StepShift,
  StepSwap,
  StepUpdate,
} from './plan-steps/records.ts';
import type { StepFile, StepSession } from './plan-steps/session.ts';
import type {
  StepAssert,
  StepEach,
  StepFlag,
  StepFree,
  StepMove,
  StepOccupy,
  StepStamp,
  StepStateOf,
  StepUnset,
} from './plan-steps/states.ts';

export * from './plan-steps/amounts.ts';
export * from './plan-steps/lookups.ts';
export * from './plan-steps/members.ts';
export * from './plan-steps/records.ts';
export * from './plan-steps/session.ts';
export * from './plan-steps/states.ts';

/** The steps that plans are made of. */
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
