export * from './build.ts';
export * from './classify/index.ts';
export * from './graph.ts';
export * from './types.ts';
