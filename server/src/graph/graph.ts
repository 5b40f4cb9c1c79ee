import type { DependencyEdge, DependencyGraph, GraphNode } from './types.ts';

const NONE: readonly number[] = [];

/** Orders edges by (from, to), by code units, so that the same graph always prints the same. */
export function compareEdges(a: DependencyEdge, b: DependencyEdge): number {
  if (a.from !== b.from) return a.from < b.from ? -1 : 1;
  if (a.to !== b.to) return a.to < b.to ? -1 : 1;
  return 0;
}

/**
 * A graph over given nodes and edges. Edges are sorted; those that name an unknown node, a self edge, or a pair that
 * is there already are left out (the first one stays), so the invariants of `DependencyGraph` always hold.
 */
export function createGraph(nodes: readonly GraphNode[], edges: readonly DependencyEdge[]): DependencyGraph {
  const ids = new Set(nodes.map(({ id }) => id));
  const sorted = [...edges].sort(compareEdges).filter((edge, position, all) => {
    const before = all[position - 1];
    const repeated = before !== undefined && before.from === edge.from && before.to === edge.to;
    return !repeated && edge.from !== edge.to && ids.has(edge.from) && ids.has(edge.to);
  });
  return sortedGraph(nodes, sorted);
}

/** A graph over edges for which the invariants hold already. What looks functions up is made when somebody asks. */
export function sortedGraph(nodes: readonly GraphNode[], edges: readonly DependencyEdge[]): DependencyGraph {
  let positions: Map<string, number> | undefined;
  let adjacency: { readonly out: Map<string, number[]>; readonly in: Map<string, number[]> } | undefined;
  const lists = () => {
    adjacency ??= adjacencyOf(edges);
    return adjacency;
  };
  return {
    nodes,
    edges,
    index: (id) => {
      positions ??= new Map(nodes.map((node, position) => [node.id, position]));
      return positions.get(id);
    },
    outgoing: (id) => lists().out.get(id) ?? NONE,
    incoming: (id) => lists().in.get(id) ?? NONE,
  };
}

function adjacencyOf(edges: readonly DependencyEdge[]) {
  const leaving = new Map<string, number[]>();
  const entering = new Map<string, number[]>();
  edges.forEach((edge, position) => {
    push(leaving, edge.from, position);
    push(entering, edge.to, position);
  });
  return { out: leaving, in: entering };
}

function push(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
