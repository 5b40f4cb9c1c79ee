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
// What names and texts say of deeds and values: the graph has no other door to their words.
export { type Concept, conceptOfWords } from './words/concept.ts';
export { contentWordsOf, deedOf, objectInText, wordsOfParts } from './words/deed.ts';
export { actionOf, familyOf } from './words/deed-verbs.ts';
export { IDENTITY_ROLES, QUALIFIERS, STOP_WORDS, SUFFIXES } from './words/lexicon.ts';
export { carriedUnit, carriedUnitAmong } from './words/measures.ts';
export { type Mention, mayMention, mentionsIn, sourcesIn } from './words/mentions.ts';
export { convertedIn, returnedIn } from './words/told-outputs.ts';
export { chosenIn, currentIn, givesBytes, letsIn, loginTold, mentionedBefore } from './words/told-premises.ts';
export {
  type ReadValue,
  type RoledValue,
  type Value,
  type ValueReading,
  type ValueType,
  valuesOf,
} from './words/value.ts';
export {
  headOf,
  isBoundName,
  isCurrentName,
  isNewName,
  isRecipientName,
  isReferringName,
  isSecretName,
  isSessionToken,
  mentionedAs,
  thingNamed,
} from './words/value-names.ts';
