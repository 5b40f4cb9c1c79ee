import type { Domain, Statements } from '../domain/index.ts';
import { classify } from './classify/index.ts';
import type { Profile } from './derive/profile.ts';
import { sortedGraph } from './graph.ts';
import { type Basis, basisOf, leastStrength } from './link/calibrate.ts';
import type { LinkCatalog } from './link/catalog.ts';
import { edgeOf } from './link/edge.ts';
import type { LinkNode, RawLink } from './link/node.ts';
import { LinkState } from './link/state.ts';
import { isStated, thinned } from './link/thin.ts';
import { originOf } from './origin.ts';
import type { DependencyEdge, DependencyGraph, GraphFunction, GraphNode } from './types.ts';

export interface GraphOptions {
  /** Edges below this confidence are left out; in [0, 1]. Default 0.35. */
  readonly minScore?: number;
  /** Most edges that leave one function, the strongest kept; premises that somebody stated always stay. Default 64. */
  readonly maxOut?: number;
  /** What the curation file says of functions and entities. */
  readonly statements?: Statements;
}

export const GRAPH_DEFAULTS = { minScore: 0.35, maxOut: 64 } as const;

/** What a derived graph was made with, so that the next one needs only the difference. */
const states = new WeakMap<DependencyGraph, LinkState>();

/** Derives the dependency graph of a set of functions. Ids must be unique; a repeated one counts once. */
export function buildGraph(functions: readonly GraphFunction[], options: GraphOptions = {}): DependencyGraph {
  return graphOf(new LinkState(), functions, options);
}

/**
 * The graph after an edit: equal to a full build of `functions`, but only functions that the difference reaches are
 * linked anew. `previous` must come from `buildGraph` or `updateGraph`; any other graph leads to a full build.
 */
export function updateGraph(
  previous: DependencyGraph,
  functions: readonly GraphFunction[],
  options: GraphOptions = {},
): DependencyGraph {
  return graphOf(states.get(previous) ?? new LinkState(), functions, options);
}

/**
 * The domain that a graph was derived from, as the newest graph of its line read it; nothing is read anew. Undefined for
 * a graph that was not derived here: one that was loaded, or made in another thread.
 */
export function domainOf(graph: DependencyGraph): Domain | undefined {
  return states.get(originOf(graph))?.domain;
}

function graphOf(state: LinkState, functions: readonly GraphFunction[], options: GraphOptions): DependencyGraph {
  state.update(functions, options.statements);
  const graph = assemble(state.catalog, functions, options);
  states.set(graph, state);
  return graph;
}

function assemble(catalog: LinkCatalog, functions: readonly GraphFunction[], options: GraphOptions): DependencyGraph {
  const { minScore, maxOut } = { ...GRAPH_DEFAULTS, ...options };
  const least: Readonly<Record<Basis, number>> = {
    documented: leastStrength(minScore, 'documented'),
    predicted: leastStrength(minScore, 'predicted'),
    likeness: leastStrength(minScore, 'likeness'),
  };
  const weakest = Math.min(...Object.values(least));
  const sure: RawLink[] = [];
  for (const to of catalog.nodes.values()) {
    for (const link of to.incoming) {
      // Strongest first: the others are weaker still.
      if (link.strength < weakest) break;
      if (link.strength >= least[basisOf(link.inferred, link.findings)]) sure.push(link);
    }
  }
  const leaving = new Map<LinkNode, RawLink[]>();
  for (const link of thinned(sure, (scope) => catalog.scopeSize(scope))) {
    const list = leaving.get(link.from);
    if (list === undefined) leaving.set(link.from, [link]);
    else list.push(link);
  }
  const edges: DependencyEdge[] = [];
  for (const from of [...leaving.keys()].sort(byId)) {
    const links = leaving.get(from) as RawLink[];
    const kept = (links.length > maxOut ? strongest(links, maxOut) : links).sort((a, b) => byId(a.to, b.to));
    for (const link of kept) edges.push(edgeOf(link));
  }
  return sortedGraph(nodesOf(catalog, functions), edges);
}

/** Where more edges leave a function than may: all that somebody stated, and the strongest of the rest. */
function strongest(links: readonly RawLink[], most: number): RawLink[] {
  const stated = new Set(links.filter(isStated));
  const others = links.filter((link) => !stated.has(link)).sort((a, b) => b.strength - a.strength || byId(a.to, b.to));
  return [...stated, ...others.slice(0, Math.max(0, most - stated.size))];
}

function nodesOf(catalog: LinkCatalog, functions: readonly GraphFunction[]): GraphNode[] {
  const nodes: GraphNode[] = [];
  // Most catalogs name no function twice.
  const seen = functions.length === catalog.size ? undefined : new Set<string>();
  for (const fn of functions) {
    const node = catalog.nodes.get(fn.id);
    if (node === undefined || seen?.has(fn.id) === true) continue;
    seen?.add(fn.id);
    node.shown ??= nodeOf(fn, node.profile);
    nodes.push(node.shown);
  }
  return nodes;
}

function byId(a: LinkNode, b: LinkNode): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

function nodeOf(fn: GraphFunction, profile: Profile): GraphNode {
  return { id: fn.id, ...classify(fn.signature), inferredResponse: profile.inferredResponse };
}
