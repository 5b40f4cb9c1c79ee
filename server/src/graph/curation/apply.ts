import { createGraph } from '../graph.ts';
import { madeFrom } from '../origin.ts';
import type { DependencyEdge, DependencyGraph, GraphFunction } from '../types.ts';
import { pairKey, problemAt } from './parse.ts';
import type { Curation, CurationEntry, CurationProblem } from './types.ts';
import { unheldStatements, unknownValues } from './values.ts';

/** A graph with a person's word laid over it. */
export interface CuratedGraph {
  readonly graph: DependencyGraph;
  /** Derived edges that a person rejected, so that a panel can show and restore them. */
  readonly rejected: readonly DependencyEdge[];
  /** Entries that name no function of the catalog, or an edge that is derived no more. */
  readonly problems: readonly CurationProblem[];
}

/**
 * Lays a person's entries over a derived graph. They always win: accepted and added edges are certain, rejected go, and
 * what an entry says of output, parameter and kind holds for a derived pair as well. @param functions where they are
 * given, names of values that do not exist are told.
 */
export function applyCuration(
  graph: DependencyGraph,
  curation: Pick<Curation, 'entries' | 'statements' | 'statementSpans'>,
  functions: readonly GraphFunction[] = [],
): CuratedGraph {
  const stated = unheldStatements(curation, functions);
  if (curation.entries.length === 0) return { graph, rejected: [], problems: stated };
  const entries = new Map(curation.entries.map((entry) => [pairKey(entry.from, entry.to), entry]));
  const rejected: DependencyEdge[] = [];
  const edges: DependencyEdge[] = [];
  const derived = new Set<string>();
  for (const edge of graph.edges) {
    const pair = pairKey(edge.from, edge.to);
    const entry = entries.get(pair);
    derived.add(pair);
    if (entry === undefined) edges.push(edge);
    else if (entry.verdict === 'rejected') rejected.push(edge);
    else edges.push(withWord(edge, entry));
  }
  const problems: CurationProblem[] = [...stated, ...unknownValues(entries.values(), functions)];
  for (const entry of entries.values()) {
    const unknown = [entry.from, entry.to].find((id) => graph.index(id) === undefined);
    const isDerived = derived.has(pairKey(entry.from, entry.to));
    if (unknown !== undefined) problems.push(unknownFunction(entry, unknown));
    else if (!isDerived && entry.verdict !== 'added') problems.push(staleEntry(entry));
    if (unknown === undefined && !isDerived && entry.verdict !== 'rejected') edges.push(writtenEdge(entry));
  }
  return { graph: madeFrom(createGraph(graph.nodes, edges), graph), rejected, problems };
}

/** A derived edge about which a person has spoken: what they say of the value and the kind comes first. */
function withWord(edge: DependencyEdge, entry: CurationEntry): DependencyEdge {
  const { output = '', parameter = '', kind = edge.kind, verdict } = entry;
  if (output === '' && parameter === '') return { ...edge, kind, score: 1, curation: verdict as 'accepted' | 'added' };
  const others = edge.evidence.filter((one) => parameter === '' || one.parameter !== parameter);
  return {
    ...edge,
    kind: entry.kind === undefined && edge.kind === 'premise' && parameter !== '' ? 'part' : kind,
    score: 1,
    evidence: [{ output, parameter, rule: 'curation', score: 1 }, ...others],
    inferred: false,
    curation: verdict as 'accepted' | 'added',
  };
}

/** An edge that rests on a person's word alone. */
function writtenEdge(entry: CurationEntry): DependencyEdge {
  const { from, to, output = '', parameter = '' } = entry;
  return {
    from,
    to,
    kind: entry.kind ?? (parameter === '' ? 'premise' : 'part'),
    score: 1,
    evidence: [{ output, parameter, rule: 'curation', score: 1 }],
    inferred: false,
    curation: entry.verdict === 'accepted' ? 'accepted' : 'added',
  };
}

function unknownFunction(entry: CurationEntry, name: string): CurationProblem {
  return problemAt(
    'curation-unknown-function',
    entry.span,
    `No function is called "${name}"; the entry has no effect.`,
  );
}

function staleEntry(entry: CurationEntry): CurationProblem {
  const kept =
    entry.verdict === 'accepted' ? 'It is kept because it was accepted.' : 'There is nothing left to reject.';
  return problemAt('curation-stale', entry.span, `"${entry.from}" → "${entry.to}" is no longer derived. ${kept}`);
}
