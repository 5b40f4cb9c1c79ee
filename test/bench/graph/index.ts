import path from 'node:path';
import { buildGraph, type DependencyGraph, GRAPH_DEFAULTS } from '../../../server/src/graph/index.ts';
import { type Collection, readCollections, TUNED_ON, VISIBLE } from './collections.ts';
import {
  type Drawn,
  type EdgeLabel,
  precisionOf,
  precisionOfEveryEdge,
  precisionOfGraphs,
  readLabels,
  reliability,
  type ScoredLabel,
  scoreLabels,
} from './precision.ts';
import { densities, recallOf, usedEdges } from './recall.ts';
import { timeBuild, timeUpdate } from './time.ts';

const LIMITS = { recall: 0.95, density: 0.2, precision: 0.8, seconds: 3, growth: 6 } as const;

/** Prints what the graph is worth and what it costs. @returns exit code: 1 where a limit is not met. */
export function runGraphBench(root: string, options: { readonly quick: boolean }): number {
  const collections = readCollections(root);
  const graphs = new Map(collections.map(({ name, functions }) => [name, buildGraph(functions)]));
  const rows = [
    ...sizes(graphs),
    ...used(root, collections, graphs),
    ...judged(readLabels(root), graphs),
    ...(options.quick ? [] : timed(collections)),
  ];
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, value, limit, ok } of rows) {
    const verdict = limit === undefined ? '' : `   ${ok === true ? 'ok  ' : 'MISS'} ${limit}`;
    print(`${name.padEnd(width)}  ${value}${verdict}`);
  }
  return rows.some(({ limit, ok }) => limit !== undefined && ok !== true) ? 1 : 0;
}

export interface Row {
  readonly name: string;
  readonly value: string;
  readonly limit?: string;
  readonly ok?: boolean;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function sizes(graphs: ReadonlyMap<string, DependencyGraph>): Row[] {
  return [...graphs].map(([name, { nodes, edges }]) => ({
    name: `graph of ${name}`,
    value: `${nodes.length} functions, ${edges.length} edges, mean out-degree ${(edges.length / nodes.length).toFixed(2)}`,
  }));
}

function used(root: string, collections: readonly Collection[], graphs: ReadonlyMap<string, DependencyGraph>): Row[] {
  const edges = usedEdges(root);
  const collection = collections.find(({ name }) => name === VISIBLE);
  const graph = graphs.get(VISIBLE);
  if (edges === undefined || collection === undefined || graph === undefined) {
    return [{ name: 'edges used by reference calls', value: 'not measured: the data is not here' }];
  }
  const recall = recallOf(graph, edges);
  const share = recall.found / recall.edges;
  const missed = recall.missed.map(({ from, to }) => `${from} → ${to}`).join(', ');
  return [
    {
      name: 'recall of edges used by reference calls',
      value: `${recall.found} of ${recall.edges} (${percent(share)}); by use ${recall.usesFound} of ${recall.uses}${missed === '' ? '' : `; missed ${missed}`}`,
      limit: `≥ ${percent(LIMITS.recall)}`,
      ok: share >= LIMITS.recall,
    },
    ...[...densities(graph, collection)].map(([file, density]) => ({
      name: `pairs linked in ${path.basename(file)}`,
      value: percent(density),
      limit: `≤ ${percent(LIMITS.density)}`,
      ok: density <= LIMITS.density,
    })),
  ];
}

function judged(labels: readonly EdgeLabel[], graphs: ReadonlyMap<string, DependencyGraph>): Row[] {
  const scored = scoreLabels(labels, graphs);
  const least = GRAPH_DEFAULTS.minScore;
  const row = (name: string, kept: typeof scored): Row => {
    const { labelled, correct, share } = precisionOf(kept, least);
    return { name, value: `${correct} of ${labelled} (${percent(share)})` };
  };
  const sample = (name: NonNullable<EdgeLabel['sample']>) => scored.filter((label) => label.sample === name);
  const blind = sample('third');
  const drawn = (['first', 'second', 'third'] satisfies Drawn[]).flatMap(sample);
  const each = precisionOfGraphs(scored, graphs);
  const mean = each.reduce((sum, { share }) => sum + share, 0) / Math.max(1, each.length);
  return [
    visible(scored, graphs.get(VISIBLE)),
    { name: 'precision, mean of the collections', value: percent(mean) },
    ...each.map(({ collection, edges, labelled, share }) => ({
      name: `  ${collection}`,
      value: `${percent(share)}${labelled === edges ? '' : `, ${labelled} of ${edges} edges labelled`}`,
    })),
    row('third random sample (blind)', blind),
    row('  first sample, which guided rules', sample('first')),
    row('  second sample, which guided rules', sample('second')),
    row('  rest of the visible classes, labelled last', sample('rest')),
    row(
      '  all three: collections rules were tuned on',
      drawn.filter(({ collection }) => TUNED_ON.has(collection)),
    ),
    row(
      '  all three: collections that only judge',
      drawn.filter(({ collection }) => !TUNED_ON.has(collection)),
    ),
    row('precision, every labelled edge of the graph', scored),
    ...reliability(scored).map(({ band, mean, labelled, correct }) => ({
      name: `  confidence ${band}`,
      value:
        labelled === 0
          ? 'none labelled'
          : `mean ${mean.toFixed(2)}, correct ${correct} of ${labelled} (${(correct / labelled).toFixed(2)})`,
    })),
  ];
}

/** The figure the target is set on. The other collections are other people's files: printed, without a limit. */
function visible(scored: readonly ScoredLabel[], graph: DependencyGraph | undefined): Row {
  const name = 'precision, every edge of the visible classes';
  if (graph === undefined) return { name, value: 'not measured: the data is not here' };
  const { edges, labelled, correct, share } = precisionOfEveryEdge(scored, VISIBLE, graph);
  const unread = edges - labelled;
  return {
    name,
    value: `${correct} of ${edges} (${percent(share)})${unread === 0 ? '' : `; ${unread} without a label count as wrong`}`,
    limit: `≥ ${percent(LIMITS.precision)}`,
    ok: share >= LIMITS.precision,
  };
}

/** What building costs, as rows that `npm run bench` prints too. */
export function timedGraph(root: string): Row[] {
  return timed(readCollections(root));
}

function timed(collections: readonly Collection[]): Row[] {
  // One build that is not measured, so that the first measured one runs compiled code.
  timeBuild(2_000, collections, 1);
  const small = timeBuild(4_000, collections, 3);
  const large = timeBuild(16_000, collections, 2);
  const seconds = large.milliseconds / 1000;
  const growth = large.milliseconds / small.milliseconds;
  return [
    { name: 'time for 4,000 functions', value: `${(small.milliseconds / 1000).toFixed(2)} s, ${small.edges} edges` },
    {
      name: 'time for 16,000 functions',
      value: `${seconds.toFixed(2)} s, ${large.edges} edges`,
      limit: `≤ ${LIMITS.seconds} s`,
      ok: seconds <= LIMITS.seconds,
    },
    {
      name: 'time(16,000) / time(4,000)',
      value: growth.toFixed(2),
      limit: `≤ ${LIMITS.growth}`,
      ok: growth <= LIMITS.growth,
    },
    {
      name: 'update after one edit among 16,000',
      value: `${timeUpdate(16_000, collections, 11).toFixed(0)} ms (median)`,
    },
  ];
}
