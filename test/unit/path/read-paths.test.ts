import { describe, expect, it } from 'vitest';
import { type PathTurn, pathCoverage, readPaths, samplePaths } from '../../../server/src/path/index.ts';
import { functionNamed, graphOf } from './graphs.ts';

const IDS = ['harbour.find_boat', 'harbour.rent_boat', 'pier.find_boat'];
const resolve = (name: string) => IDS.filter((id) => id === name || id.endsWith(`.${name}`));
const read = (value: unknown) => readPaths(typeof value === 'string' ? value : JSON.stringify(value), resolve);
const rent: PathTurn = { kind: 'call', functions: ['harbour.rent_boat'], origins: ['walk'] };

describe('reading paths', () => {
  it('reads what magnet paths prints', () => {
    const graph = graphOf(['a', 'b'], [{ from: 'a', to: 'b' }]);
    const sampled = [...samplePaths(graph, { count: 3 }, [functionNamed('a'), functionNamed('b')])];
    expect(readPaths(JSON.stringify(sampled, null, 2), (name) => [name])).toEqual({
      paths: sampled.map(({ turns }) => ({ turns })),
      problems: [],
      without: 0,
    });
  });

  it('passes over the records of a run that call nothing, and counts them', () => {
    const withheld = { kind: 'miss_func', functions: [], missing: { function: 'outside:music.find_songs' } };
    const records = [{ path: { turns: [withheld] } }, { path: { turns: [rent] } }];
    expect(read(records)).toEqual({ paths: [{ turns: [rent] }], problems: [], without: 1 });
    expect(read({ turns: [withheld] }).paths).toHaveLength(1);
  });

  it.each([
    ['a list of names', ['rent_boat', 'rent_boat'], [rent, rent]],
    ['a list of lists', [['rent_boat'], ['rent_boat']], [rent, rent]],
    ['a list of turns', [{ functions: ['rent_boat'] }], [rent]],
    ['an object with turns', { turns: ['rent_boat'] }, [rent]],
    ['a record', { id: 'r1', path: { turns: [rent] }, turns: [] }, [rent]],
  ])('reads one path written as %s', (_, value, turns) => {
    expect(read(value)).toEqual({ paths: [{ turns }], problems: [], without: 0 });
  });

  it('has its kind, where it comes from and what is missing as they are written', () => {
    const missing = { function: 'rent_boat', parameter: 'days' };
    const turns = [
      { kind: 'miss_params', functions: [], missing },
      { functions: ['rent_boat', 'rent_boat'], origins: ['insert', 'elsewhere'], missing: null },
      { kind: 'miss_func', missing: { ...missing, parameter: 7 } },
    ];
    expect(read({ turns }).paths[0]?.turns).toEqual([
      {
        kind: 'miss_params',
        functions: [],
        origins: [],
        missing: { function: 'harbour.rent_boat', parameter: 'days' },
      },
      { kind: 'call', functions: ['harbour.rent_boat', 'harbour.rent_boat'], origins: ['insert', 'walk'] },
      { kind: 'miss_func', functions: [], origins: [], missing: { function: 'harbour.rent_boat' } },
    ]);
    expect(read({ turns: [{ kind: 'miss_func', missing: { function: 'find_boat' } }] }).problems[0]).toContain(
      'can mean',
    );
  });

  it('a record without turns is no record without calls', () => {
    expect(read([{ path: { turns: [] } }])).toEqual({ paths: [{ turns: [] }], problems: [], without: 0 });
  });

  it('reads ten thousand paths, and no more', () => {
    const many = (count: number) => JSON.stringify(Array.from({ length: count }, () => ({ turns: [] })));
    expect(read(many(10_000)).paths).toHaveLength(10_000);
    expect(read(many(10_001))).toMatchObject({ paths: [], problems: ['10001 paths: at most 10000 are read'] });
  });

  it('reads one a line, with a byte order mark and empty lines', () => {
    expect(read('\uFEFF{"turns":["rent_boat"]}\n\n{"turns":["rent_boat"]}\r\n').paths).toHaveLength(2);
  });

  it('keeps a name that means nothing for the check to refuse, and says where one can mean two', () => {
    expect(read({ turns: ['sink_boat'] }).paths[0]?.turns[0]?.functions).toEqual(['sink_boat']);
    expect(read({ turns: ['rent_boat', 'find_boat'] }).problems).toEqual([
      'path 1: turn 2: "find_boat" can mean harbour.find_boat, pier.find_boat: name one of them',
    ]);
  });

  it.each([
    ['', 'the file is empty'],
    ['{"turns":\n', 'line 1 is no JSON'],
    ['{"turns":[]}\n{oops', 'line 2 is no JSON'],
    ['12', 'path 1: it has no list of turns'],
    ['{"turns":[{"kind":"maybe"}]}', 'path 1: turn 1: kind has to be one of call, miss_func, miss_params'],
    ['{"turns":[{"functions":[7]}]}', 'path 1: turn 1: a function is named by a string'],
    ['{"turns":[{"functions":"x"}]}', 'path 1: turn 1: functions has to be a list of names'],
    ['{"turns":[7]}', 'path 1: turn 1: it is neither a list of functions nor an object'],
    ['{"turns":[{"kind":"miss_func","missing":"x"}]}', 'path 1: turn 1: missing has to be an object with a function'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(read(text)).toEqual({ paths: [], problems: [problem], without: 0 });
  });

  it('takes origins as they stand, and nothing that is none', () => {
    const [path] = read({ turns: [{ functions: ['rent_boat', 'rent_boat'], origins: ['insert', '__proto__'] }] }).paths;
    expect(path?.turns[0]?.origins).toEqual(['insert', 'walk']);
  });
});

describe('what paths cover', () => {
  const graph = graphOf(
    ['a', 'b', 'c', 'd'],
    [
      { from: 'a', to: 'c' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'd' },
    ],
  );
  const path = (...functions: string[]) => ({ turns: [{ kind: 'call' as const, functions, origins: [] }] });

  it('counts the newest edge that leads to a call, once', () => {
    expect(pathCoverage(graph, [path('a', 'b', 'c'), path('b', 'c')])).toEqual({
      functions: { used: 3, of: 4 },
      edges: { used: 1, of: 3 },
    });
  });

  it('counts no edge that is walked backward, and no function that is not there', () => {
    expect(pathCoverage(graph, [path('d', 'c', 'nowhere')])).toEqual({
      functions: { used: 2, of: 4 },
      edges: { used: 0, of: 3 },
    });
  });
});
