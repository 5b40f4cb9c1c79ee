import type { DependencyGraph, EdgeKind } from './types.ts';

/** What lies around one function. */
export interface Neighbourhood {
  /** Ids with their distance from the centre, nearest first; the centre is 0. */
  readonly distances: ReadonlyMap<string, number>;
  /** Indices into `graph.edges` of the edges between them. */
  readonly edges: readonly number[];
}

/** Functions at most `steps` edges away in either direction, and the edges among them. Empty for an unknown id. */
export function neighbourhood(graph: DependencyGraph, id: string, steps: number): Neighbourhood {
  const distances = new Map<string, number>();
  if (graph.index(id) === undefined) return { distances, edges: [] };
  distances.set(id, 0);
  let frontier = [id];
  for (let step = 1; step <= steps && frontier.length > 0; step += 1) {
    const next: string[] = [];
    for (const node of frontier) {
      for (const neighbour of neighboursOf(graph, node)) {
        if (distances.has(neighbour)) continue;
        distances.set(neighbour, step);
        next.push(neighbour);
      }
    }
    frontier = next;
  }
  const edges = new Set<number>();
  for (const node of distances.keys()) {
    for (const index of graph.outgoing(node)) if (distances.has(graph.edges[index]?.to ?? '')) edges.add(index);
  }
  return { distances, edges: [...edges].sort((a, b) => a - b) };
}

function* neighboursOf(graph: DependencyGraph, id: string): Generator<string> {
  for (const index of graph.outgoing(id)) yield graph.edges[index]?.to ?? id;
  for (const index of graph.incoming(id)) yield graph.edges[index]?.from ?? id;
}

/** A graph in a few numbers, and the functions that stand at its edges. */
export interface GraphSummary {
  readonly functions: number;
  readonly edges: number;
  readonly byKind: Readonly<Record<EdgeKind, number>>;
  /** Edges that rest on a predicted response. */
  readonly inferred: number;
  readonly verified: number;
  readonly curated: number;
  /** Mean number of edges leaving a function. */
  readonly meanOutDegree: number;
  /** No edge at all. */
  readonly isolated: readonly string[];
  /** Fed by others, feed none: a walk ends here. */
  readonly deadEnds: readonly string[];
  /** Feed others, fed by none: a walk starts here. */
  readonly entryPoints: readonly string[];
}

/** Counts and special functions of a graph, ids in node order. */
export function graphSummary(graph: DependencyGraph): GraphSummary {
  const byKind: Record<EdgeKind, number> = { premise: 0, input: 0, part: 0 };
  for (const { kind } of graph.edges) byKind[kind] += 1;
  const ids = graph.nodes.map(({ id }) => id);
  const feeds = (id: string) => graph.outgoing(id).length > 0;
  const fed = (id: string) => graph.incoming(id).length > 0;
  return {
    functions: ids.length,
    edges: graph.edges.length,
    byKind,
    inferred: graph.edges.filter(({ inferred }) => inferred).length,
    verified: graph.edges.filter(({ verification }) => verification?.state === 'verified').length,
    curated: graph.edges.filter(({ curation }) => curation !== undefined).length,
    meanOutDegree: ids.length === 0 ? 0 : graph.edges.length / ids.length,
    isolated: ids.filter((id) => !feeds(id) && !fed(id)),
    deadEnds: ids.filter((id) => !feeds(id) && fed(id)),
    entryPoints: ids.filter((id) => feeds(id) && !fed(id)),
  };
}
