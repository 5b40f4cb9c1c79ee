export * from './build.ts';
export * from './classify/index.ts';
export { type Deed, deedOf } from './derive/action.ts';
export { predictResponse } from './derive/response.ts';
export { nameWords, singular, textWords } from './derive/words.ts';
export * from './graph.ts';
export * from './types.ts';
