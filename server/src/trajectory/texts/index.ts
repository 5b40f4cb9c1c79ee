export { checkCalls, checkText, checkTextBeside, type TextProblem } from './check.ts';
export { type InventedFact, inventedFacts } from './facts.ts';
export { type FormProblem, formProblem } from './form.ts';
export { GrowingText } from './growing-text.ts';
export { GrownSources } from './grown-sources.ts';
export type { TextSources } from './sources.ts';
