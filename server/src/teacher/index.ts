export * from './language/index.ts';
export { createOfflineTeacher } from './offline.ts';
export * from './types.ts';
