import { describe, expect, test } from 'vitest';
import {
  buildGraph,
  createGraph,
  type DependencyEdge,
  diffGraphs,
  graphSummary,
  neighbourhood,
  toDot,
  toGraphJson,
  toMermaid,
  unfedIdentifiers,
} from '../../../server/src/graph/index.ts';
import { tool } from './support.ts';

function edge(from: string, to: string, more: Partial<DependencyEdge> = {}): DependencyEdge {
  return { from, to, kind: 'part', score: 0.8, evidence: [], inferred: false, ...more };
}

function graphOf(ids: string, ...edges: DependencyEdge[]) {
  const nodes = [...ids].map((id) => ({ id, category: 'Tools', toolClass: '', inferredResponse: false }));
  return createGraph(nodes, edges);
}

const chain = graphOf('abcdx', edge('b', 'c'), edge('a', 'b', { kind: 'premise' }), edge('c', 'd'));

test('a graph keeps its edges sorted and leaves out what cannot be', () => {
  const graph = graphOf(
    'ab',
    edge('b', 'a'),
    edge('a', 'b'),
    edge('a', 'a'),
    edge('a', 'b', { score: 0.1 }),
    edge('a', 'gone'),
  );
  expect(graph.edges.map(({ from, to, score }) => `${from}${to}${score}`)).toEqual(['ab0.8', 'ba0.8']);
  expect(graph.outgoing('a').map((index) => graph.edges[index]?.to)).toEqual(['b']);
  expect(graph.incoming('a').map((index) => graph.edges[index]?.from)).toEqual(['b']);
  expect(graph.outgoing('gone')).toEqual([]);
});

test('the neighbourhood goes both ways, step by step', () => {
  expect(Object.fromEntries(neighbourhood(chain, 'b', 1).distances)).toEqual({ b: 0, a: 1, c: 1 });
  const two = neighbourhood(chain, 'b', 2);
  expect([...two.distances.keys()].sort()).toEqual(['a', 'b', 'c', 'd']);
  expect(two.edges).toHaveLength(3);
  expect(neighbourhood(chain, 'nobody', 3).distances.size).toBe(0);
});

test('the summary names where walks start, end and never come', () => {
  expect(graphSummary(chain)).toMatchObject({
    functions: 5,
    edges: 3,
    byKind: { premise: 1, input: 0, part: 2 },
    isolated: ['x'],
    deadEnds: ['d'],
    entryPoints: ['a'],
  });
});

test('identifiers that no function gives', () => {
  const functions = [
    tool('create_order', { item: 'string' }, { id: 'string' }),
    tool('get_order', { order_id: 'string', shelf_id: 'string' }),
  ];
  expect(unfedIdentifiers(functions, buildGraph(functions))).toEqual([
    { function: 'get_order', parameter: 'shelf_id' },
  ]);
});

describe('exports', () => {
  const odd = createGraph(
    ['say "hi"\\', 'b<script>#\n'].map((id) => ({ id, category: 'A "B"', toolClass: '', inferredResponse: false })),
    [edge('say "hi"\\', 'b<script>#\n', { kind: 'premise' })],
  );

  test('DOT escapes names', () => {
    expect(toDot(odd)).toContain('"say \\"hi\\"\\\\" -> "b<script>#\\n" [style=dashed');
  });

  test('Mermaid escapes names', () => {
    const text = toMermaid(odd);
    expect(text).not.toContain('<script>');
    expect(text).toContain('n0["say #34;hi#34;#92;"]');
    expect(text).toContain('n0 -.-> n1');
  });

  test('JSON holds what the command line promises', () => {
    const json = toGraphJson(chain, (id) => ({ file: `${id}.fsig`, line: 3 }));
    expect(json.functions[0]).toMatchObject({ name: 'a', file: 'a.fsig', line: 3, category: 'Tools' });
    expect(json.edges[0]).toMatchObject({ from: 'a', to: 'b', kind: 'premise', score: 0.8, evidence: [] });
  });
});

test('a diff says what came, went and moved', () => {
  const plain = ({ nodes, edges }: typeof chain) => ({ functions: nodes.map(({ id }) => id), edges });
  const after = graphOf('abcde', edge('a', 'b', { kind: 'premise' }), edge('b', 'c', { score: 0.4 }), edge('d', 'e'));
  const diff = diffGraphs(plain(chain), plain(after));
  expect(diff.functionsAdded).toEqual(['e']);
  expect(diff.functionsRemoved).toEqual(['x']);
  expect(diff.added.map(({ from, to }) => from + to)).toEqual(['de']);
  expect(diff.removed.map(({ from, to }) => from + to)).toEqual(['cd']);
  expect(diff.changed).toEqual([
    { from: 'b', to: 'c', before: { kind: 'part', score: 0.8 }, after: { kind: 'part', score: 0.4 } },
  ]);
  expect(diffGraphs(plain(chain), plain(chain))).toMatchObject({ added: [], removed: [], changed: [] });
});
