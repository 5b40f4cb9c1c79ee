import type { Adjacency } from './adjacency.ts';
import type { Random } from './random.ts';

/**
 * The initial path (sec. 3.4): from `start`, each step to a successor of the current node, all successors alike.
 * Writes node numbers into `path` and returns how many: `path.length` of them, or fewer where a node without
 * successors ends the walk (the paper does not say what happens there; a shorter path is the honest choice, since
 * jumping elsewhere would put two unrelated calls side by side). Allocates nothing.
 */
export function walkInto(adjacency: Adjacency, start: number, random: Random, path: Uint32Array): number {
  const { offsets, targets } = adjacency;
  const length = path.length;
  let node = start;
  path[0] = node;
  let visited = 1;
  while (visited < length) {
    const first = offsets[node] as number;
    const degree = (offsets[node + 1] as number) - first;
    if (degree === 0) break;
    node = targets[first + random.below(degree)] as number;
    path[visited] = node;
    visited += 1;
  }
  return visited;
}

/**
 * A walk that passes from node `from` to its successor `to`, with the edge at a random place in it: steps backward
 * over predecessors before it, steps forward after it. Coverage mode is built from these (ours).
 */
export function walkThrough(
  adjacency: Adjacency,
  edge: { readonly from: number; readonly to: number },
  random: Random,
  length: number,
): number[] {
  const before = random.below(Math.max(1, length - 1));
  const path = [edge.from];
  let node = edge.from;
  for (let step = 0; step < before; step += 1) {
    const first = adjacency.inOffsets[node] as number;
    const degree = (adjacency.inOffsets[node + 1] as number) - first;
    if (degree === 0) break;
    node = adjacency.sources[first + random.below(degree)] as number;
    path.unshift(node);
  }
  if (length <= path.length) return path;
  const rest = new Uint32Array(length - path.length);
  const visited = walkInto(adjacency, edge.to, random, rest);
  return [...path, ...rest.subarray(0, visited)];
}
