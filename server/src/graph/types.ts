import type { FunctionSignature } from '../signature/index.ts';

/** The paper's three reasons for an edge v → c (sec. 3.4): premise; v's output is c's input; is part of it. */
export const EDGE_KINDS = ['premise', 'input', 'part'] as const;
export type EdgeKind = (typeof EDGE_KINDS)[number];

/** Why an edge stands: one output value that one parameter can take, by one rule. */
export interface Evidence {
  /** Output field of the producer, as `formatFieldPath` writes it; '' for a premise or the whole response. */
  readonly output: string;
  /** Parameter path of the consumer; '' for a premise. */
  readonly parameter: string;
  /** Name of the rule that found it, e.g. `nominal-type`. The graph stage owns the list. */
  readonly rule: string;
  /** Strength in (0, 1]; independent signals combine by noisy-or. */
  readonly score: number;
}

export interface GraphFunction {
  readonly id: string;
  readonly signature: FunctionSignature;
}

export interface GraphNode {
  readonly id: string;
  readonly category: string;
  readonly toolClass: string;
  /** The response was predicted from name and description, none was documented. */
  readonly inferredResponse: boolean;
}

export interface DependencyEdge {
  /** Node ids, never equal. */
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  /** Calibrated confidence in (0, 1]. */
  readonly score: number;
  readonly evidence: readonly Evidence[];
  /** Rests on a predicted response. */
  readonly inferred: boolean;
  /** A person's word, from `magnet.graph.json`; it always wins. */
  readonly curation?: 'accepted' | 'added';
  /** What running producer then consumer showed. */
  readonly verification?: { readonly state: 'verified' | 'failed'; readonly detail: string };
}

/** The dependency graph G of the paper. Edges are sorted by (from, to). */
export interface DependencyGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly DependencyEdge[];
  /** Index of a node by id. */
  index(id: string): number | undefined;
  /** Indices into `edges` leaving / entering a node. */
  outgoing(id: string): readonly number[];
  incoming(id: string): readonly number[];
}
