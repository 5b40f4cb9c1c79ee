import path from 'node:path';
import { readRegularText } from '../files/index.ts';
import type { DependencyGraph } from '../graph/index.ts';
import { createPathChecker, type GivenPath, readPaths, unsoundPaths } from '../path/index.ts';
import type { Catalog } from '../signature/index.ts';
import { type CommandContext, UsageError } from './command.ts';

/** A file of paths is written by hand or by a command; larger is something else. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Problems that are shown in full. */
const SHOWN = 20;

/**
 * The paths of a file, each fit to be generated from.
 * @throws UsageError where the file cannot be read, or a path in it is unsound: all problems are listed
 */
export async function givenPaths(
  file: string,
  catalog: Catalog,
  graph: DependencyGraph,
  context: CommandContext,
): Promise<readonly GivenPath[]> {
  const text = await readRegularText(path.resolve(context.cwd, file), MAX_BYTES);
  const { paths, problems, without } = readPaths(text, (name) => catalog.lookup(name).map(({ id }) => id));
  const all = problems.length > 0 ? problems : unsoundPaths(paths, createPathChecker(graph, catalog.entries));
  if (all.length === 0 && paths.length > 0) {
    if (without > 0)
      context.terminal.message(
        `${file}: ${without} ${without === 1 ? 'record calls' : 'records call'} nothing: no path to go along; left out.`,
      );
    return paths;
  }
  const details = all.slice(0, SHOWN);
  if (all.length > SHOWN) details.push(`… and ${all.length - SHOWN} more`);
  throw new UsageError(`--paths: ${file} ${all.length === 0 ? 'holds no path' : 'cannot be generated from'}.`, details);
}
