import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findFiles, readRegularText, UnreadableFile } from '../files/index.ts';
import { createGlobMatcher, globBase, globProblem } from '../pattern/index.ts';
import {
  buildCatalog,
  type Catalog,
  type ParseOptions,
  parseDocument,
  type SignatureDocument,
} from '../signature/index.ts';
import { type CommandContext, EXIT, UsageError } from './command.ts';

/** What a folder is searched for: our own language and the narrow JSON patterns, never every `.json`. */
const DEFAULT_PATTERNS = ['**/*.fsig', '**/*.tools.json', '**/*.tools.jsonl', '**/tools-list.json'];

/** More than any tool collection seen in practice; a larger file is named and left out. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Folders that hold other people's files. */
const SKIPPED_FOLDERS = new Set(['node_modules', '.git']);

/** What one pattern may cost to search. */
const SEARCH_LIMITS = { maxFiles: 100_000, maxEntries: 1_000_000 };

export interface LoadedCatalog {
  readonly catalog: Catalog;
  /** Absolute paths, in the order read. */
  readonly files: readonly string[];
}

/**
 * Reads the named files, folders and globs into one catalog. A file that is named is read whatever its extension.
 * One that cannot be read, or is empty, is told and makes the exit code 2; the others are served all the same.
 * @param options A kind or dialect to read all of them as, instead of recognising it.
 * @param readProgram Reads a program as a document of tools; without it such a file is told to be no signatures.
 * @throws UsageError when nothing matches, or when no file can be read.
 */
export async function loadCatalog(
  patterns: readonly string[],
  context: CommandContext,
  options: ParseOptions = {},
  readProgram?: (file: string, text: string) => Promise<SignatureDocument | undefined>,
): Promise<LoadedCatalog> {
  const files = await resolveFiles(patterns, context.cwd);
  const read = await Promise.all(files.map((file) => readText(withoutClasses(file), context.cwd)));
  const unreadable = read.flatMap((result) => (result.ok ? [] : [result.reason]));
  if (unreadable.length === files.length) throw new UsageError(unreadable[0] ?? '', unreadable.slice(1));
  for (const reason of unreadable) context.terminal.message(`magnet: ${reason}`);
  if (unreadable.length > 0) context.exit(EXIT.usage);
  const documents: SignatureDocument[] = [];
  for (const [index, result] of read.entries()) {
    const file = files[index] ?? '';
    if (!result.ok) continue;
    documents.push(
      (await readProgram?.(file, result.text)) ?? parseDocument(pathToFileURL(file).href, result.text, options),
    );
  }
  const served = files.filter((_file, index) => read[index]?.ok === true).map(withoutClasses);
  return { catalog: buildCatalog(documents), files: [...new Set(served)] };
}

/** The file of `FILE.py#Class,Other`, which names classes of a Python file. */
function withoutClasses(file: string): string {
  return file.replace(/(\.py)#[\p{L}_][\p{L}\p{N}_,]*$/u, '$1');
}

/** Absolute paths behind the patterns, each once, in the order named; a Python file keeps the classes named with it. */
export async function resolveFiles(patterns: readonly string[], cwd: string): Promise<string[]> {
  if (patterns.length === 0) throw new UsageError('no files given. Name signature files, folders or globs.');
  const found = new Set<string>();
  for (const pattern of patterns) {
    const matches = await matchPattern(pattern, cwd);
    if (matches.length === 0) throw new UsageError(await explainNoMatch(pattern, cwd));
    for (const match of matches) found.add(match);
  }
  return [...found];
}

async function explainNoMatch(pattern: string, cwd: string): Promise<string> {
  const status = await stat(path.resolve(cwd, pattern)).catch(() => undefined);
  if (status?.isDirectory() !== true) return `no file matches "${pattern}" (searched from ${cwd}).`;
  const looked = DEFAULT_PATTERNS.map((name) => name.replace('**/', '')).join(', ');
  return `the folder "${pattern}" holds no signature files (${looked}). Name other files one by one, or with a glob.`;
}

async function matchPattern(pattern: string, cwd: string): Promise<string[]> {
  const absolute = path.resolve(cwd, pattern);
  const status = await stat(absolute).catch(() => undefined);
  // What is no file is named as such in reading it.
  if (status !== undefined && !status.isDirectory()) return [absolute];
  if (status !== undefined) return search(pattern, absolute, DEFAULT_PATTERNS);
  if ((await stat(withoutClasses(absolute)).catch(() => undefined))?.isFile() === true) return [absolute];
  const { base, rest } = globBase(path.sep === '\\' ? pattern.replaceAll('\\', '/') : pattern);
  if (rest === '') return [];
  const problem = globProblem(rest);
  if (problem !== undefined) throw new UsageError(`"${pattern}": ${problem}.`);
  return search(pattern, path.resolve(cwd, base), [rest]);
}

async function search(pattern: string, root: string, globs: readonly string[]): Promise<string[]> {
  const { files, cut } = await findFiles(root, {
    ...SEARCH_LIMITS,
    matches: createGlobMatcher(globs, { dot: false }),
    skips: (name) => SKIPPED_FOLDERS.has(name),
    followLinks: true,
  });
  if (cut)
    throw new UsageError(`"${pattern}" leads to more files and folders than are searched; name a narrower folder.`);
  return [...files].sort();
}

type ReadResult = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

async function readText(file: string, cwd: string): Promise<ReadResult> {
  const name = path.relative(cwd, file);
  try {
    const text = await readRegularText(file, MAX_BYTES);
    if (text.trim() === '') return { ok: false, reason: `${name}:1:1: the file is empty.` };
    return { ok: true, text };
  } catch (error) {
    if (error instanceof UnreadableFile) return { ok: false, reason: `${name} ${error.message}.` };
    throw error;
  }
}
