export type { MultiTurnJudge, MultiTurnTask } from './multi.ts';
export type { CategoryTally, Overall, OverallV4 } from './overall.ts';
export { BfclInputError, type BfclReport, type BfclScoreOptions, scoreBfcl } from './score.ts';
export type { BfclVerdict } from './single.ts';
