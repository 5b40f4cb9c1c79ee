import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../../server/src/json/index.ts';
import {
  createPathSampler,
  createSuppliedByUser,
  type PathSettings,
  samplePaths,
} from '../../../server/src/path/index.ts';
import { functionNamed, graphOf, type Link } from './graphs.ts';

/** Nothing is left to chance but what a test sets. */
const STILL: Partial<PathSettings> = { merge: 0, insert: 0, recall: 0, split: 0, count: 40 };

/** Functions that only look: such a call may be made without being asked for. */
function lookingFunctions(ids: readonly string[], required = ['note']) {
  return ids.map((id) => {
    const { signature } = functionNamed(id, required);
    return { id, signature: { ...signature, annotations: { ...signature.annotations, readOnly: true } } };
  });
}

function pathsOf(ids: readonly string[], links: readonly Link[], settings: Partial<PathSettings>, required = ['note']) {
  const functions = ids.map((id) => functionNamed(id, required));
  return [...samplePaths(graphOf(ids, links), { ...STILL, ...settings }, functions)];
}

/** a → b → c → d, where a also feeds x. */
const CHAIN: readonly Link[] = [
  { from: 'a', to: 'b' },
  { from: 'b', to: 'c' },
  { from: 'c', to: 'd' },
  { from: 'a', to: 'x' },
];
const IDS = ['a', 'b', 'c', 'd', 'x'];

describe('a path without operations', () => {
  it('has one function a turn and says where each came from', () => {
    for (const { turns, operations } of pathsOf(IDS, CHAIN, { start: 'b' })) {
      expect(turns.map(({ functions }) => functions)).toEqual([['b'], ['c'], ['d']]);
      expect(turns.every(({ kind, origins }) => kind === 'call' && origins.join() === 'walk')).toBe(true);
      expect(operations).toEqual([]);
    }
  });

  it('is one function long where one is asked for, in both modes', () => {
    for (const mode of ['walk', 'coverage'] as const)
      for (const { turns } of pathsOf(IDS, CHAIN, { mode, length: 1 })) expect(turns).toHaveLength(1);
  });

  it('takes `count` indices from `from` on, `stride` apart', () => {
    const indices = pathsOf(IDS, CHAIN, { count: 3, from: 5, stride: 2 }).map(({ index }) => index);
    expect(indices).toEqual([5, 7, 9]);
  });
});

describe('edges of too small a score', () => {
  const [weak] = graphOf(['a', 'b'], [{ from: 'a', to: 'b' }]).edges;
  const graph = graphOf(['a', 'b'], [{ from: 'a', to: 'b' }]);
  it.each([
    [0.9, ['a', 'b']],
    [0.91, ['a']],
  ])('a walk with a minimum of %d over an edge of 0.9 visits %j', (minScore, visited) => {
    expect(weak?.score).toBe(0.9);
    const [path] = samplePaths(graph, { ...STILL, minScore }, []);
    expect(path?.turns.flatMap(({ functions }) => functions)).toEqual(visited);
  });

  it('are no reason for an insertion', () => {
    const fork = graphOf(
      ['a', 'b', 'c'],
      [
        { from: 'a', to: 'b' },
        { from: 'a', to: 'c' },
      ],
    );
    const inserts = (minScore: number) => {
      const settings = { ...STILL, insert: 1, minScore, count: 20 };
      return [...samplePaths(fork, settings, lookingFunctions(['a', 'b', 'c']))].flatMap(
        ({ operations }) => operations,
      );
    };
    expect(inserts(0.9).length).toBeGreaterThan(0);
    expect(inserts(0.91)).toEqual([]);
  });
});

describe('Merge at its borders', () => {
  it('names the turn that grew: its operations, done again on the walk, give what it gave', () => {
    for (const { stages, operations } of pathsOf(IDS, CHAIN, { merge: 0.5, maxPerTurn: 3 })) {
      const turns = stages.walk.map(({ functions }) => [...functions]);
      for (const operation of operations)
        if (operation.op === 'merge')
          turns.splice(operation.turn, 2, [...(turns[operation.turn] ?? []), ...(turns[operation.turn + 1] ?? [])]);
      expect(turns).toEqual(stages.merge.map(({ functions }) => functions));
    }
  });

  it('says of each function but the first of a turn that it was joined', () => {
    for (const { stages } of pathsOf(IDS, CHAIN, { merge: 1 }))
      for (const { origins } of stages.merge) expect(origins).toEqual(['walk', ...origins.slice(1).map(() => 'merge')]);
  });
});

