// The words of names and texts, as every stage after this one reads them: the graph has no other door to them.
export {
  type Dimension,
  keyWords,
  keyWordsOfText,
  numberOf,
  numbersOf,
  type Unit,
  unitOf,
} from '../english/index.ts';
export { statementProblems } from './check-statements.ts';
export type { DomainFunction } from './draft.ts';
export { forgetDomain } from './memory.ts';
export { type ObservedResponse, ObservedResponses } from './observed.ts';
export { guessedSchema, toldFields } from './prose.ts';
export { readActions, readDomain } from './read.ts';
export { statedCatalog, statedFunctions } from './stated-functions.ts';
export {
  type EntityStatement,
  type FunctionStatement,
  functionStatement,
  NO_STATEMENTS,
  type StatementProblem,
  type Statements,
  statementsIn,
} from './statements.ts';
export * from './types.ts';
export { isLeftOut } from './values.ts';
