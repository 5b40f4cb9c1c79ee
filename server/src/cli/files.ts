import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { glob } from 'tinyglobby';
import { buildCatalog, type Catalog, type ParseOptions, parseDocument } from '../signature/index.ts';
import { type CommandContext, UsageError } from './command.ts';

/** What a folder is searched for: our own language and the narrow JSON patterns, never every `.json`. */
const DEFAULT_PATTERNS = ['**/*.fsig', '**/*.tools.json', '**/*.tools.jsonl', '**/tools-list.json'];

/** More than any tool collection seen in practice; a larger file is named and left out. */
const MAX_BYTES = 256 * 1024 * 1024;

export interface LoadedCatalog {
  readonly catalog: Catalog;
  /** Absolute paths, in the order read. */
  readonly files: readonly string[];
}

/**
 * Reads the named files, folders and globs into one catalog. A file that is named is read whatever its extension.
 * @param options A kind or dialect to read all of them as, instead of recognising it.
 * @throws UsageError when a named file cannot be read, or when nothing matches.
 */
export async function loadCatalog(
  patterns: readonly string[],
  context: CommandContext,
  options: ParseOptions = {},
): Promise<LoadedCatalog> {
  const files = await resolveFiles(patterns, context.cwd);
  const documents = await Promise.all(
    files.map(async (file) => parseDocument(pathToFileURL(file).href, await readText(file), options)),
  );
  return { catalog: buildCatalog(documents), files };
}

/** Absolute paths behind the patterns, each once, in the order named. */
export async function resolveFiles(patterns: readonly string[], cwd: string): Promise<string[]> {
  if (patterns.length === 0) throw new UsageError('no files given. Name signature files, folders or globs.');
  const found = new Set<string>();
  for (const pattern of patterns) {
    const matches = await matchPattern(pattern, cwd);
    if (matches.length === 0) throw new UsageError(`no signature files match "${pattern}" (searched from ${cwd}).`);
    for (const match of matches) found.add(match);
  }
  return [...found];
}

async function matchPattern(pattern: string, cwd: string): Promise<string[]> {
  const absolute = path.resolve(cwd, pattern);
  const status = await stat(absolute).catch(() => undefined);
  if (status?.isFile() === true) return [absolute];
  const search =
    status?.isDirectory() === true ? { cwd: absolute, patterns: DEFAULT_PATTERNS } : { cwd, patterns: [pattern] };
  const matches = await glob(search.patterns, {
    cwd: search.cwd,
    absolute: true,
    ignore: ['**/node_modules/**', '**/.git/**'],
    expandDirectories: false,
  });
  return matches.map((match) => path.normalize(match)).sort();
}

async function readText(file: string): Promise<string> {
  try {
    const status = await stat(file);
    if (status.size > MAX_BYTES) throw new UsageError(`${file}: larger than ${MAX_BYTES / 1024 / 1024} MiB, not read.`);
    return decode(await readFile(file));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file}: cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  }
}

/** Text of a file's bytes: UTF-8, or UTF-16 where a byte order mark says so. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  return bytes.toString('utf8');
}
