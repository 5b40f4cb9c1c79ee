import type { DependencyGraph } from '../../graph/index.ts';
import type { Json } from '../../json/index.ts';
import {
  createGapFinder,
  createPathChecker,
  type GivenPath,
  MAX_GIVEN_PATHS,
  nextFunctions,
  pathCoverage,
  readPath,
  samplePaths,
  unsoundPaths,
} from '../../path/index.ts';
import type { CatalogEntry } from '../../signature/index.ts';
import { refused } from '../guard.ts';
import { graphOf, statedEntries } from '../scope.ts';
import type { Session } from '../session.ts';
import { onRequest } from './request.ts';

const MAX_PATHS = 10_000;
/** Functions that are named as the next of a path. */
const MAX_NEXT = 50;

/** Signature paths: sampled, and those that a person edits. */
export function registerPathRequests(session: Session): void {
  onRequest(session, 'magnet/paths', async ({ uris, count, ...settings }) => {
    const entries = statedEntries(session, uris === undefined ? {} : { uris });
    const graph = await graphOf(session, entries);
    const limit = Math.max(0, Math.min(count ?? 1, MAX_PATHS));
    return [...samplePaths(graph, { ...settings, count: limit }, entries)];
  });
  onRequest(session, 'magnet/checkPaths', async ({ uris, paths }) => {
    const entries = statedEntries(session, uris === undefined ? {} : { uris });
    const graph = await graphOf(session, entries);
    const given = pathsIn(paths);
    const { check, gaps } = checksOf(session, graph, entries);
    return {
      checks: given.map(({ turns }) => ({
        problems: check(turns),
        gaps: gaps(turns),
        next: nextFunctions(graph, turns, MAX_NEXT),
      })),
      coverage: pathCoverage(graph, given),
    };
  });
}

/** What checking needs of a graph: it holds for each edit of a path until the functions change. */
interface Checks {
  /** Version of the catalog. */
  readonly version: number;
  readonly check: ReturnType<typeof createPathChecker>;
  readonly gaps: ReturnType<typeof createGapFinder>;
}

const checks = new WeakMap<DependencyGraph, Checks>();

/** What was derived of the functions is kept with their graph, until either changes. */
function checksOf({ project: { version } }: Session, graph: DependencyGraph, entries: readonly CatalogEntry[]): Checks {
  const known = checks.get(graph);
  if (known?.version === version) return known;
  const made = { version, check: createPathChecker(graph, entries), gaps: createGapFinder(graph, entries) };
  checks.set(graph, made);
  return made;
}

/** Paths as a client sends them. @throws a refusal that names the first that is none */
function pathsIn(paths: unknown): GivenPath[] {
  if (!Array.isArray(paths) || paths.length > MAX_GIVEN_PATHS)
    throw refused(`Paths are a list, of at most ${MAX_GIVEN_PATHS}.`);
  return paths.map((path: Json, at) => {
    const read = readPath(path, (name) => [name]);
    if (typeof read === 'string') throw refused(`Path ${at + 1}: ${read}.`);
    return read;
  });
}

/** Paths to generate from. @throws a refusal that says what stands against them */
export async function soundPaths(
  session: Session,
  paths: unknown,
  entries: readonly CatalogEntry[],
): Promise<readonly GivenPath[]> {
  const given = pathsIn(paths);
  const [first, ...others] = unsoundPaths(given, createPathChecker(await graphOf(session, entries), entries));
  if (first === undefined) return given;
  throw refused(others.length === 0 ? first : `${first} (and ${others.length} more)`);
}
