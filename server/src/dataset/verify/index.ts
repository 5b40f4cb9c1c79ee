export { verifyRecord } from './record.ts';
export { type FailedRecord, Verifier, type VerifyReport } from './report.ts';
export type { NotChecked, Verdict, VerifyCheck, VerifyGround, VerifyProblem } from './types.ts';
