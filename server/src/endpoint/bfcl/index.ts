export { type Backends, findBackends } from './backends.ts';
export { categoryOf, fileNames, isMultiTurn } from './categories.ts';
export { type BfclEvalOptions, type BfclResultRow, evaluateBfcl, jsonLines } from './eval.ts';
export { createMultiTurnJudge, type MultiTurnJudge } from './multi.ts';
export { BfclInputError, type BfclReport, type BfclScoreOptions, createBfclJudge, scoreBfcl } from './score.ts';
export type { BfclVerdict } from './single.ts';
export type { StrictVerdict } from './strict.ts';
