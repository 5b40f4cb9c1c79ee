import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DependencyGraph } from '../../../server/src/graph/index.ts';

/** The random samples, in the order they were drawn. */
export type Drawn = 'first' | 'second' | 'third';

/** A person's judgement of one edge. Names only: the schemas are other people's. */
export interface EdgeLabel {
  readonly collection: string;
  readonly from: string;
  readonly to: string;
  readonly correct: boolean;
  readonly reason: string;
  /**
   * `first`, `second`, `third`: drawn at random from the graph of its day, from what no label spoke of yet. The first and
   * the second have guided rules since; no rule was changed after the third was drawn. `rest`: not drawn; what was
   * left of the visible classes, labelled after the third, so that every edge of theirs is. It guided no rule.
   */
  readonly sample?: Drawn | 'rest';
}

export function readLabels(root: string): EdgeLabel[] {
  return readFileSync(path.join(root, 'test/labels/edges.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as EdgeLabel);
}

/** A label with the confidence the graph gives the pair; undefined where it has no such edge. */
export interface ScoredLabel extends EdgeLabel {
  readonly score: number | undefined;
}

export function scoreLabels(labels: readonly EdgeLabel[], graphs: ReadonlyMap<string, DependencyGraph>): ScoredLabel[] {
  const scores = new Map<string, Map<string, number>>();
  for (const [name, { edges }] of graphs) {
    scores.set(name, new Map(edges.map(({ from, to, score }) => [`${from}\n${to}`, score])));
  }
  return labels
    .filter(({ collection }) => graphs.has(collection))
    .map((label) => ({ ...label, score: scores.get(label.collection)?.get(`${label.from}\n${label.to}`) }));
}

export interface Precision {
  readonly labelled: number;
  readonly correct: number;
  readonly share: number;
}

/** Share of correct edges among the labelled ones of at least the given confidence. */
export function precisionOf(labels: readonly ScoredLabel[], least: number): Precision {
  const kept = labels.filter(({ score }) => score !== undefined && score >= least);
  const correct = kept.filter((label) => label.correct).length;
  return { labelled: kept.length, correct, share: kept.length === 0 ? 0 : correct / kept.length };
}

/** Correct edges of a collection among all it has: one without a label counts as wrong, so that no new edge goes unread. */
export function precisionOfEveryEdge(
  labels: readonly ScoredLabel[],
  collection: string,
  { edges }: DependencyGraph,
): Precision & { readonly edges: number } {
  const own = precisionOf(
    labels.filter((label) => label.collection === collection),
    0,
  );
  return { ...own, edges: edges.length, share: edges.length === 0 ? 0 : own.correct / edges.length };
}

/** How precise the graph of one collection is. */
export interface GraphPrecision {
  readonly collection: string;
  readonly edges: number;
  readonly labelled: number;
  /** Labelled edges count as they are labelled; the others as the blind sample of the collection has it. */
  readonly share: number;
}

/** For each graph with a label on every edge, or with a blind sample of the edges without. */
export function precisionOfGraphs(
  labels: readonly ScoredLabel[],
  graphs: ReadonlyMap<string, DependencyGraph>,
): GraphPrecision[] {
  return [...graphs].flatMap(([collection, { edges }]) => {
    const own = labels.filter((label) => label.collection === collection && label.score !== undefined);
    const blind = own.filter(({ sample }) => sample === 'third');
    const others = edges.length - own.length;
    if (others > 0 && blind.length === 0) return [];
    const correct = own.filter((label) => label.correct).length;
    const guessed = others === 0 ? 0 : others * precisionOf(blind, 0).share;
    return [{ collection, edges: edges.length, labelled: own.length, share: (correct + guessed) / edges.length }];
  });
}

/** Reliability: of the edges in each band of confidence, how many are correct. */
export function reliability(
  labels: readonly ScoredLabel[],
): { band: string; mean: number; labelled: number; correct: number }[] {
  const bands = [0, 0.55, 0.65, 0.75, 0.85, 0.95, 1.01];
  return bands.slice(0, -1).map((from, at) => {
    const to = bands[at + 1] as number;
    const inside = labels.filter(({ score }) => score !== undefined && score >= from && score < to);
    const total = inside.reduce((sum, { score }) => sum + (score ?? 0), 0);
    return {
      band: `${from.toFixed(2)}–${Math.min(1, to).toFixed(2)}`,
      mean: inside.length === 0 ? 0 : total / inside.length,
      labelled: inside.length,
      correct: inside.filter(({ correct }) => correct).length,
    };
  });
}
