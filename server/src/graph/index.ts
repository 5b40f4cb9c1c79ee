export * from './build.ts';
export * from './classify/index.ts';
export { nameWords, singular, textWords } from './derive/words.ts';
export * from './graph.ts';
export * from './types.ts';
