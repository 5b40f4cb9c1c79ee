import type { Profile } from '../derive/profile.ts';
import type { DependencyEdge, GraphNode } from '../types.ts';

/** A function in the index. */
export interface LinkNode {
  readonly id: string;
  readonly profile: Profile;
  /** Of the id; orders equals. */
  readonly hash: number;
  /** Edges into this function, strongest first; replaced whenever something it rests on changes. */
  incoming: readonly RawLink[];
  /** As graphs hold it, made when a graph first takes it. */
  shown: GraphNode | undefined;
  /** The last update that found it in the catalog. */
  seen: number;
}

/** An edge before thresholds and out-degree limits. */
export interface RawLink {
  readonly from: LinkNode;
  readonly to: LinkNode;
  /** Combined strength of all evidence, not yet calibrated. */
  readonly strength: number;
  readonly findings: readonly Finding[];
  readonly inferred: boolean;
  /** The edge as graphs hold it, made when a graph first takes it. */
  edge: DependencyEdge | undefined;
}

/** One reason found, of which each becomes one evidence. */
export interface Finding {
  readonly from: LinkNode;
  readonly rule: string;
  readonly output: number;
  readonly input: number;
  readonly score: number;
  readonly computed: boolean;
}
