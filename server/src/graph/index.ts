// A function's deed is read by the domain; kept here for those who ask the graph for it.
export { type Deed, deedOf } from '../domain/index.ts';
export * from './build.ts';
export * from './classify/index.ts';
export * from './curation/index.ts';
export { predictResponse } from './derive/response.ts';
export * from './diff.ts';
export { toDot } from './export/dot.ts';
export { type FunctionPlace, type GraphJson, toGraphJson } from './export/json.ts';
export { toMermaid } from './export/mermaid.ts';
export * from './graph.ts';
export * from './judge/index.ts';
export { basisOf, strengthOf } from './link/calibrate.ts';
export * from './query.ts';
export * from './types.ts';
export { type UnfedIdentifier, unfedIdentifiers } from './unfed.ts';
export * from './verify/index.ts';
