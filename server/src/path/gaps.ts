import type { DependencyGraph, GraphFunction } from '../graph/index.ts';
import { createRequiredValues, suppliedByUser } from './supplied.ts';
import type { PathTurn } from './types.ts';

/** What could be missing before a turn, so that its first call has to wait for it. */
export interface PossibleGap {
  /** The turn of calls that closes the gap. */
  readonly turn: number;
  readonly function: string;
  /** The function can be withheld: nothing called it before. */
  readonly withhold: boolean;
  /** Values that only the user can give, so that a request without them is not enough. */
  readonly parameters: readonly string[];
}

/** Finds the gaps that each turn of a path allows: the laws of Split (sec. 3.4), for a person who puts one in. */
export function createGapFinder(
  graph: DependencyGraph,
  functions: Iterable<GraphFunction>,
): (turns: readonly PathTurn[]) => readonly PossibleGap[] {
  const supplied = suppliedByUser(createRequiredValues(graph, functions));
  return (turns) => {
    const earlier = new Set<string>();
    return turns.flatMap((turn, at): PossibleGap[] => {
      const [first] = turn.functions;
      if (turn.kind !== 'call' || first === undefined) return [];
      const found = { turn: at, function: first, withhold: !earlier.has(first), parameters: supplied(first, earlier) };
      for (const id of turn.functions) earlier.add(id);
      return found.withhold || found.parameters.length > 0 ? [found] : [];
    });
  };
}

/** Functions that an edge leads to from a path and that are not in it, those that most of it leads to first. */
export function nextFunctions(graph: DependencyGraph, turns: readonly PathTurn[], most: number): readonly string[] {
  const called = new Set(turns.flatMap((turn) => turn.functions));
  const reached = new Map<string, number>();
  for (const id of called) {
    for (const index of graph.outgoing(id)) {
      const to = graph.edges[index]?.to;
      if (to !== undefined && !called.has(to)) reached.set(to, (reached.get(to) ?? 0) + 1);
    }
  }
  return [...reached]
    .sort(([one, few], [other, more]) => more - few || (one < other ? -1 : 1))
    .slice(0, most)
    .map(([id]) => id);
}
