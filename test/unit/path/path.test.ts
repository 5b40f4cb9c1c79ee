import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beforeSplit,
  createPathSampler,
  PATH_DEFAULTS,
  type PathSettings,
  type PathTurn,
  type SignaturePath,
  samplePaths,
} from '../../../server/src/path/index.ts';
import { functionNamed, graphOf } from './graphs.ts';

/** find → book → invoice → convert, with a premise login → book. */
const IDS = ['login', 'find', 'book', 'invoice', 'convert', 'lonely'];
const SHOP = graphOf(IDS, [
  { from: 'login', to: 'book', kind: 'premise' },
  { from: 'find', to: 'book', parameter: 'flight_id' },
  { from: 'book', to: 'invoice', parameter: 'booking_id' },
  { from: 'invoice', to: 'convert', parameter: 'amount' },
  { from: 'book', to: 'convert', parameter: 'amount' },
  { from: 'convert', to: 'find', parameter: 'budget' },
]);
const FUNCTIONS = [
  functionNamed('login', ['password']),
  functionNamed('find', ['from', 'to']),
  functionNamed('book', ['flight_id', 'passenger']),
  functionNamed('invoice', ['booking_id']),
  functionNamed('convert', ['amount', 'currency']),
  functionNamed('lonely'),
];

const sample = (settings: Partial<PathSettings>, graph = SHOP) => [...samplePaths(graph, settings, FUNCTIONS)];
const sequence = (turns: readonly PathTurn[]) => turns.flatMap((turn) => turn.functions);

const isEdge = (graph: typeof SHOP, from: string | undefined, to: string | undefined) =>
  graph.edges.some((edge) => edge.from === from && edge.to === to);

/** Random graphs of up to 8 functions with random kinds of edges. */
const anyGraph = fc.integer({ min: 1, max: 8 }).chain((size) => {
  const ids = Array.from({ length: size }, (_, index) => `f${index}`);
  const id = fc.constantFrom(...ids);
  const link = fc.record({ from: id, to: id, kind: fc.constantFrom('premise', 'input', 'part') });
  return fc.uniqueArray(link, { maxLength: 20, selector: ({ from, to }) => `${from} ${to}` }).map((links) => ({
    graph: graphOf(ids, links.filter(({ from, to }) => from !== to) as never),
    functions: ids.map((name) => functionNamed(name, ['value', 'note'])),
  }));
});

/** Checks `law` on the paths of many graphs and seeds. */
function forAllPaths(law: (path: SignaturePath, graph: ReturnType<typeof graphOf>) => void, settings = {}) {
  fc.assert(
    fc.property(anyGraph, fc.string(), ({ graph, functions }, seed) => {
      for (const path of samplePaths(graph, { ...settings, seed, count: 10 }, functions)) law(path, graph);
    }),
    { numRuns: 60 },
  );
}

describe('the initial walk', () => {
  it('steps along edges only, at most S signatures long', () => {
    forAllPaths(
      ({ stages }, graph) => {
        const walk = sequence(stages.walk);
        expect(walk.length).toBeGreaterThan(0);
        expect(walk.length).toBeLessThanOrEqual(7);
        for (let at = 1; at < walk.length; at += 1) expect(isEdge(graph, walk[at - 1], walk[at])).toBe(true);
      },
      { deadEnd: 'stop' },
    );
  });

  it('goes on from a function behind it where one has no successors, and to nothing it has seen', () => {
    forAllPaths(({ stages }, graph) => {
      const walk = sequence(stages.walk);
      for (let at = 1; at < walk.length; at += 1) {
        if (graph.outgoing(walk[at - 1] as string).length > 0) expect(isEdge(graph, walk[at - 1], walk[at])).toBe(true);
        else {
          expect(walk.slice(0, at - 1).some((id) => isEdge(graph, id, walk[at]))).toBe(true);
          expect(walk.slice(0, at)).not.toContain(walk[at]);
        }
      }
    });
  });

  it('ends early only where nothing new can be reached', () => {
    forAllPaths(({ stages }, graph) => {
      const walk = sequence(stages.walk);
      const next = walk.flatMap((id) => graph.outgoing(id).map((index) => graph.edges[index]?.to));
      if (walk.length < 7) expect(next.filter((id) => !walk.includes(id as string))).toEqual([]);
    });
  });

  it('ends at a dead end where it is told to', () => {
    const star = graphOf(
      ['hub', 'a', 'b', 'c'],
      ['a', 'b', 'c'].map((to) => ({ from: 'hub', to })),
    );
    const walk = (deadEnd: 'return' | 'stop') =>
      sequence(sample({ count: 1, deadEnd }, star)[0]?.stages.walk ?? []).length;
    expect(walk('stop')).toBe(2);
    expect(walk('return')).toBe(4);
  });

  it('starts at each node with an out-edge in turn', () => {
    const starts = sample({ count: 10 }).map((path) => path.stages.walk[0]?.functions[0]);
    expect(starts).toEqual([...IDS.slice(0, 5), ...IDS.slice(0, 5)]);
  });

  it('starts where it is told to', () => {
    const starts = new Set(sample({ count: 10, start: 'invoice' }).map((path) => path.stages.walk[0]?.functions[0]));
    expect([...starts]).toEqual(['invoice']);
  });

  it('chooses uniformly among the out-edges', () => {
    const seconds = sample({ count: 4000, start: 'book', length: 2 }).map((path) => sequence(path.stages.walk)[1]);
    const share = seconds.filter((id) => id === 'convert').length / seconds.length;
    expect(share).toBeGreaterThan(0.46);
    expect(share).toBeLessThan(0.54);
  });

  it('gives paths of one function where there is no edge', () => {
    const paths = [...samplePaths(graphOf(['a', 'b'], []), { count: 2 }, [])];
    expect(paths.map((path) => sequence(path.turns))).toEqual([['a'], ['b']]);
  });

  it('gives nothing for an empty graph', () => {
    expect([...samplePaths(graphOf([], []), { count: 5 }, [])]).toEqual([]);
  });
});

