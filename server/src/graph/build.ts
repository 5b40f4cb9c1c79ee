import { classify } from './classify/index.ts';
import { type Profile, profileOf } from './derive/profile.ts';
import { createGraph } from './graph.ts';
import { confidence } from './link/calibrate.ts';
import { LinkCatalog, type LinkNode, type RawLink } from './link/catalog.ts';
import { kindOf } from './link/kind.ts';
import { linkInto } from './link/link.ts';
import type { DependencyEdge, DependencyGraph, GraphFunction, GraphNode } from './types.ts';

export interface GraphOptions {
  /** Edges below this confidence are left out; in [0, 1]. Default 0.35. */
  readonly minScore?: number;
  /** Most edges that leave one function, the strongest kept. Default 64. */
  readonly maxOut?: number;
}

export const GRAPH_DEFAULTS = { minScore: 0.35, maxOut: 64 } as const;

/** Derives the dependency graph of a set of functions. Ids must be unique; a repeated one counts once. */
export function buildGraph(functions: readonly GraphFunction[], options: GraphOptions = {}): DependencyGraph {
  const catalog = new LinkCatalog();
  for (const fn of functions) if (!catalog.nodes.has(fn.id)) catalog.add(fn.id, profileOf(fn.signature));
  for (const node of catalog.nodes.values()) node.incoming = linkInto(catalog, node);
  return assemble(catalog, functions, options);
}

/** The graph after an edit: equal to a full build of `functions`. */
export function updateGraph(
  _previous: DependencyGraph,
  functions: readonly GraphFunction[],
  options: GraphOptions = {},
): DependencyGraph {
  return buildGraph(functions, options);
}

function assemble(catalog: LinkCatalog, functions: readonly GraphFunction[], options: GraphOptions): DependencyGraph {
  const { minScore, maxOut } = { ...GRAPH_DEFAULTS, ...options };
  const leaving = new Map<LinkNode, { readonly to: LinkNode; readonly link: RawLink; readonly score: number }[]>();
  for (const to of catalog.nodes.values()) {
    for (const link of to.incoming) {
      const score = confidence(link.strength, link.inferred);
      if (score < minScore) continue;
      const list = leaving.get(link.from);
      if (list === undefined) leaving.set(link.from, [{ to, link, score }]);
      else list.push({ to, link, score });
    }
  }
  const edges: DependencyEdge[] = [];
  for (const [from, list] of leaving) {
    if (list.length > maxOut) list.sort((a, b) => b.score - a.score || (a.to.id < b.to.id ? -1 : 1));
    for (const { to, link, score } of list.slice(0, maxOut)) {
      edges.push({
        from: from.id,
        to: to.id,
        kind: kindOf(link.evidence, to),
        score,
        evidence: link.evidence,
        inferred: link.inferred,
      });
    }
  }
  const seen = new Set<string>();
  const nodes: GraphNode[] = [];
  for (const fn of functions) {
    if (seen.has(fn.id)) continue;
    seen.add(fn.id);
    nodes.push(nodeOf(fn, profileOf(fn.signature)));
  }
  return createGraph(nodes, edges);
}

function nodeOf(fn: GraphFunction, profile: Profile): GraphNode {
  return { id: fn.id, ...classify(fn.signature), inferredResponse: profile.inferredResponse };
}
