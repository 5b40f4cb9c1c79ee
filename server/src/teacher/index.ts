export { createTeacher, type TeacherOptions } from './create.ts';
export { openLineFile, openRunFolder } from './files/run-folder.ts';
export type { LineFile, RunFolder } from './files/types.ts';
export { createOfflineTeacher } from './offline.ts';
export * from './openai-wire/index.ts';
export * from './types.ts';
export * from './wording/index.ts';
