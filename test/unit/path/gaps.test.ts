import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../../server/src/json/index.ts';
import { unsoundPaths } from '../../../server/src/path/check.ts';
import { createGapFinder, nextFunctions } from '../../../server/src/path/gaps.ts';
import type { PathTurn } from '../../../server/src/path/index.ts';
import { createNeighbours } from '../../../server/src/path/nested.ts';
import { createSuppliedByUser } from '../../../server/src/path/supplied.ts';
import { functionNamed, graphOf } from './graphs.ts';

const call = (...functions: string[]): PathTurn => ({ kind: 'call', functions, origins: functions.map(() => 'walk') });

describe('what could be missing before a turn', () => {
  const ids = ['find', 'book', 'pay'];
  const graph = graphOf(ids, [{ from: 'find', to: 'book', parameter: 'flight' }]);
  const functions = [functionNamed('find'), functionNamed('book', ['flight', 'name']), functionNamed('pay')];
  const gaps = createGapFinder(graph, functions);

  it('is a function that nothing called before, or a value that only the user has', () => {
    expect(gaps([call('find'), call('book'), call('pay')])).toEqual([
      { turn: 0, function: 'find', withhold: true, parameters: [] },
      { turn: 1, function: 'book', withhold: true, parameters: ['name'] },
      { turn: 2, function: 'pay', withhold: true, parameters: [] },
    ]);
  });

  it('is no function that was called, in the same turn or before, but still its value', () => {
    expect(gaps([call('find', 'pay'), call('pay'), call('find'), call('book'), call('book')])).toEqual([
      { turn: 0, function: 'find', withhold: true, parameters: [] },
      { turn: 3, function: 'book', withhold: true, parameters: ['name'] },
      { turn: 4, function: 'book', withhold: false, parameters: ['name'] },
    ]);
  });

  it('is nothing before a turn without calls', () => {
    expect(gaps([call(), { kind: 'miss_func', functions: ['find'], origins: ['walk'] }])).toEqual([]);
  });
});

it('functions to go on with are those that more of the path leads to, then by name', () => {
  const graph = graphOf(
    ['a', 'b', 'x', 'y', 'z'],
    [
      { from: 'a', to: 'z' },
      { from: 'b', to: 'z' },
      { from: 'a', to: 'y' },
      { from: 'b', to: 'x' },
    ],
  );
  expect(nextFunctions(graph, [call('b', 'a')], 9)).toEqual(['z', 'x', 'y']);
  expect(nextFunctions(graph, [call('a', 'b')], 9)).toEqual(['z', 'x', 'y']);
});

describe('values that only the user has', () => {
  const suppliedOf = (parameters: JsonSchema) => {
    const item = functionNamed('book');
    const made = { ...item, signature: { ...item.signature, parameters } };
    return createSuppliedByUser(graphOf(['book'], []), [made])('book', new Set());
  };
  const open = { type: 'string' } as const;

  it.each<[string, JsonSchema['properties'], string[]]>([
    ['are the required ones', { a: open, b: open }, ['a']],
    ['are none with a default', { a: { ...open, default: 'x' } }, []],
    ['are none with one value', { a: { const: 1 } }, []],
    ['are none with one choice', { a: { enum: [1] } }, []],
    ['may have two choices', { a: { enum: [1, 2] } }, ['a']],
    ['are none that no schema describes', { b: open }, []],
    ['are none that hold anything', { a: true as unknown as JsonSchema }, []],
  ])('%s', (_what, properties, expected) => {
    expect(suppliedOf({ type: 'object', properties: properties ?? {}, required: ['a', 'a', 'toString'] })).toEqual(
      expected,
    );
  });
});

it('a problem of a path is told with its turn, where it has one; a note is none', () => {
  const problems = [
    { severity: 'error', code: 'unknown-function', message: 'No a.', turn: 1 },
    { severity: 'error', code: 'empty', message: 'No calls.' },
    { severity: 'note', code: 'empty', message: 'Odd.', turn: 0 },
  ] as const;
  const lines = unsoundPaths([{ turns: [call('a')] }, { turns: [] }], (turns) =>
    turns.length > 0 ? [] : (problems as never),
  );
  expect(lines).toEqual(['path 2, turn 2: No a.', 'path 2: No calls.']);
});

describe('neighbours of a function', () => {
  const functions = [functionNamed('find'), functionNamed('book', ['flight'])];
  const scored = (score: number, kind: 'input' | 'part' | 'premise' = 'input', parameter = 'flight') => {
    const graph = graphOf(['find', 'book'], [{ from: 'find', to: 'book', kind, parameter }]);
    const edges = graph.edges.map((edge) => ({
      ...edge,
      score,
      evidence: edge.evidence.map((one) => ({ ...one, score })),
    }));
    return createNeighbours({ ...graph, edges }, functions, 0.5);
  };

  it.each([
    ['an edge at the bound', scored(0.5), ['book'], ['find']],
    ['an edge below it', scored(0.49), [], []],
    ['a premise', scored(0.9, 'premise'), [], []],
    ['an edge to a value that is not required', scored(0.9, 'input', 'seat'), ['book'], []],
    ['an edge to a part of a required value', scored(0.9, 'part', 'flight.id'), ['book'], ['find']],
  ])('by %s', (_what, neighbours, fed, feeding) => {
    expect(neighbours.fedBy('find')).toEqual(fed);
    expect(neighbours.feeding('book')).toEqual(feeding);
  });

  it('may be called implicitly where their authors say that they only read, and none that destroys', () => {
    const noted = (id: string, annotations: object) => {
      const item = functionNamed(id);
      return { ...item, signature: { ...item.signature, annotations } };
    };
    const all = [
      noted('get_flight', {}),
      noted('get_seat', { readOnly: false }),
      noted('get_meal', { destructive: true }),
      noted('book_flight', { readOnly: true }),
      noted('cancel_flight', {}),
    ];
    const { mayBeImplicit } = createNeighbours(
      graphOf(
        all.map(({ id }) => id),
        [],
      ),
      all,
      0.5,
    );
    expect(all.map(({ id }) => id).filter(mayBeImplicit)).toContain('get_flight');
    expect(['get_seat', 'get_meal', 'cancel_flight', 'nothing'].filter(mayBeImplicit)).toEqual([]);
  });
});
