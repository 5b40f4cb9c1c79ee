export { createGlobMatcher, type GlobMatcher, globProblem, MAX_GLOB } from './glob.ts';
export { matchesPattern, patternUnmatched } from './match.ts';
