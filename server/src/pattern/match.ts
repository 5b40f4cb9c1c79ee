import { costOf, type PatternCost, worstSteps } from './cost.ts';
import { type Program, programOf, Unfollowed } from './program.ts';
import { finds, StepsSpent } from './simulate.ts';

/** Longer patterns are not read. */
const MAX_PATTERN = 10_000;
/** Steps that the language's own engine may take at the worst; where it could take more, the pattern is simulated. */
const MAX_NATIVE_STEPS = 2e6;
/** Steps of a simulation: some hundredths of a second. */
const MAX_STEPS = 1e6;
/** Patterns kept compiled. */
const MAX_CACHED = 500;

interface Compiled {
  readonly expression: RegExp;
  readonly cost: PatternCost;
  /** Made when first wanted; null where the pattern cannot be simulated. */
  program?: Program | null;
}

const cache = new Map<string, Compiled | undefined>();

/**
 * Whether a text matches a pattern of JSON Schema (ECMA-262, not anchored). Patterns come from strangers, and JavaScript's
 * own engine can take longer than the sun will shine: it is asked where the pattern's shape bounds its work, and all
 * other patterns are simulated in time that grows with pattern times text, with the same answers.
 * @returns undefined where the pattern is no regular expression or the question stays too costly, see {@link patternUnmatched}.
 */
export function matchesPattern(pattern: string, text: string): boolean | undefined {
  const compiled = compiledOf(pattern);
  if (compiled === undefined) return undefined;
  if (worstSteps(pattern, compiled.cost, text.length) <= MAX_NATIVE_STEPS) return compiled.expression.test(text);
  if (compiled.program === undefined) compiled.program = simulated(pattern, compiled.expression.flags) ?? null;
  if (compiled.program === null) return undefined;
  try {
    return finds(compiled.program, unitsOf(text, compiled.expression.unicode), MAX_STEPS);
  } catch (error) {
    if (error instanceof StepsSpent) return undefined;
    throw error;
  }
}

/** Why texts of any but small length cannot be held against a pattern; undefined where they can. */
export function patternUnmatched(pattern: string): string | undefined {
  if (pattern.length > MAX_PATTERN) return 'it is too long';
  const compiled = compiledOf(pattern);
  if (compiled === undefined) return 'it is no regular expression';
  if (worstSteps(pattern, compiled.cost, 64) <= MAX_NATIVE_STEPS) return undefined;
  try {
    compiled.program ??= treeProgram(pattern, compiled.expression.flags);
    return undefined;
  } catch (error) {
    return error instanceof Unfollowed ? error.message.replace(/^the pattern /, 'it ') : 'it cannot be read';
  }
}

function compiledOf(pattern: string): Compiled | undefined {
  if (cache.has(pattern)) return cache.get(pattern);
  const compiled = compile(pattern);
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(pattern, compiled);
  return compiled;
}

function compile(pattern: string): Compiled | undefined {
  if (pattern.length > MAX_PATTERN) return undefined;
  for (const flags of ['u', '']) {
    try {
      return { expression: new RegExp(pattern, flags), cost: costOf(pattern) };
    } catch {
      // Patterns written for other engines may still be legal without `u`.
    }
  }
  return undefined;
}

function simulated(pattern: string, flags: string): Program | undefined {
  try {
    return treeProgram(pattern, flags);
  } catch {
    // Back-references, or syntax that the parser does not know yet.
    return undefined;
  }
}

function treeProgram(pattern: string, flags: string): Program {
  // Read with the first pattern that needs it: most do not (scripts/bundles.mjs).
  const { RegExpParser } = require('@eslint-community/regexpp') as typeof import('@eslint-community/regexpp');
  return programOf(new RegExpParser().parsePattern(pattern, 0, pattern.length, flags === 'u'), flags);
}

function unitsOf(text: string, unicode: boolean): number[] {
  if (unicode) return Array.from(text, (character) => character.codePointAt(0) as number);
  return Array.from({ length: text.length }, (_none, at) => text.charCodeAt(at));
}
