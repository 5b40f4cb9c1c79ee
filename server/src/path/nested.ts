import { readDomain } from '../domain/index.ts';
import type { DependencyGraph, GraphFunction } from '../graph/index.ts';

/** What Insert asks of a graph: which functions can be nested with one, and which may be called without being asked for. */
export interface Neighbours {
  /** Functions with a parameter that the output of `id` can fill. */
  fedBy(id: string): readonly string[];
  /** Functions whose output can fill a required parameter of `id`. */
  feeding(id: string): readonly string[];
  /** The function only looks: no user is surprised that it was called. A write is never hidden behind a question. */
  mayBeImplicit(id: string): boolean;
}

/** Weaker evidence does not make one call the purpose of another. */
const MIN_NESTED = 0.5;

/**
 * The neighbours of a graph by its edges of kind input and part (sec. 3.4, Insert); premises hand nothing on.
 * @param functions the graph's functions; those that are not among them are never called implicitly.
 */
export function createNeighbours(
  graph: DependencyGraph,
  functions: Iterable<GraphFunction>,
  minScore: number,
): Neighbours {
  const all = [...functions];
  const required = new Map(all.map(({ id, signature }) => [id, new Set(signature.parameters.required ?? [])]));
  let looking: ReadonlySet<string> | undefined;
  const feeds = (index: number, needed?: ReadonlySet<string>): boolean => {
    const edge = graph.edges[index];
    return (
      edge !== undefined &&
      edge.kind !== 'premise' &&
      edge.score >= minScore &&
      (needed === undefined ||
        edge.evidence.some(({ parameter, score }) => score >= MIN_NESTED && needed.has(topLevel(parameter))))
    );
  };
  return {
    fedBy: remembered((id) =>
      graph
        .outgoing(id)
        .filter((index) => feeds(index))
        .map((index) => graph.edges[index]?.to as string),
    ),
    feeding: remembered((id) =>
      graph
        .incoming(id)
        .filter((index) => feeds(index, required.get(id) ?? NOTHING))
        .map((index) => graph.edges[index]?.from as string),
    ),
    mayBeImplicit: (id) => {
      looking ??= lookingFunctions(all);
      return looking.has(id);
    },
  };
}

const NOTHING: ReadonlySet<string> = new Set();

function topLevel(parameter: string): string {
  return parameter.split(/[.[]/)[0] as string;
}

/** Functions that change nothing, by the domain and by what their authors say. */
function lookingFunctions(functions: readonly GraphFunction[]): Set<string> {
  const looking = new Set<string>();
  readDomain(functions).functions.forEach((reading, at) => {
    const { readOnly, destructive } = functions[at]?.signature.annotations ?? {};
    const looks = ['get', 'list', 'compute', 'session'].includes(reading.operation) || readOnly === true;
    if (!reading.writes && looks && readOnly !== false && destructive !== true) looking.add(reading.function);
  });
  return looking;
}

function remembered<T>(compute: (id: string) => T): (id: string) => T {
  const cache = new Map<string, T>();
  return (id) => {
    let known = cache.get(id);
    if (known === undefined) {
      known = compute(id);
      cache.set(id, known);
    }
    return known;
  };
}
