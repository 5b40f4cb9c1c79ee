import path from 'node:path';
import { type Statements, statedCatalog } from '../domain/index.ts';
import { readRegularText, UnreadableFile } from '../files/index.ts';
import {
  applyCuration,
  buildGraph,
  type CuratedGraph,
  type DependencyGraph,
  type GraphFunction,
  MAX_CURATION_BYTES,
  parseCuration,
} from '../graph/index.ts';
import { lineIndex } from '../signature/index.ts';
import { type CommandContext, UsageError } from './command.ts';
import { type LoadedCatalog, loadCatalog } from './files.ts';
import { readProgram } from './program-document.ts';
import { sayReading } from './reading.ts';

/** Name of the file that keeps a person's accepted, rejected and added edges. */
export const CURATION_FILE = 'magnet.graph.json';

/**
 * Lays the curation file over a derived graph: the named one, else `magnet.graph.json` of the working folder, else the
 * one beside the first signature file. Problems in it are printed with their lines.
 * @throws UsageError when a named file cannot be read.
 */
export async function curate(
  graph: DependencyGraph,
  files: readonly string[],
  context: CommandContext,
  named?: string,
  functions: readonly GraphFunction[] = [],
): Promise<CuratedGraph> {
  const found = await findCuration(files, context, named);
  if (found === undefined) return { graph, rejected: [], problems: [] };
  const curation = parseCuration(found.text);
  const curated = applyCuration(graph, curation, functions);
  const problems = [...curation.problems, ...curated.problems];
  const lines = lineIndex(found.text);
  for (const { span, severity, message, code } of problems) {
    const { line, character } = lines.positionAt(span.start);
    context.terminal.message(`${found.file}:${line + 1}:${character + 1}: ${severity}: ${message} [${code}]`);
  }
  return { ...curated, problems };
}

/** A catalog with what the curation file says of its functions and entities already in the signatures. */
export interface StatedCatalog extends LoadedCatalog {
  readonly statements?: Statements;
}

/**
 * Reads files as `loadCatalog` does, for whatever follows from the domain: what the curation file says of functions and
 * entities stands in their signatures, so that graph, world, certificates and hashes read one and the same.
 * @throws UsageError as `loadCatalog` does, and when a named curation file cannot be read.
 */
export async function loadStated(
  patterns: readonly string[],
  context: CommandContext,
  named?: string,
): Promise<StatedCatalog> {
  const readCode = async (file: string, text: string) => (await readProgram(file, text, context))?.document;
  return withStated(sayReading(await loadCatalog(patterns, context, {}, readCode), context), context, named);
}

/** A catalog that was read, with what the curation file says in its signatures: see `loadStated`. */
export async function withStated(
  loaded: LoadedCatalog,
  context: CommandContext,
  named?: string,
): Promise<StatedCatalog> {
  const found = await findCuration(loaded.files, context, named);
  const statements = found === undefined ? undefined : parseCuration(found.text).statements;
  if (statements === undefined) return loaded;
  return { ...loaded, catalog: statedCatalog(loaded.catalog, statements), statements };
}

/** The graph every command works on: derived from the catalog, with the curation file laid over it. */
export async function curatedGraph(
  { catalog, files }: StatedCatalog,
  context: CommandContext,
): Promise<DependencyGraph> {
  return (await curate(buildGraph(catalog.entries), files, context, undefined, catalog.entries)).graph;
}

async function findCuration(
  files: readonly string[],
  context: CommandContext,
  named: string | undefined,
): Promise<{ readonly file: string; readonly text: string } | undefined> {
  if (named !== undefined) {
    const file = path.resolve(context.cwd, named);
    try {
      return { file, text: await readRegularText(file, MAX_CURATION_BYTES) };
    } catch (error) {
      throw new UsageError(`${file} ${error instanceof Error ? error.message : String(error)}.`);
    }
  }
  const folders = [context.cwd, ...(files[0] === undefined ? [] : [path.dirname(files[0])])];
  for (const folder of new Set(folders)) {
    const file = path.join(folder, CURATION_FILE);
    const text = await readIfThere(file, context);
    if (text !== undefined) return { file, text };
  }
  return undefined;
}

/** What is there and cannot be read is told, and left out: the graph stands without it. */
async function readIfThere(file: string, context: CommandContext): Promise<string | undefined> {
  try {
    return await readRegularText(file, MAX_CURATION_BYTES);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    if (error.code !== 'ENOENT') context.terminal.message(`magnet: ${file} ${error.message}; it is left out.`);
    return undefined;
  }
}
