export { findBackends } from './backends.ts';
export { createMultiTurnJudge } from './multi.ts';
export { BfclInputError, type BfclReport, type BfclScoreOptions, scoreBfcl } from './score.ts';
export type { BfclVerdict } from './single.ts';
