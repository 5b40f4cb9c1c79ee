import { describe, expect, test } from 'vitest';
import { buildGraph } from '../../../server/src/graph/index.ts';
import { readCollections, VISIBLE } from '../../bench/graph/collections.ts';
import { precisionOfEveryEdge, readLabels, scoreLabels } from '../../bench/graph/precision.ts';
import { densities, recallOf, usedEdges } from '../../bench/graph/recall.ts';
import { ROOT } from '../cli/run.ts';

const collections = readCollections(ROOT);
const graphs = new Map(collections.map(({ name, functions }) => [name, buildGraph(functions)]));
const used = usedEdges(ROOT);
const bfcl = collections.find(({ name }) => name === VISIBLE);
const graph = graphs.get(VISIBLE);

test('labels: two hundred and more, each with a reason, none twice', () => {
  const labels = readLabels(ROOT);
  expect(labels.length).toBeGreaterThanOrEqual(200);
  expect(labels.every(({ reason }) => reason.length > 5)).toBe(true);
  expect(new Set(labels.map(({ collection, from, to }) => `${collection} ${from} ${to}`)).size).toBe(labels.length);
});

// The data of other people is not part of the project: without it these say that they were skipped.
describe.skipIf(used === undefined || bfcl === undefined || graph === undefined)('on real collections', () => {
  test('edges that reference calls used are there', () => {
    if (used === undefined || graph === undefined) return;
    const { found, edges } = recallOf(graph, used);
    expect(found / edges).toBeGreaterThanOrEqual(0.95);
  });

  test('no class of functions is linked through and through', () => {
    if (bfcl === undefined || graph === undefined) return;
    for (const density of densities(graph, bfcl).values()) expect(density).toBeLessThanOrEqual(0.2);
  });

  test('every edge of the visible classes bears a label, and four of five are correct', () => {
    if (graph === undefined) return;
    const { edges, labelled, share } = precisionOfEveryEdge(scoreLabels(readLabels(ROOT), graphs), VISIBLE, graph);
    expect(labelled).toBe(edges);
    expect(share).toBeGreaterThanOrEqual(0.8);
  });
});
