import { readFileSync } from 'node:fs';
import path from 'node:path';
import { basisOf, buildGraph, type GraphFunction, strengthOf } from '../../../server/src/graph/index.ts';
import { readCollections } from './collections.ts';
import type { Sample } from './fit.ts';
import { readLabels } from './precision.ts';
import { type Flow, readFlows, readFunctions } from './unseen.ts';

/** Weaker edges are not shown, and nobody labelled them. */
const MIN = 0.3;

/** Every labelled edge that a graph holds: of the collections that are there, and of our own catalogs in both forms. */
export function labelledSamples(root: string): Sample[] {
  const labels = readLabels(root);
  const collections = readCollections(root).flatMap(({ name, functions }) =>
    samplesOf(
      name,
      functions,
      new Map(labels.filter((label) => label.collection === name).map((label) => [pairOf(label), label.correct])),
    ),
  );
  return [...collections, ...ownSamples(path.join(root, 'test/fixtures/catalogs'))];
}

function ownSamples(folder: string): Sample[] {
  const edges = readFileSync(path.join(folder, 'edges.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const judged = edges.map((line) => JSON.parse(line) as Pick<Flow, 'catalog' | 'from' | 'to'> & { correct: boolean });
  return [...readFlows(folder)].flatMap(([catalog, flows]) => {
    const known = new Map<string, boolean>(flows.map((flow) => [pairOf(flow), true]));
    for (const edge of judged) if (edge.catalog === catalog) known.set(pairOf(edge), edge.correct);
    const file = path.join(folder, `${catalog}.json`);
    return (['documented', 'undocumented'] as const).flatMap((form) =>
      samplesOf(catalog, readFunctions(file, form), known),
    );
  });
}

function samplesOf(
  catalog: string,
  functions: readonly GraphFunction[],
  known: ReadonlyMap<string, boolean>,
): Sample[] {
  return buildGraph(functions, { minScore: MIN }).edges.flatMap((edge) => {
    const correct = known.get(pairOf(edge));
    return correct === undefined
      ? []
      : [{ catalog, strength: strengthOf(edge.score, basisOf(edge.inferred === true, edge.evidence)), correct }];
  });
}

function pairOf({ from, to }: { readonly from: string; readonly to: string }): string {
  return `${from}\n${to}`;
}
