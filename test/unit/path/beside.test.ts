import { describe, expect, it } from 'vitest';
import {
  buildAdjacency,
  createSuppliedByUser,
  nextFunctions,
  type PathTurn,
  pathCoverage,
} from '../../../server/src/path/index.ts';
import { functionNamed, graphOf } from './graphs.ts';

const call = (...functions: string[]): PathTurn => ({ kind: 'call', functions, origins: functions.map(() => 'walk') });

describe('functions to go on with', () => {
  const graph = graphOf(
    ['a', 'b', 'one', 'both', 'other'],
    [
      { from: 'a', to: 'one' },
      { from: 'a', to: 'both' },
      { from: 'b', to: 'both' },
      { from: 'b', to: 'other' },
      { from: 'b', to: 'a' },
    ],
  );

  it('are those that most of the path leads to, then by name, and none that is in it', () => {
    expect(nextFunctions(graph, [call('a'), call('b')], 9)).toEqual(['both', 'one', 'other']);
  });

  it('are no more than asked for', () => {
    expect(nextFunctions(graph, [call('a'), call('b')], 2)).toEqual(['both', 'one']);
  });
});

describe('what paths cover', () => {
  const graph = graphOf(
    ['a', 'b', 'c'],
    [
      { from: 'a', to: 'c' },
      { from: 'b', to: 'c' },
    ],
  );

  it('is each function once, and of the edges to a call that from its newest producer', () => {
    const path = { turns: [call('a'), call('b'), call('c')] };
    expect(pathCoverage(graph, [path, path])).toEqual({ functions: { used: 3, of: 3 }, edges: { used: 1, of: 2 } });
    expect(pathCoverage(graph, [path, { turns: [call('b', 'a'), call('c')] }]).edges).toEqual({ used: 2, of: 2 });
  });

  it('counts no edge to a call that nothing before it leads to', () => {
    expect(pathCoverage(graph, [{ turns: [call('c'), call('a')] }]).edges.used).toBe(0);
  });
});

describe('values that the user supplies', () => {
  it('are none that are required and not described', () => {
    const { id, signature } = functionNamed('book', ['seat']);
    const parameters = { ...signature.parameters, required: ['seat', 'ghost'] };
    const supplied = createSuppliedByUser(graphOf(['book'], []), [{ id, signature: { ...signature, parameters } }]);
    expect(supplied('book', new Set())).toEqual(['seat']);
  });
});

describe('edges in typed arrays', () => {
  it('are all of them where no score is asked for', () => {
    expect([...buildAdjacency(graphOf(['a', 'b'], [{ from: 'a', to: 'b' }])).targets]).toEqual([1]);
  });
});
