export { statementProblems } from './check-statements.ts';
export type { DomainFunction } from './draft.ts';
export { forgetDomain } from './memory.ts';
export { type ObservedResponse, ObservedResponses } from './observed.ts';
export { guessedSchema, toldFields } from './prose.ts';
export { readDomain } from './read.ts';
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
