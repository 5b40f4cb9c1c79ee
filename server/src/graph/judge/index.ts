import { fnv1a } from '../../json/index.ts';
import { signatureHash } from '../../signature/index.ts';
import { createGraph } from '../graph.ts';
import type { DependencyEdge, DependencyGraph, EdgeKind, GraphFunction, GraphNode } from '../types.ts';

/** Candidates the paper draws for each function (sec. 3.4). */
export const PAPER_CANDIDATES = 30;

/** A number in [0, 1) that follows from a text, so that a seed gives the same draw everywhere. */
function unit(text: string): number {
  const hash = fnv1a(text);
  return (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0) / 2 ** 32;
}

/** Groups up to here are drawn from by shuffling; larger ones by picking, so that the cost stays near-linear. */
const SHUFFLED = 200;

/**
 * The paper's local graph: for each function up to `limit` others of the same category and tool class, drawn at random.
 * Where the class holds too few, the rest of the category fills up. Seeded: one function's draw depends on the seed, its
 * id and its group alone.
 */
export function localCandidates(
  graph: DependencyGraph,
  seed: string,
  limit: number = PAPER_CANDIDATES,
): Map<string, readonly string[]> {
  const categories = groups(graph, ({ category }) => category);
  const classes = groups(graph, ({ category, toolClass }) => `${category}\n${toolClass}`);
  return new Map(
    graph.nodes.map(({ id, category, toolClass }) => {
      const near = draw(classes.get(`${category}\n${toolClass}`) ?? [], id, seed, limit);
      if (near.length >= limit) return [id, near];
      const known = new Set(near);
      const far = draw(categories.get(category) ?? [], id, seed, limit).filter((other) => !known.has(other));
      return [id, [...near, ...far].slice(0, limit)];
    }),
  );
}

function groups(graph: DependencyGraph, keyOf: (node: GraphNode) => string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const node of graph.nodes) {
    const group = found.get(keyOf(node));
    if (group === undefined) found.set(keyOf(node), [node.id]);
    else group.push(node.id);
  }
  return found;
}

function draw(group: readonly string[], id: string, seed: string, limit: number): string[] {
  if (group.length <= SHUFFLED) {
    return group
      .filter((other) => other !== id)
      .map((other) => ({ other, order: unit(`${seed}\n${id}\n${other}`) }))
      .sort((a, b) => a.order - b.order)
      .slice(0, limit)
      .map(({ other }) => other);
  }
  const picked = new Set<string>();
  for (let pick = 0; pick < limit * 4 && picked.size < limit; pick += 1) {
    const other = group[Math.floor(unit(`${seed}\n${id}\n${pick}`) * group.length)];
    if (other !== undefined && other !== id) picked.add(other);
  }
  return [...picked];
}

/** What a judge said of one pair. */
export interface EdgeJudgement {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind | 'none';
  readonly reason: string;
  /** Teacher and model that said so. */
  readonly judge: string;
}

/** Strength of a judge's yes beside the other evidence. */
const JUDGED = 0.85;
/** Share of its confidence that an edge keeps against a judge's no. */
const DENIED = 0.4;

/**
 * Lays a judge's verdicts over a graph: a yes adds evidence of rule `judge` (and the edge, where there was none), a no
 * takes most of the confidence. A person's word is not touched.
 */
export function applyVerdicts(graph: DependencyGraph, verdicts: readonly EdgeJudgement[]): DependencyGraph {
  const byPair = new Map(verdicts.map((verdict) => [`${verdict.from}\n${verdict.to}`, verdict]));
  const edges: DependencyEdge[] = graph.edges.map((edge) => {
    const pair = `${edge.from}\n${edge.to}`;
    const verdict = byPair.get(pair);
    byPair.delete(pair);
    if (verdict === undefined || edge.curation !== undefined) return edge;
    if (verdict.kind === 'none') return { ...edge, score: rounded(edge.score * DENIED) };
    return {
      ...edge,
      score: rounded(1 - (1 - edge.score) * (1 - JUDGED)),
      evidence: [...edge.evidence, evidenceOf(verdict)],
    };
  });
  for (const verdict of byPair.values()) {
    if (verdict.kind === 'none') continue;
    const { from, to, kind } = verdict;
    edges.push({ from, to, kind, score: JUDGED, evidence: [evidenceOf(verdict)], inferred: false });
  }
  return createGraph(graph.nodes, edges);
}

function evidenceOf(_verdict: EdgeJudgement) {
  return { output: '', parameter: '', rule: 'judge', score: JUDGED };
}

function rounded(score: number): number {
  return Math.round(score * 1000) / 1000;
}

/** Key a verdict is cached under: the same two contents and the same judge need not be asked again. */
export function verdictKey(from: GraphFunction, to: GraphFunction, judge: string): string {
  return `${judge} ${signatureHash(from.signature)} ${signatureHash(to.signature)}`;
}
