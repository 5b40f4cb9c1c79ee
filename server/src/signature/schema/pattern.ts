/** Steps a match may take at the worst; a longer text is not tried. */
const MAX_STEPS = 1e7;
/** Characters tried against a pattern whose cost may double with each. */
const MAX_EXPONENTIAL_LENGTH = 18;
/** Patterns kept compiled. */
const MAX_CACHED = 500;

interface CompiledPattern {
  readonly expression: RegExp;
  readonly maxLength: number;
}

const cache = new Map<string, CompiledPattern | undefined>();

/**
 * Whether a text matches a pattern of JSON Schema (ECMA-262, not anchored). Patterns come from strangers: where
 * a match could take exponential time or long, it is not tried.
 * @returns undefined where the pattern is no regular expression or the question is too costly.
 */
export function matchesPattern(pattern: string, text: string): boolean | undefined {
  let compiled = cache.get(pattern);
  if (compiled === undefined && !cache.has(pattern)) {
    compiled = compile(pattern);
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(pattern, compiled);
  }
  if (compiled === undefined || text.length > compiled.maxLength) return undefined;
  return compiled.expression.test(text);
}

function compile(pattern: string): CompiledPattern | undefined {
  if (pattern.length > 10_000) return undefined;
  for (const flags of ['u', '']) {
    try {
      return { expression: new RegExp(pattern, flags), maxLength: longestTried(pattern) };
    } catch {
      // Patterns written for other engines may still be legal without `u`.
    }
  }
  return undefined;
}

/** Text length up to which any backtracking stays within MAX_STEPS, from the shape of the pattern. */
function longestTried(pattern: string): number {
  const { loops, nested } = shapeOf(pattern);
  if (nested) return MAX_EXPONENTIAL_LENGTH;
  return Math.floor(MAX_STEPS ** (1 / (loops + 1)));
}

/** Unbounded repetitions of a pattern, and whether one repeats a group that itself repeats or chooses. */
function shapeOf(pattern: string): { loops: number; nested: boolean } {
  let loops = 0;
  let nested = /\\[1-9k]/.test(pattern);
  const groups: boolean[] = [false];
  let closed = false;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at];
    const wasClosed: boolean = closed;
    closed = false;
    if (sign === '\\') at++;
    else if (sign === '[') at = classEnd(pattern, at);
    else if (sign === '(') groups.push(false);
    else if (sign === '|') groups[groups.length - 1] = true;
    else if (sign === ')') {
      closed = groups.pop() === true;
      if (groups.length === 0) groups.push(false);
      if (closed) groups[groups.length - 1] = true;
    } else if (isRepetition(pattern, at)) {
      loops++;
      if (wasClosed) nested = true;
      groups[groups.length - 1] = true;
    }
  }
  return { loops, nested };
}

/** `*`, `+` and `{n,}`; a large `{n,m}` counts as one. */
function isRepetition(pattern: string, at: number): boolean {
  if (pattern[at] === '*' || pattern[at] === '+') return pattern[at - 1] !== '(';
  const counts = pattern[at] === '{' ? /^\{(\d+)(,?)(\d*)\}/.exec(pattern.slice(at, at + 24)) : null;
  if (counts === null) return false;
  return counts[2] === ',' && (counts[3] === '' || Number(counts[3]) > 16);
}

function classEnd(pattern: string, at: number): number {
  for (let index = at + 1; index < pattern.length; index++) {
    if (pattern[index] === '\\') index++;
    else if (pattern[index] === ']') return index;
  }
  return pattern.length;
}
