export { type DomainFunction, readDomain, statementProblems } from './read.ts';
export {
  type EntityStatement,
  type FunctionStatement,
  functionStatement,
  NO_STATEMENTS,
  STATEMENT_KEYWORD,
  type StatementProblem,
  type Statements,
  statementsIn,
} from './statements.ts';
export * from './types.ts';
