export { openLineFile, openRunFolder } from './files/run-folder.ts';
export type { LineFile, RunFolder } from './files/types.ts';
export { createOfflineTeacher } from './offline.ts';
export * from './types.ts';
export * from './wording/index.ts';
