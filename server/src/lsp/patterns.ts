import { createGlobMatcher, type GlobMatcher } from '../pattern/index.ts';

/** What counts as a signature file without being asked: our own language and names nobody else claims. */
export const DEFAULT_FILES = ['**/*.fsig', '**/*.tools.json', '**/*.tools.jsonl'] as const;

/** Whether a file has one of those names. */
export function isDefaultName(uri: string): boolean {
  return /\.(?:fsig|tools\.jsonl?)$/.test(uri);
}

/** Folders never searched: they hold other people's files, or none that a person wrote. */
const SKIPPED_FOLDERS = new Set(['node_modules', '.git', '.hg', '.svn', '.venv', '__pycache__']);

export function isSkippedFolder(name: string): boolean {
  return SKIPPED_FOLDERS.has(name);
}

export type PathMatcher = GlobMatcher;

/** Matches paths relative to a folder, with `/`, against the default patterns and a person's own globs. */
export function createMatcher(extra: readonly string[]): PathMatcher {
  const globs = extra.flatMap((glob) => (glob.includes('/') ? [glob.replace(/^\.?\//, '')] : [glob, `**/${glob}`]));
  return createGlobMatcher([...DEFAULT_FILES, ...globs]);
}