describe('Insert at its borders', () => {
  const inserted = (settings: Partial<PathSettings>, links = CHAIN, ids = IDS) =>
    pathsOf(ids, links, { insert: 1, ...settings });

  it('never appends the function that the next turn starts with, nor one that the turn has', () => {
    for (const { stages, operations } of inserted({ start: 'a', deadEnd: 'stop' })) {
      const walk = stages.walk.flatMap(({ functions }) => functions);
      for (const operation of operations) {
        if (operation.op !== 'insert') continue;
        const at = walk.indexOf(operation.nestedWith);
        expect(operation.function).not.toBe(walk[at + 1]);
      }
    }
    const ring = inserted(
      { merge: 1, maxPerTurn: 3, length: 2 },
      [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ],
      ['a', 'b'],
    );
    for (const { turns } of ring)
      for (const { functions } of turns) expect(new Set(functions).size).toBe(functions.length);
  });

  const lookingPaths = (settings: Partial<PathSettings>) => [
    ...samplePaths(
      graphOf(IDS, CHAIN),
      { ...STILL, insert: 1, start: 'a', deadEnd: 'stop', length: 2, ...settings },
      lookingFunctions(IDS),
    ),
  ];

  it('puts a goal behind the call that becomes implicit, once, and says so', () => {
    const nested = lookingPaths({ maxDepth: 2 }).filter(({ turns }) => turns[0]?.functions.length === 2);
    expect(nested.length).toBeGreaterThan(0);
    for (const { turns, operations } of nested) {
      const [implicit, goal] = turns[0]?.functions ?? [];
      expect(implicit).toBe('a');
      expect(turns[0]?.origins).toEqual(['insert', 'insert-goal']);
      expect(operations[0]).toEqual({ op: 'insert', turn: 0, function: goal, nestedWith: 'a', form: 'goal' });
    }
  });

  it('makes no call implicit that may change something', () => {
    expect(inserted({ start: 'a', deadEnd: 'stop', length: 2 }).flatMap(({ operations }) => operations)).toEqual([]);
  });

  it('makes chains as deep as is set and not deeper', () => {
    const longest = (maxDepth: number) =>
      Math.max(
        ...lookingPaths({ maxDepth, maxPerTurn: 1, length: 1 }).map(({ turns }) => turns[0]?.functions.length ?? 0),
      );
    expect([longest(1), longest(2), longest(3)]).toEqual([1, 2, 3]);
  });

  it('puts the recalled function into a turn of its own right behind the turn that it names', () => {
    const recalled = inserted({ start: 'a', deadEnd: 'stop', recall: 1 }).flatMap(({ turns, operations }) =>
      operations.flatMap((operation) =>
        operation.op === 'insert' && operation.recallAfter !== undefined ? [{ turns, operation }] : [],
      ),
    );
    expect(recalled.length).toBeGreaterThan(0);
    for (const { turns, operation } of recalled) {
      const turn = turns[(operation.recallAfter as number) + 1];
      expect(turn).toEqual({ kind: 'call', functions: [operation.function], origins: ['insert-recall'] });
    }
  });

  it('recalls after any later turn, the last one too', () => {
    const distances = inserted({ start: 'a', deadEnd: 'stop', recall: 1, count: 200 }).flatMap(
      ({ operations, stages }) => {
        const [first] = operations;
        const chain = stages.walk.length === 4;
        return chain && first?.op === 'insert' && first.turn === 0 ? [first.recallAfter] : [];
      },
    );
    expect(new Set(distances)).toEqual(new Set([1, 2, 3]));
  });

  it('recalls nothing where no turn is left', () => {
    for (const { operations } of inserted({ start: 'c', recall: 1 }, [{ from: 'c', to: 'd' }], ['c', 'd']))
      expect(
        operations.filter((operation) => operation.op === 'insert' && operation.recallAfter !== undefined),
      ).toEqual([]);
  });

  it('appends nothing to a recalled turn', () => {
    const links: readonly Link[] = [...CHAIN, { from: 'x', to: 'y' }];
    for (const { turns } of inserted({ start: 'a', recall: 1 }, links, [...IDS, 'y']))
      for (const { origins } of turns) if (origins[0] === 'insert-recall') expect(origins).toHaveLength(1);
  });
});

