/** The dependency graph as a panel shows it, and what a person says of it. */

import type { DependencyEdge, GraphNode } from '../../graph/index.ts';
import type { Place, Scope } from './functions.ts';

export interface GraphViewNode extends GraphNode {
  readonly name: string;
  readonly namespace: string;
  readonly description: string;
  readonly place: Place;
}

export interface GraphView {
  readonly nodes: readonly GraphViewNode[];
  readonly edges: readonly DependencyEdge[];
  /** Edges a person rejected, so that a panel can show and restore them. */
  readonly rejected: readonly DependencyEdge[];
  /** Catalog version this view was made from. */
  readonly version: number;
}

export interface GraphParams extends Scope {
  /** Files among `uris` that are not the workspace's own are read too; the graph is then that of the named files alone. */
  readonly read?: boolean;
}

export interface CurateParams {
  readonly from: string;
  readonly to: string;
  readonly action: 'accept' | 'reject' | 'add' | 'clear';
  /** Who says so. */
  readonly author?: string;
  readonly note?: string;
}
