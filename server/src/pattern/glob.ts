import picomatch from 'picomatch';
import { matchesPattern, patternUnmatched } from './match.ts';

export type GlobMatcher = (relativePath: string) => boolean;

export interface GlobOptions {
  /** Whether wildcards match names that begin with a dot; default true. */
  readonly dot?: boolean;
}

/** Longer globs are refused: nobody writes them by hand, and each is translated before it is bounded. */
export const MAX_GLOB = 500;
/** Paths as long as file systems have them. */
const LONG_PATH = 4_096;

/**
 * Matches paths, with `/`, against globs as picomatch reads them. Globs come from strangers' settings: what they
 * translate to is matched within the bound of {@link matchesPattern}. One with a {@link globProblem} matches nothing, and
 * the others go on.
 */
export function createGlobMatcher(globs: readonly string[], { dot = true }: GlobOptions = {}): GlobMatcher {
  const usable = globs.flatMap((glob) => {
    const source = sourceOf(glob, dot);
    return typeof source === 'string' ? [{ glob, source }] : [];
  });
  return (path) =>
    path.length <= LONG_PATH &&
    usable.some(({ glob, source }) => path === glob || matchesPattern(source, path) === true);
}

/** What is wrong with a glob, worded for a person; undefined where it can be used. */
export function globProblem(glob: string): string | undefined {
  const source = sourceOf(glob);
  return typeof source === 'string' ? undefined : source.problem;
}

/** The folder a glob starts in, written with `/`, and what is to be matched below it: `../a/*.json` is `../a` and `*.json`. */
export function globBase(glob: string): { readonly base: string; readonly rest: string } {
  if (glob.length > MAX_GLOB) return { base: '', rest: glob };
  const { base, glob: rest } = picomatch.scan(glob);
  return { base, rest };
}

function sourceOf(glob: string, dot = true): string | { readonly problem: string } {
  if (glob.trim() === '') return { problem: 'a glob must not be empty' };
  if (glob.includes('\0')) return { problem: 'a glob must not hold a NUL character' };
  if (glob.length > MAX_GLOB) return { problem: `a glob has at most ${MAX_GLOB} characters` };
  try {
    const { source } = picomatch.makeRe(glob, { dot });
    const why = patternUnmatched(source);
    return why === undefined ? source : { problem: `the glob cannot be matched: as a pattern, ${why}` };
  } catch (error) {
    return { problem: `the glob cannot be read (${error instanceof Error ? error.message : String(error)})` };
  }
}
