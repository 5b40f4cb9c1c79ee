export { type Backends, findBackends } from './backends.ts';
export { createMultiTurnJudge, type MultiTurnJudge, type MultiTurnTask } from './multi.ts';
export type { CategoryTally, Overall, OverallV4 } from './overall.ts';
export { BfclInputError, type BfclReport, type BfclScoreOptions, scoreBfcl } from './score.ts';
export type { BfclVerdict } from './single.ts';
