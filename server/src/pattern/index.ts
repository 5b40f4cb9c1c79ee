export { createGlobMatcher, type GlobMatcher, globProblem, LONGEST_GLOB } from './glob.ts';
export { matchesPattern, patternUnmatched } from './match.ts';
