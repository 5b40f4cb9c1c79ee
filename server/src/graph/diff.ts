import type { DependencyEdge, EdgeKind } from './types.ts';

/** What of an edge two versions are compared by; older outputs may lack the rest. */
export type ComparedEdge = Pick<DependencyEdge, 'from' | 'to' | 'kind' | 'score'>;

/** The parts of a graph that can be compared, as the JSON output holds them. */
export interface ComparedGraph {
  readonly functions: readonly string[];
  readonly edges: readonly ComparedEdge[];
}

export interface ChangedEdge {
  readonly from: string;
  readonly to: string;
  readonly before: { readonly kind: EdgeKind; readonly score: number };
  readonly after: { readonly kind: EdgeKind; readonly score: number };
}

export interface GraphDiff {
  readonly functionsAdded: readonly string[];
  readonly functionsRemoved: readonly string[];
  readonly added: readonly ComparedEdge[];
  readonly removed: readonly ComparedEdge[];
  /** Same pair, another kind, or a confidence that moved by at least `SCORE_STEP`. */
  readonly changed: readonly ChangedEdge[];
}

/** Confidence moves smaller than this are no change worth a line. */
export const SCORE_STEP = 0.05;

/** What differs between two graphs, in the order of their edges. */
export function diffGraphs(before: ComparedGraph, after: ComparedGraph): GraphDiff {
  const old = new Map(before.edges.map((edge) => [keyOf(edge), edge]));
  const now = new Set(after.edges.map(keyOf));
  const added: ComparedEdge[] = [];
  const changed: ChangedEdge[] = [];
  for (const edge of after.edges) {
    const known = old.get(keyOf(edge));
    if (known === undefined) added.push(edge);
    else if (known.kind !== edge.kind || Math.abs(known.score - edge.score) >= SCORE_STEP) {
      changed.push({ from: edge.from, to: edge.to, before: stateOf(known), after: stateOf(edge) });
    }
  }
  return {
    functionsAdded: without(after.functions, before.functions),
    functionsRemoved: without(before.functions, after.functions),
    added,
    removed: before.edges.filter((edge) => !now.has(keyOf(edge))),
    changed,
  };
}

function keyOf(edge: ComparedEdge): string {
  return `${edge.from}\n${edge.to}`;
}

function stateOf({ kind, score }: ComparedEdge): { kind: EdgeKind; score: number } {
  return { kind, score };
}

function without(ids: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return ids.filter((id) => !known.has(id));
}
