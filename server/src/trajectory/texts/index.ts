export { checkCalls, checkText, type TextProblem } from './check.ts';
export { type InventedFact, inventedFacts } from './facts.ts';
export { type FormProblem, formProblem } from './form.ts';
export type { TextSources } from './sources.ts';
