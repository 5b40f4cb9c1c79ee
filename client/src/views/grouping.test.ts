import { describe, expect, test } from 'vitest';
import type { DependencyEdge, GraphView, GraphViewNode } from '../../../server/src/lsp/protocol.ts';
import { functionAt } from '../graph/follow.ts';
import { operationLabel, turnLabel } from '../paths/labels.ts';
import { edgesOf, groupByFile, groupByGraph } from './grouping.ts';

const node = (id: string, category: string, uri: string, line = 0): GraphViewNode => ({
  id,
  name: id,
  namespace: '',
  description: '',
  category,
  toolClass: '',
  inferredResponse: false,
  place: { uri, line, character: 4 },
});
const edge = (from: string, to: string, score: number): DependencyEdge => ({
  from,
  to,
  kind: 'input',
  score,
  evidence: [{ output: 'id', parameter: 'order_id', rule: 'entity', score }],
  inferred: false,
});
const view: GraphView = {
  version: 1,
  nodes: [node('a', 'X', 'file:///1'), node('b', '', 'file:///2', 3), node('c', 'X', 'file:///2', 9)],
  edges: [edge('a', 'b', 0.8)],
  rejected: [edge('c', 'a', 0.4)],
};
const names = (groups: readonly { label: string; nodes: readonly { id: string }[] }[]) =>
  Object.fromEntries(groups.map(({ label, nodes }) => [label, nodes.map(({ id }) => id).join()]));

describe('functions view', () => {
  test('groups by file, by category, by connection', () => {
    expect(names(groupByFile(view.nodes))).toEqual({ 'file:///1': 'a', 'file:///2': 'b,c' });
    expect(names(groupByGraph(view, 'category'))).toEqual({ uncategorised: 'b', X: 'a,c' });
    expect(names(groupByGraph(view, 'connection'))).toEqual({
      'isolated: no edge at all': 'c',
      'dead ends: feed nothing': 'b',
      'starting points: fed by nothing': 'a',
    });
  });

  test('lists the edges of a function, rejected ones last and marked', () => {
    expect(edgesOf(view, 'a').map(({ other, direction, state }) => [other, direction, state])).toEqual([
      ['b', 'out', 'plain'],
      ['c', 'in', 'rejected'],
    ]);
  });
});

describe('functionAt', () => {
  test.each([
    [2, undefined],
    [3, 'b'],
    [8, 'b'],
    [50, 'c'],
  ])('line %i stands in %s', (line, id) => {
    expect(functionAt(view.nodes, 'file:///2', { line, character: 0 })?.id).toBe(id);
  });
});

describe('labels of paths', () => {
  test('turns and operations in words, counted from 1', () => {
    expect(turnLabel({ kind: 'call', functions: ['a', 'b'], origins: ['walk', 'merge'] })).toBe('a ▸ b');
    expect(turnLabel({ kind: 'miss_func', functions: [], origins: [] })).toBe('{ } miss_func');
    expect(operationLabel({ op: 'merge', turn: 0 })).toBe('Merge 1–2');
    expect(
      operationLabel({ op: 'insert', turn: 1, function: 'f', nestedWith: 'g', form: 'recall', recallAfter: 3 }),
    ).toBe('Insert f at 2, recalled after 4');
    expect(operationLabel({ op: 'split', turn: 2, label: 'miss_params', function: 'f', parameter: 'p' })).toBe(
      'Split miss_params at 3',
    );
  });
});
