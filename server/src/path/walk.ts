import type { Random } from '../random/index.ts';
import type { Adjacency } from './adjacency.ts';
import type { DeadEnd } from './settings.ts';

/**
 * The initial path (sec. 3.4): from `start`, each step to a successor of the current node, all successors alike.
 * Writes node numbers into `path` and returns how many: `path.length` of them, or fewer where the walk ends.
 *
 * At a node without successors (the paper does not say what happens there) the walk ends, or with `return` and `restart` it goes on
 * from the newest node behind it that has a successor not on the path yet: each step still follows an edge, from a
 * node further back, so that what comes next depends on something said turns ago. Allocates nothing.
 */
export function walkInto(
  adjacency: Adjacency,
  start: number,
  random: Random,
  path: Uint32Array,
  deadEnd: DeadEnd = 'stop',
): number {
  const { offsets, targets } = adjacency;
  const length = path.length;
  let node = start;
  path[0] = node;
  let visited = 1;
  while (visited < length) {
    const first = offsets[node] as number;
    const degree = (offsets[node + 1] as number) - first;
    const next =
      degree > 0
        ? (targets[first + random.below(degree)] as number)
        : deadEnd !== 'stop'
          ? stepFromBehind(adjacency, random, path, visited)
          : NOWHERE;
    if (next === NOWHERE) break;
    node = next;
    path[visited] = node;
    visited += 1;
  }
  return visited;
}

const NOWHERE = -1;

/** A new successor of the newest node on the path that has one, all of that node's alike. */
function stepFromBehind(adjacency: Adjacency, random: Random, path: Uint32Array, visited: number): number {
  const { offsets, targets } = adjacency;
  for (let behind = visited - 2; behind >= 0; behind -= 1) {
    const node = path[behind] as number;
    const end = offsets[node + 1] as number;
    let chosen = NOWHERE;
    let fresh = 0;
    for (let at = offsets[node] as number; at < end; at += 1) {
      const target = targets[at] as number;
      if (isOnPath(path, visited, target)) continue;
      fresh += 1;
      // One of unknown many with equal chances: the n-th replaces the choice with probability 1/n.
      if (random.below(fresh) === 0) chosen = target;
    }
    if (chosen !== NOWHERE) return chosen;
  }
  return NOWHERE;
}

function isOnPath(path: Uint32Array, visited: number, node: number): boolean {
  for (let at = 0; at < visited; at += 1) if (path[at] === node) return true;
  return false;
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
  deadEnd: DeadEnd = 'stop',
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
  const visited = walkInto(adjacency, edge.to, random, rest, deadEnd);
  return [...path, ...rest.subarray(0, visited)];
}
