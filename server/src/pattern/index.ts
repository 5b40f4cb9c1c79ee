export { hasDoublingLoop } from './ambiguous.ts';
export { createGlobMatcher, type GlobMatcher, globBase, globProblem, MAX_GLOB } from './glob.ts';
export { matchesPattern, patternUnmatched } from './match.ts';
