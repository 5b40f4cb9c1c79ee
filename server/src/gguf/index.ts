export { GgufError, type GgufPolicy, type LlamaPackage, loadGguf } from './load.ts';
export { type Complete, createTemplatePolicy } from './policy.ts';
