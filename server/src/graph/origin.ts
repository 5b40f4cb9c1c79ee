import type { DependencyGraph } from './types.ts';

const origins = new WeakMap<DependencyGraph, DependencyGraph>();

/** Notes from which derived graph one was made by laying a person's word over it. */
export function madeFrom(graph: DependencyGraph, derived: DependencyGraph): DependencyGraph {
  origins.set(graph, derived);
  return graph;
}

/** The graph as it was derived. */
export function originOf(graph: DependencyGraph): DependencyGraph {
  return origins.get(graph) ?? graph;
}
