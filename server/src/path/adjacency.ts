import type { DependencyGraph } from '../graph/index.ts';

/**
 * The edges of a graph as two compressed lists in typed arrays: the successors of node `v` are
 * `targets[offsets[v] … offsets[v + 1])`, and likewise its predecessors. A walk over it allocates nothing.
 */
export interface Adjacency {
  readonly size: number;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  /** For each entry of `targets`, the index of its edge in `graph.edges`. */
  readonly edges: Uint32Array;
  readonly inOffsets: Uint32Array;
  readonly sources: Uint32Array;
}

/** Compresses the edges of at least `minScore`, in O(nodes + edges). Nodes are numbered as `graph.index` does. */
export function buildAdjacency(graph: DependencyGraph, minScore = 0): Adjacency {
  const size = graph.nodes.length;
  const ends = endpoints(graph, minScore);
  const count = ends.edges.length;
  const offsets = cumulate(ends.from, size);
  const inOffsets = cumulate(ends.to, size);
  const targets = new Uint32Array(count);
  const edges = new Uint32Array(count);
  const sources = new Uint32Array(count);
  const outNext = offsets.slice();
  const inNext = inOffsets.slice();
  for (let at = 0; at < count; at += 1) {
    const from = ends.from[at] as number;
    const to = ends.to[at] as number;
    const out = outNext[from] as number;
    targets[out] = to;
    edges[out] = ends.edges[at] as number;
    outNext[from] = out + 1;
    const into = inNext[to] as number;
    sources[into] = from;
    inNext[to] = into + 1;
  }
  return { size, offsets, targets, edges, inOffsets, sources };
}

function endpoints(graph: DependencyGraph, minScore: number): { from: number[]; to: number[]; edges: number[] } {
  const from: number[] = [];
  const to: number[] = [];
  const edges: number[] = [];
  const indices = new Map(graph.nodes.map((node, index) => [node.id, index]));
  graph.edges.forEach((edge, index) => {
    const source = indices.get(edge.from);
    const target = indices.get(edge.to);
    if (source === undefined || target === undefined || edge.score < minScore) return;
    from.push(source);
    to.push(target);
    edges.push(index);
  });
  return { from, to, edges };
}

/** Start offsets of each node's slice, with the total as a last entry. */
function cumulate(nodes: readonly number[], size: number): Uint32Array {
  const offsets = new Uint32Array(size + 1);
  for (const node of nodes) offsets[node + 1] = (offsets[node + 1] as number) + 1;
  for (let node = 0; node < size; node += 1) {
    offsets[node + 1] = (offsets[node + 1] as number) + (offsets[node] as number);
  }
  return offsets;
}