describe('Split at its borders', () => {
  const split = (settings: Partial<PathSettings>, required = ['note']) =>
    pathsOf(IDS, CHAIN, { split: 1, start: 'b', ...settings }, required);

  it('leaves no turn empty but the null turn', () => {
    for (const merge of [0, 1])
      for (const { turns } of split({ merge })) {
        const empty = turns.filter(({ functions }) => functions.length === 0);
        expect(empty.map(({ kind }) => kind)).toHaveLength(1);
        expect(empty[0]?.kind).not.toBe('call');
      }
  });

  it('prefers cuts with calls on both sides', () => {
    for (const { turns } of split({ merge: 1 })) {
      const gap = turns.findIndex(({ kind }) => kind !== 'call');
      expect(gap).toBeGreaterThan(0);
      expect(turns.slice(0, gap).flatMap(({ functions }) => functions)[0]).toBe('b');
    }
  });

  it('keeps what each function came from on both sides', () => {
    for (const { turns } of split({ merge: 1 }))
      expect(turns.flatMap(({ functions, origins }) => functions.map((id, at) => `${id} ${origins[at]}`))).toEqual([
        'b walk',
        'c merge',
        'd merge',
      ]);
  });

  it('says in its operation what the null turn says', () => {
    for (const { turns, operations } of split({})) {
      const gap = turns.find(({ kind }) => kind !== 'call');
      expect(operations).toEqual([
        { op: 'split', turn: turns.indexOf(gap as never), label: gap?.kind, ...gap?.missing },
      ]);
    }
  });

  it.each([
    [0, ['note'], 'miss_func'],
    [1, ['note'], 'miss_params'],
    [1, [], 'miss_func'],
  ])('with a share of %d of questions and required %j it is %s', (missParams, required, kind) => {
    for (const { turns } of split({ missParams }, required as string[]))
      expect(turns.filter((turn) => turn.kind !== 'call').map((turn) => turn.kind)).toEqual([kind]);
  });

  it('asks for a value where the function was called before and cannot be withheld', () => {
    const ring: readonly Link[] = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
    ];
    for (const { turns } of pathsOf(['a', 'b'], ring, { split: 1, missParams: 0, count: 60 }))
      for (const [at, { kind, missing }] of turns.entries())
        if (kind === 'miss_func')
          expect(turns.slice(0, at).flatMap(({ functions }) => functions)).not.toContain(missing?.function);
  });
});

