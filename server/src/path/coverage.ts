import type { DependencyGraph } from '../graph/index.ts';
import type { PathTurn } from './types.ts';

/** How much of a graph some paths touch. */
export interface PathCoverage {
  readonly functions: { readonly used: number; readonly of: number };
  readonly edges: { readonly used: number; readonly of: number };
}

/**
 * Counts the functions that paths call and the edges that they walk along: to each call leads the newest earlier one
 * that has an edge to it.
 */
export function pathCoverage(
  graph: DependencyGraph,
  paths: Iterable<{ readonly turns: readonly PathTurn[] }>,
): PathCoverage {
  const functions = new Set<number>();
  const edges = new Set<number>();
  for (const { turns } of paths) {
    /** Function → place of its last call. */
    const called = new Map<string, number>();
    for (const [place, id] of turns.flatMap((turn) => turn.functions).entries()) {
      const node = graph.index(id);
      if (node !== undefined) functions.add(node);
      const edge = newestEdge(graph, id, called);
      if (edge !== undefined) edges.add(edge);
      called.set(id, place);
    }
  }
  return {
    functions: { used: functions.size, of: graph.nodes.length },
    edges: { used: edges.size, of: graph.edges.length },
  };
}

/** Index of the edge to a function from the one of its producers that was called last. */
function newestEdge(graph: DependencyGraph, id: string, called: ReadonlyMap<string, number>): number | undefined {
  let newest: { readonly edge: number; readonly place: number } | undefined;
  for (const edge of graph.incoming(id)) {
    const place = called.get(graph.edges[edge]?.from ?? '');
    if (place !== undefined && place > (newest?.place ?? -1)) newest = { edge, place };
  }
  return newest?.edge;
}
