import type { DependencyGraph, EdgeKind, Evidence } from '../types.ts';

/** Where a function is written; lines count from 1. */
export interface FunctionPlace {
  readonly file: string;
  readonly line: number;
}

/** The graph as the command line prints it and `--diff` reads it. */
export interface GraphJson {
  readonly functions: readonly {
    /** The function's id: its qualified name, numbered where a name repeats. */
    readonly name: string;
    readonly file: string;
    readonly line: number;
    readonly category: string;
    readonly toolClass: string;
    readonly inferredResponse: boolean;
  }[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly kind: EdgeKind;
    readonly score: number;
    readonly inferred: boolean;
    readonly curation?: string;
    readonly verification?: { readonly state: string; readonly detail: string };
    readonly evidence: readonly Evidence[];
  }[];
}

/** The graph as plain JSON. */
export function toGraphJson(graph: DependencyGraph, placeOf: (id: string) => FunctionPlace): GraphJson {
  return {
    functions: graph.nodes.map(({ id, category, toolClass, inferredResponse }) => ({
      name: id,
      ...placeOf(id),
      category,
      toolClass,
      inferredResponse,
    })),
    edges: graph.edges.map(({ from, to, kind, score, inferred, curation, verification, evidence }) => ({
      from,
      to,
      kind,
      score,
      inferred,
      ...(curation === undefined ? {} : { curation }),
      ...(verification === undefined ? {} : { verification }),
      evidence,
    })),
  };
}