describe('what the user supplies', () => {
  const supplied = (schema: JsonSchema, links: readonly Link[] = [], name = 'size') => {
    const order = functionNamed('order', [name]);
    (order.signature.parameters.properties as Record<string, JsonSchema>)[name] = schema;
    return createSuppliedByUser(graphOf(['find', 'order'], links), [functionNamed('find'), order]);
  };
  const NONE = new Set<string>();

  it.each([
    ['a text', { type: 'string' }, ['size']],
    ['one of two', { enum: ['s', 'm'] }, ['size']],
    ['the only one there is', { enum: ['s'] }, []],
    ['a constant', { const: 's' }, []],
    ['what has a default', { type: 'string', default: 's' }, []],
  ])('of %s', (_what, schema, expected) => {
    expect(supplied(schema as JsonSchema)('order', NONE)).toEqual(expected);
  });

  it('is nothing of a function that nobody knows', () => {
    expect(supplied({ type: 'string' })('other', NONE)).toEqual([]);
  });

  it('is nothing that an earlier function feeds, and is asked for where that did not run', () => {
    const fed = supplied({ type: 'string' }, [{ from: 'find', to: 'order', parameter: 'size' }]);
    expect(fed('order', new Set(['find']))).toEqual([]);
    expect(fed('order', NONE)).toEqual(['size']);
  });

  it.each(['size', 'size.width', 'size[0]'])('counts what feeds %s', (parameter) => {
    expect(
      supplied({ type: 'object' }, [{ from: 'find', to: 'order', parameter }])('order', new Set(['find'])),
    ).toEqual([]);
  });

  it.each(['size_unit', 'other'])('does not count what feeds %s', (parameter) => {
    const fed = supplied({ type: 'object' }, [{ from: 'find', to: 'order', parameter }]);
    expect(fed('order', new Set(['find']))).toEqual(['size']);
  });

  it('is no identifier that some function returns, whether it ran or not', () => {
    const fed = supplied({ type: 'string' }, [{ from: 'find', to: 'order', parameter: 'item_id' }], 'item_id');
    expect(fed('order', NONE)).toEqual([]);
    expect(supplied({ type: 'string' }, [], 'item_id')('order', NONE)).toEqual(['item_id']);
  });

  it('is fed by no premise', () => {
    const premise = supplied({ type: 'string' }, [{ from: 'find', to: 'order', kind: 'premise', parameter: 'size' }]);
    expect(premise('order', new Set(['find']))).toEqual(['size']);
  });
});

describe('coverage mode at its borders', () => {
  const starts = (start?: string) =>
    createPathSampler(
      graphOf(IDS, CHAIN),
      { ...STILL, mode: 'coverage', ...(start === undefined ? {} : { start }) },
      [],
    ).starts;

  it('has as many goals as edges and lone functions, or those of the function it starts at', () => {
    expect(starts()).toBe(4);
    expect(starts('a')).toBe(2);
    expect(starts('d')).toBe(1);
  });

  it('starts at the function named, and goes along each of its edges', () => {
    const paths = pathsOf(IDS, CHAIN, { mode: 'coverage', start: 'a', count: 2, deadEnd: 'stop' });
    const walks = paths.map(({ turns }) => turns.flatMap(({ functions }) => functions));
    expect(walks.map((walk) => walk.join(' ')).sort()).toEqual(['a b c d', 'a x']);
  });

  it('passes through an edge at any place of the path', () => {
    const line = ['a', 'b', 'c', 'd', 'e', 'f'];
    const links = line.slice(1).map((to, at) => ({ from: line[at] as string, to }));
    const walks = pathsOf(line, links, { mode: 'coverage', length: 4, count: 300, deadEnd: 'stop' }).map(({ turns }) =>
      turns.flatMap(({ functions }) => functions).join(''),
    );
    // c → d is the third edge; the path begins at c, at b or at a.
    expect(new Set(walks.filter((walk) => walk.includes('cd')))).toEqual(new Set(['cdef', 'bcde', 'abcd']));
    expect(new Set(walks.filter((walk) => walk.includes('ab')))).toEqual(new Set(['abcd']));
  });

  it('keeps to the length', () => {
    for (const length of [2, 3])
      for (const { turns } of pathsOf(IDS, CHAIN, { mode: 'coverage', length }))
        expect(turns.length).toBeLessThanOrEqual(length);
  });
});

describe('settings at their limits', () => {
  it.each([
    { merge: 0 },
    { merge: 1 },
    { length: 1 },
    { length: 1000 },
    { maxPerTurn: 1 },
    { maxPerTurn: 100 },
    { count: 0 },
  ])('takes %o', (settings) => {
    expect(() => pathsOf(['a', 'b'], [{ from: 'a', to: 'b' }], { count: 1, ...settings })).not.toThrow();
  });
  it.each([
    { merge: -0.1 },
    { merge: 1.1 },
    { length: 1001 },
    { maxPerTurn: 0 },
    { maxPerTurn: 101 },
    { stride: 0 },
    { from: -1 },
    { count: Number.NaN },
  ])('refuses %o', (settings) => {
    expect(() => pathsOf(['a', 'b'], [{ from: 'a', to: 'b' }], settings)).toThrow(RangeError);
  });
});
