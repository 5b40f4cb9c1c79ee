import type { DependencyEdge, GraphView, GraphViewNode } from '../../../../server/src/lsp/protocol.ts';
import { MIN_CONFIDENCE } from '../../../../server/src/settings/index.ts';

export interface ModelEdge {
  readonly edge: DependencyEdge;
  readonly rejected: boolean;
  /** Unique, and the same after an update. */
  readonly key: string;
}

/** A view made ready for asking: nodes by id, edges by end. */
export interface GraphModel {
  readonly view: GraphView;
  readonly nodes: ReadonlyMap<string, GraphViewNode>;
  readonly edges: ReadonlyMap<string, ModelEdge>;
  readonly outgoing: ReadonlyMap<string, readonly ModelEdge[]>;
  readonly incoming: ReadonlyMap<string, readonly ModelEdge[]>;
  /** Category names, largest first. */
  readonly categories: readonly string[];
}

export const KINDS = ['input', 'part', 'premise'] as const;

export const UNCATEGORISED = 'uncategorised';

export const edgeKey = (from: string, to: string) => `${from}\u0000${to}`;

export function categoryOf(node: { readonly category: string }): string {
  return node.category === '' ? UNCATEGORISED : node.category;
}

export function buildModel(view: GraphView): GraphModel {
  const nodes = withPlainNames(view.nodes);
  const edges = new Map<string, ModelEdge>();
  const outgoing = new Map<string, ModelEdge[]>();
  const incoming = new Map<string, ModelEdge[]>();
  const add = (edge: DependencyEdge, rejected: boolean) => {
    const key = edgeKey(edge.from, edge.to);
    if (!nodes.has(edge.from) || !nodes.has(edge.to) || edges.has(key)) return;
    const entry = { edge, rejected, key };
    edges.set(key, entry);
    push(outgoing, edge.from, entry);
    push(incoming, edge.to, entry);
  };
  for (const edge of view.edges) add(edge, false);
  for (const edge of view.rejected) add(edge, true);
  return { view, nodes, edges, outgoing, incoming, categories: rankCategories(view) };
}

/** Nodes by id. Two functions of one name, in two namespaces or files, go by their ids. */
function withPlainNames(nodes: readonly GraphViewNode[]): Map<string, GraphViewNode> {
  const uses = new Map<string, number>();
  for (const { name } of nodes) uses.set(name, (uses.get(name) ?? 0) + 1);
  return new Map(
    nodes.map((node) => {
      const name = visible((uses.get(node.name) ?? 0) > 1 ? node.id : node.name);
      return [node.id, name === node.name ? node : { ...node, name }];
    }),
  );
}

/** Characters that show nothing but turn the direction of others, so that a name reads as another one. */
const UNSEEN = /[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A name in which nothing is hidden; letters of right-to-left scripts are none of that. */
export function visible(name: string): string {
  return name.replace(UNSEEN, '\ufffd');
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function rankCategories(view: GraphView): string[] {
  const counts = new Map<string, number>();
  for (const node of view.nodes) counts.set(categoryOf(node), (counts.get(categoryOf(node)) ?? 0) + 1);
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || a.localeCompare(b, 'en', { numeric: true }))
    .map(([name]) => name);
}

/** Which edges the filters leave. A chip that is off hides its edges. */
export interface Filters {
  readonly kinds: ReadonlySet<string>;
  readonly minimumConfidence: number;
  /** '' for all. */
  readonly category: string;
  readonly verifiedOnly: boolean;
  readonly inferred: boolean;
  readonly rejected: boolean;
}

/** Filters that hide no edge but those a person rejected. */
export function openFilters({ category, rejected }: Filters): Filters {
  return {
    kinds: new Set(KINDS),
    minimumConfidence: MIN_CONFIDENCE,
    category,
    verifiedOnly: false,
    inferred: true,
    rejected,
  };
}

/** What a person decided or a run confirmed is never hidden by the confidence filter. */
export function passes({ edge, rejected }: ModelEdge, filters: Filters): boolean {
  if (rejected) return filters.rejected;
  if (!filters.kinds.has(edge.kind)) return false;
  if (edge.inferred && !filters.inferred) return false;
  if (filters.verifiedOnly && edge.verification?.state !== 'verified') return false;
  return edge.score >= filters.minimumConfidence || edge.curation !== undefined;
}

/**
 * Nodes within `steps` of one, over the edges the filters leave: negative for what feeds it, positive for what it feeds.
 * What stands on both sides goes where its strongest edge points.
 */
export function neighbourhood(model: GraphModel, filters: Filters, id: string, steps: number): Map<string, number> {
  const depth = new Map([[id, 0]]);
  let front: { readonly id: string; readonly sign: 1 | -1 }[] = [
    { id, sign: 1 },
    { id, sign: -1 },
  ];
  for (let step = 1; step <= steps; step += 1) {
    const reached = front.flatMap(({ id: node, sign }) => {
      const edges = (sign === 1 ? model.outgoing : model.incoming).get(node) ?? [];
      return edges
        .filter((entry) => passes(entry, filters))
        .map(({ edge }) => ({ id: sign === 1 ? edge.to : edge.from, sign, score: edge.score }));
    });
    front = [];
    for (const next of reached.sort((a, b) => b.score - a.score)) {
      if (depth.has(next.id)) continue;
      depth.set(next.id, next.sign * step);
      front.push(next);
    }
  }
  return depth;
}

export interface Counts {
  readonly kinds: Readonly<Record<string, number>>;
  readonly inferred: number;
  readonly verified: number;
  readonly rejected: number;
  readonly isolated: number;
  readonly deadEnds: number;
}

export function countEdges(model: GraphModel): Counts {
  const kinds: Record<string, number> = { input: 0, part: 0, premise: 0 };
  let inferred = 0;
  let verified = 0;
  for (const edge of model.view.edges) {
    kinds[edge.kind] = (kinds[edge.kind] ?? 0) + 1;
    if (edge.inferred) inferred += 1;
    if (edge.verification?.state === 'verified') verified += 1;
  }
  const live = (list: readonly ModelEdge[] | undefined) => list?.some((entry) => !entry.rejected) === true;
  const out = (id: string) => live(model.outgoing.get(id));
  const into = (id: string) => live(model.incoming.get(id));
  const isolated = model.view.nodes.filter(({ id }) => !out(id) && !into(id)).length;
  const deadEnds = model.view.nodes.filter(({ id }) => !out(id) && into(id)).length;
  return { kinds, inferred, verified, rejected: model.view.rejected.length, isolated, deadEnds };
}

/** Functions whose name, category or description holds every word of the query, names first. */
export function search(model: GraphModel, query: string): string[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const scored: [string, number][] = [];
  for (const node of model.view.nodes) {
    const id = node.id.toLowerCase();
    const rest = `${id} ${node.category} ${node.toolClass} ${node.description}`.toLowerCase();
    if (!words.every((word) => rest.includes(word))) continue;
    const name = node.name.toLowerCase();
    const first = words[0] ?? '';
    scored.push([node.id, name.startsWith(first) ? 0 : words.every((word) => id.includes(word)) ? 1 : 2]);
  }
  return scored.sort(([a, x], [b, y]) => x - y || a.localeCompare(b)).map(([id]) => id);
}
