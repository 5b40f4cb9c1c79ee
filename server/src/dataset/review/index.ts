export { differences, type PrintDifference, type RecordPrint, recordPrint } from './differences.ts';
export { applyEdit, type RecordEdit } from './edit.ts';
export { type CheckedCertificate, type EditedRecord, editRecord, type FollowedChange } from './edited.ts';
export { ReviewLedger, stateInRecord, type Undoable } from './ledger.ts';
export { makePair } from './make-pair.ts';
export {
  decide,
  editStep,
  leftOutByReview,
  noteEdit,
  noteUndo,
  REVIEW,
  type ReadReview,
  readReview,
  reviewFileOf,
} from './review-file.ts';
export * from './types.ts';
