import {
  type ComparedEdge,
  type DependencyEdge,
  type DependencyGraph,
  type GraphDiff,
  type GraphFunction,
  graphSummary,
  unfedIdentifiers,
} from '../../graph/index.ts';
import { joinLines, oneLine } from '../gate.ts';

/** Edges and names printed at most; the rest is counted. */
const MAX_EDGES = 40;
const MAX_NAMES = 20;
const EVIDENCE = 2;

export interface GraphTextOptions {
  /** Every edge, not only the strongest. */
  readonly all: boolean;
}

/** The graph for a reader: numbers, the strongest edges with their evidence, functions that stand apart. */
export function graphText(
  graph: DependencyGraph,
  functions: readonly GraphFunction[],
  { all }: GraphTextOptions,
): string {
  const summary = graphSummary(graph);
  const { premise, input, part } = summary.byKind;
  const lines = [
    `${count(summary.functions, 'function')}, ${count(summary.edges, 'edge')}, ${summary.meanOutDegree.toFixed(1)} out of each on average`,
    `premise ${premise} · whole input ${input} · part of input ${part} · from predicted responses ${summary.inferred} · by a person ${summary.curated} · verified ${summary.verified}`,
    '',
    ...edgeLines(graph.edges, all ? graph.edges.length : MAX_EDGES),
  ];
  const unfed = unfedIdentifiers(functions, graph).map(({ function: id, parameter }) => `${id}(${parameter})`);
  return `${[
    ...lines,
    ...section('Start points, fed by none', summary.entryPoints),
    ...section('Dead ends, feed none', summary.deadEnds),
    ...section('Isolated', summary.isolated),
    ...section('Identifiers that no function gives', unfed),
  ].join('\n')}\n`;
}

function edgeLines(edges: readonly DependencyEdge[], most: number): string[] {
  const strongest = [...edges].sort((a, b) => b.score - a.score).slice(0, most);
  const left = edges.length - strongest.length;
  return [
    ...(strongest.length === 0 ? ['No edges.'] : [left === 0 ? 'Edges' : `Strongest edges (${left} more with --all)`]),
    ...strongest.flatMap(edgeLine),
  ];
}

function edgeLine(edge: DependencyEdge): string[] {
  const marks = [
    edge.inferred ? 'predicted response' : '',
    edge.curation ?? '',
    edge.verification === undefined ? '' : `${edge.verification.state}: ${edge.verification.detail}`,
  ].filter((mark) => mark !== '');
  const note = marks.length === 0 ? '' : `   (${marks.join('; ')})`;
  const evidence = edge.evidence.slice(0, EVIDENCE).map(({ output, parameter, rule, score }) => {
    const flow = parameter === '' ? 'must come first' : `${output === '' ? 'its answer' : output} → ${parameter}`;
    return `                   ${oneLine(flow)}   ${rule} ${score.toFixed(2)}`;
  });
  return [
    `  ${edge.score.toFixed(2)}  ${edge.kind.padEnd(7)}    ${oneLine(`${edge.from} → ${edge.to}${note}`)}`,
    ...evidence,
  ];
}

function section(title: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, MAX_NAMES).map((name) => `  ${oneLine(name)}`);
  const left = names.length - shown.length;
  return ['', `${title} (${names.length})`, ...shown, ...(left === 0 ? [] : [`  … ${left} more`])];
}

/** What an edit changed, one line a change: `+` new, `-` gone, `~` different. */
export function diffText(diff: GraphDiff): string {
  const lines = [
    ...diff.functionsAdded.map((id) => `+ function ${id}`),
    ...diff.functionsRemoved.map((id) => `- function ${id}`),
    ...diff.added.map((edge) => `+ ${arrow(edge)}   ${edge.kind} ${edge.score.toFixed(2)}`),
    ...diff.removed.map((edge) => `- ${arrow(edge)}   ${edge.kind} ${edge.score.toFixed(2)}`),
    ...diff.changed.map(
      ({ from, to, before, after }) =>
        `~ ${from} → ${to}   ${before.kind} ${before.score.toFixed(2)} → ${after.kind} ${after.score.toFixed(2)}`,
    ),
  ];
  return lines.length === 0 ? 'The graphs are the same.\n' : `${joinLines(lines)}\n`;
}

function arrow({ from, to }: ComparedEdge): string {
  return `${from} → ${to}`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
