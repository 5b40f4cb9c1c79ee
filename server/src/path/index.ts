export * from './adjacency.ts';
export { beforeSplit, createPathSampler, type PathSampler, samplePaths } from './sample.ts';
export * from './settings.ts';
export type { SuppliedByUser } from './split.ts';
export * from './supplied.ts';
export * from './types.ts';
export * from './walk.ts';