describe('Merge', () => {
  it('keeps the sequence of functions', () => {
    forAllPaths(({ stages }) => expect(sequence(stages.merge)).toEqual(sequence(stages.walk)));
  });

  it('joins turns up to the cap with probability 1, and none with 0', () => {
    const sizes = (merge: number) =>
      sample({ count: 1, merge, start: 'find' })[0]?.stages.merge.map((t) => t.functions.length);
    expect(sizes(1)).toEqual([3, 3, 1]);
    expect(sizes(0)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  it('joins about three in ten at the paper’s p', () => {
    const paths = sample({ count: 2000, start: 'find', maxPerTurn: 7 });
    const merges = paths.flatMap((path) => path.operations.filter(({ op }) => op === 'merge')).length;
    expect(merges / (paths.length * 6)).toBeCloseTo(0.3, 1);
  });
});

describe('Insert', () => {
  const inserted = (path: SignaturePath) =>
    path.operations.flatMap((operation) => (operation.op === 'insert' ? [operation] : []));

  it('puts a helper before what it feeds and a goal behind what feeds it, never by a premise alone', () => {
    forAllPaths((path, graph) => {
      for (const { form, function: id, nestedWith } of inserted(path)) {
        const [from, to] = form === 'helper' ? [id, nestedWith] : [nestedWith, id];
        expect(graph.edges.find((edge) => edge.from === from && edge.to === to)?.kind).toMatch(/input|part/);
      }
    });
  });

  it('recalls only in a later turn, at some distance', () => {
    forAllPaths(
      (path) => {
        const recalls = inserted(path).filter(({ form }) => form === 'recall');
        for (const { recallAfter = -1, turn } of recalls) expect(recallAfter).toBeGreaterThan(turn);
        expect(path.stages.insert.filter((turn) => turn.origins[0] === 'insert-recall')).toHaveLength(recalls.length);
      },
      { recall: 1 },
    );
  });

  it('keeps every turn within three asked calls and a chain of four', () => {
    forAllPaths(({ turns }) => {
      for (const { functions, origins } of turns) {
        expect(functions.length).toBeLessThanOrEqual(4);
        expect(origins.filter((origin) => origin !== 'insert').length).toBeLessThanOrEqual(3);
      }
    });
  });
});

describe('Split', () => {
  it('puts one empty null turn in, and keeps the sequence of functions', () => {
    forAllPaths(({ stages, turns }) => {
      expect(turns).toEqual(stages.split);
      expect(sequence(stages.split)).toEqual(sequence(stages.insert));
      const gaps = stages.split.filter((turn) => turn.kind !== 'call');
      expect(gaps.length).toBeLessThanOrEqual(1);
      for (const gap of gaps) expect(gap.functions).toEqual([]);
    });
  });

  it('names what the calls after the gap need', () => {
    forAllPaths(({ turns }) => {
      const gap = turns.findIndex((turn) => turn.kind !== 'call');
      if (gap < 0) return;
      expect(turns[gap]?.missing?.function).toBe(turns[gap + 1]?.functions[0]);
      expect(turns[gap]?.missing?.parameter !== undefined).toBe(turns[gap]?.kind === 'miss_params');
    });
  });

  it('withholds only a function that was not called before', () => {
    forAllPaths(
      ({ turns }) => {
        const gap = turns.findIndex((turn) => turn.kind === 'miss_func');
        if (gap < 0) return;
        expect(sequence(turns.slice(0, gap))).not.toContain(turns[gap]?.missing?.function);
      },
      { missParams: 0 },
    );
  });

  it('leaves out only what the user supplies: no identifier that a function returns, nothing an earlier output feeds', () => {
    const left = sample({ count: 400, missParams: 1 }).flatMap((path) =>
      path.turns.flatMap((turn) => (turn.missing?.parameter === undefined ? [] : [turn.missing.parameter])),
    );
    expect(new Set(left)).not.toContain('flight_id');
    expect(new Set(left)).not.toContain('booking_id');
    expect(new Set(left)).toContain('passenger');
  });

  it('goes on with the path before it too', () => {
    const path = sample({ count: 1, start: 'find' })[0] as SignaturePath;
    expect(path.turns.some((turn) => turn.kind !== 'call')).toBe(true);
    expect(beforeSplit(path).turns).toEqual(path.stages.insert);
    expect(beforeSplit(path).operations.map(({ op }) => op)).not.toContain('split');
  });

  it('can be turned off', () => {
    expect(
      sample({ count: 20, split: 0 }).flatMap((path) => path.turns.filter((turn) => turn.kind !== 'call')),
    ).toEqual([]);
  });
});

describe('reproducibility', () => {
  it('gives the same paths for the same seed, others for another', () => {
    const seeded = (seed: string) => JSON.stringify(sample({ seed, count: 20 }));
    expect(seeded('a')).toBe(seeded('a'));
    expect(seeded('a')).not.toBe(seeded('b'));
  });

  it('makes any path from its index alone', () => {
    const sampler = createPathSampler(SHOP, {}, FUNCTIONS);
    expect(sampler.sample(17)).toEqual(sample({ count: 18 })[17]);
  });

  it('shards are disjoint and their union is the whole run', () => {
    for (const mode of ['walk', 'coverage'] as const) {
      const whole = sample({ count: 20, mode });
      const shards = [0, 1, 2].flatMap((from) => sample({ mode, from, stride: 3, count: Math.ceil((20 - from) / 3) }));
      expect(shards.sort((a, b) => a.index - b.index)).toEqual(whole);
    }
  });

  it('is lazy: an endless iterable can be cut', () => {
    const taken: SignaturePath[] = [];
    for (const path of samplePaths(SHOP, { count: Number.POSITIVE_INFINITY }, FUNCTIONS)) {
      taken.push(path);
      if (taken.length === 3) break;
    }
    expect(taken).toHaveLength(3);
  });
});

describe('coverage mode', () => {
  it('passes through every edge within as many paths as there are edges and lone nodes', () => {
    const paths = sample({ mode: 'coverage', count: SHOP.edges.length + 1 });
    const walked = new Set(
      paths.flatMap(({ stages }) => {
        const walk = sequence(stages.walk);
        return walk.slice(1).map((id, at) => `${walk[at]} ${id}`);
      }),
    );
    expect(walked.size).toBe(SHOP.edges.length);
    expect(paths.some((path) => sequence(path.turns)[0] === 'lonely')).toBe(true);
  });

  it('steps along edges only', () => {
    forAllPaths(
      ({ stages }, graph) => {
        const walk = sequence(stages.walk);
        expect(walk.length).toBeLessThanOrEqual(7);
        for (let at = 1; at < walk.length; at += 1) expect(isEdge(graph, walk[at - 1], walk[at])).toBe(true);
      },
      { mode: 'coverage', deadEnd: 'stop' },
    );
  });
});

describe('settings', () => {
  it('default to the paper’s values', () => {
    expect(PATH_DEFAULTS).toMatchObject({ length: 7, merge: 0.3, maxPerTurn: 3, mode: 'walk' });
  });

  it.each([
    [{ merge: 2 }],
    [{ length: 0 }],
    [{ length: 1.5 }],
    [{ count: -1 }],
    [{ start: 'nobody' }],
    [{ split: Number.NaN }],
  ])('refuse %o with a RangeError', (settings) => {
    expect(() => sample(settings)).toThrow(RangeError);
  });
});
