import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DependencyEdge, GraphView, GraphViewNode } from '../../../../../server/src/lsp/protocol.ts';
import { buildModel, neighbourhood } from '../model.ts';
import type { Box } from './box.ts';
import { LayoutEngine } from './engine.ts';
import { layoutFocus } from './focus.ts';
import { alignRow, orderRows, rankByLinks } from './layers.ts';

const node = (id: string, category: string): GraphViewNode => ({
  id,
  name: id,
  namespace: '',
  description: '',
  category,
  toolClass: '',
  inferredResponse: false,
  place: { uri: 'file:///a.fsig', line: 0, character: 0 },
});

const edge = (from: string, to: string): DependencyEdge => ({
  from,
  to,
  kind: 'part',
  score: 0.9,
  evidence: [],
  inferred: false,
});

const view = (nodes: GraphViewNode[], edges: DependencyEdge[] = []): GraphView => ({
  version: 1,
  nodes,
  edges,
  rejected: [],
});

const apart = (a: Box, b: Box) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

const graphs = fc.integer({ min: 1, max: 60 }).chain((count) =>
  fc.record({
    nodes: fc.constant(Array.from({ length: count }, (_, i) => `f${i}`)),
    categories: fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: count, maxLength: count }),
    links: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 150 }),
  }),
);

describe('layout', () => {
  test('every function is placed once, inside its cluster, and none overlaps another', () => {
    fc.assert(
      fc.property(graphs, ({ nodes, categories, links }) => {
        const edges = links.filter(([a, b]) => a !== b).map(([a, b]) => edge(`f${a}`, `f${b}`));
        const model = buildModel(
          view(
            nodes.map((id, i) => node(id, categories[i] ?? '')),
            edges,
          ),
        );
        const { clusters, places } = new LayoutEngine().layout(model, 1.5);
        expect(places.size).toBe(nodes.length);
        const boxes = [...places.values()];
        for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) expect(apart(a, b)).toBe(true);
        for (const [i, a] of clusters.entries()) for (const b of clusters.slice(i + 1)) expect(apart(a, b)).toBe(true);
        for (const cluster of clusters) {
          for (const inner of cluster.nodes) {
            expect(inner.x >= cluster.x && inner.x + inner.width <= cluster.x + cluster.width).toBe(true);
            expect(inner.y >= cluster.y && inner.y + inner.height <= cluster.y + cluster.height).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a new function in one category moves nothing in the others', () => {
    const engine = new LayoutEngine();
    const nodes = [node('a1', 'a'), node('a2', 'a'), node('b1', 'b'), node('b2', 'b')];
    const first = engine.layout(buildModel(view(nodes, [edge('a1', 'a2'), edge('b1', 'b2')])), 1.5);
    const next = engine.layout(
      buildModel(view([...nodes, node('c1', 'c')], [edge('a1', 'a2'), edge('b1', 'b2')])),
      1.5,
    );
    for (const id of ['a1', 'a2', 'b1', 'b2']) expect(next.places.get(id)).toEqual(first.places.get(id));
  });

  test('feeders stand above what they feed', () => {
    const model = buildModel(
      view(
        ['a', 'b', 'c'].map((id) => node(id, 'x')),
        [edge('a', 'b'), edge('b', 'c')],
      ),
    );
    const { places } = new LayoutEngine().layout(model, 1.5);
    const y = (id: string) => places.get(id)?.y ?? Number.NaN;
    expect(y('a')).toBeLessThan(y('b'));
    expect(y('b')).toBeLessThan(y('c'));
  });

  test('a neighbourhood has its feeders at the left and what it feeds at the right', () => {
    const model = buildModel(
      view(
        ['a', 'b', 'c', 'far'].map((id) => node(id, 'x')),
        [edge('a', 'b'), edge('b', 'c')],
      ),
    );
    const filters = {
      kinds: new Set(['part']),
      minimumConfidence: 0,
      category: '',
      verifiedOnly: false,
      inferred: true,
      rejected: false,
    };
    const depth = neighbourhood(model, filters, 'b', 1);
    expect(Object.fromEntries(depth)).toEqual({ b: 0, c: 1, a: -1 });
    // Both feed each other: the stronger edge says on which side it stands.
    const back = { ...edge('b', 'a'), score: 0.5 };
    const both = buildModel(
      view(
        ['a', 'b'].map((id) => node(id, 'x')),
        [edge('a', 'b'), back],
      ),
    );
    expect(neighbourhood(both, filters, 'b', 1).get('a')).toBe(-1);
    const { places } = layoutFocus(model, depth, [...model.edges.values()]);
    const x = (id: string) => places.get(id)?.x ?? Number.NaN;
    expect(x('a')).toBeLessThan(x('b'));
    expect(x('b')).toBeLessThan(x('c'));
    expect(places.has('far')).toBe(false);
  });
});

describe('layers', () => {
  test('a cycle is ranked without looping', () => {
    const links = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'a' },
    ];
    expect(rankByLinks(['a', 'b', 'c'], links)).toEqual([['a'], ['b'], ['c']]);
  });

  test('rows keep their members when ordered', () => {
    const rows = [
      ['a', 'b'],
      ['c', 'd'],
    ];
    const ordered = orderRows(rows, [
      { from: 'a', to: 'd' },
      { from: 'b', to: 'c' },
    ]);
    expect(ordered.map((row) => [...row].sort())).toEqual(rows);
    // Uncrossed: c under b, d under a.
    expect(ordered[0]?.indexOf('a')).toBe(ordered[1]?.indexOf('d'));
  });

  test('items of a row never overlap and keep their order', () => {
    const items = fc.array(
      fc.record({
        width: fc.integer({ min: 1, max: 50 }),
        wish: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
      }),
    );
    fc.assert(
      fc.property(items, (row) => {
        const left = alignRow(
          row.map(({ width }) => width),
          row.map(({ wish }) => wish),
          5,
        );
        for (let i = 1; i < row.length; i += 1) {
          expect((left[i] ?? 0) - (left[i - 1] ?? 0)).toBeGreaterThanOrEqual((row[i - 1]?.width ?? 0) + 5 - 1e-9);
        }
      }),
    );
  });
});
