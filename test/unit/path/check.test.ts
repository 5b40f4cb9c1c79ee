import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createPathChecker,
  isSound,
  MAX_CALLS,
  MAX_TURNS,
  type PathTurn,
  samplePaths,
} from '../../../server/src/path/index.ts';
import { functionNamed, graphOf } from './graphs.ts';

const GRAPH = graphOf(
  ['find_boat', 'rent_boat', 'get_rental', 'close_pier'],
  [
    { from: 'find_boat', to: 'rent_boat', parameter: 'boat_id' },
    { from: 'rent_boat', to: 'get_rental', parameter: 'rental_id' },
  ],
);
const FUNCTIONS = [
  functionNamed('find_boat', ['harbour']),
  functionNamed('rent_boat', ['boat_id', 'skipper']),
  functionNamed('get_rental', ['rental_id']),
  functionNamed('close_pier', ['pier']),
];
const check = createPathChecker(GRAPH, FUNCTIONS);
const call = (...functions: string[]): PathTurn => ({ kind: 'call', functions, origins: functions.map(() => 'walk') });
const gap = (kind: 'miss_func' | 'miss_params', id: string, parameter?: string): PathTurn => ({
  kind,
  functions: [],
  origins: [],
  missing: { function: id, ...(parameter === undefined ? {} : { parameter }) },
});
const codes = (...turns: PathTurn[]) => check(turns).map(({ code }) => code);

describe('checking a path', () => {
  it('finds nothing in one that follows the graph', () => {
    expect(check([call('find_boat'), call('rent_boat'), call('get_rental')])).toEqual([]);
  });

  it.each([
    ['no turn at all', [], 'no-turn'],
    ['a turn without a call', [call('find_boat'), call()], 'empty-turn'],
    ['a function that is not there', [call('sink_boat')], 'unknown-function'],
    ['a gap in a function that is not there', [gap('miss_func', 'sink_boat'), call('find_boat')], 'unknown-function'],
    ['a gap that says nothing', [{ kind: 'miss_func', functions: [], origins: [] }, call('find_boat')], 'gap-unnamed'],
    ['a gap that no turn closes', [call('find_boat'), gap('miss_func', 'rent_boat')], 'gap-not-closed'],
    ['a gap that another turn closes', [gap('miss_func', 'rent_boat'), call('find_boat')], 'gap-not-closed'],
    [
      'a gap with a call in it',
      [{ ...gap('miss_func', 'find_boat'), functions: ['find_boat'] }, call('find_boat')],
      'gap-with-calls',
    ],
    [
      'what was used before, withheld',
      [call('find_boat'), gap('miss_func', 'find_boat'), call('find_boat')],
      'gap-known-function',
    ],
    [
      'a value that is fed',
      [call('find_boat'), gap('miss_params', 'rent_boat', 'boat_id'), call('rent_boat')],
      'gap-known-value',
    ],
    ['a value that is issued', [gap('miss_params', 'rent_boat', 'boat_id'), call('rent_boat')], 'gap-known-value'],
    ['a value nobody asks for', [gap('miss_params', 'rent_boat', 'colour'), call('rent_boat')], 'gap-known-value'],
    [
      'two gaps',
      [gap('miss_func', 'find_boat'), call('find_boat'), gap('miss_params', 'rent_boat', 'skipper'), call('rent_boat')],
      'second-gap',
    ],
    ['too many turns', Array.from({ length: 31 }, () => call('find_boat')), 'too-long'],
  ] as [string, PathTurn[], string][])('refuses %s', (_, turns, code) => {
    const problems = check(turns);
    expect(problems).toContainEqual(expect.objectContaining({ severity: 'error', code }));
    expect(isSound(problems)).toBe(false);
  });

  it.each([
    ['colour', 'rent_boat needs no colour'],
    ['boat_id', 'boat_id is an identifier that the tools give out'],
  ])('says why the user cannot leave out %s', (parameter, why) => {
    const [problem] = check([gap('miss_params', 'rent_boat', parameter), call('rent_boat')]);
    expect(problem?.message).toContain(why);
  });

  it('takes as many turns as are allowed, and as many calls', () => {
    const turns = Array.from({ length: MAX_TURNS }, () => call('close_pier', 'close_pier', 'close_pier'));
    const tooLong = (path: readonly PathTurn[]) => codes(...path).includes('too-long');
    expect(tooLong(turns)).toBe(false);
    expect(tooLong([...turns.slice(1), call(...Array.from({ length: MAX_CALLS - 87 }, () => 'close_pier'))])).toBe(
      false,
    );
    expect(tooLong([...turns.slice(1), call(...Array.from({ length: MAX_CALLS - 86 }, () => 'close_pier'))])).toBe(
      true,
    );
  });

  it('takes a real gap', () => {
    expect(codes(call('find_boat'), gap('miss_params', 'rent_boat', 'skipper'), call('rent_boat'))).toEqual([]);
    expect(codes(gap('miss_func', 'close_pier'))).toEqual([]);
  });

  it('notes a new subject and an identifier that nothing gives, and refuses neither', () => {
    const problems = check([call('find_boat'), call('get_rental', 'close_pier')]);
    expect(problems.map(({ code, turn, call: at }) => [code, turn, at])).toEqual([
      ['new-subject', 1, 0],
      ['value-unfed', 1, 0],
      ['new-subject', 1, 1],
    ]);
    expect(isSound(problems)).toBe(true);
  });

  it('names the turn and what to do', () => {
    expect(check([call('find_boat'), call()])[0]).toMatchObject({
      turn: 1,
      message: 'The turn calls nothing. Add a function, or drop the turn.',
    });
  });

  it('refuses an implicit call that nobody follows, and one that writes', () => {
    const implicit = (first: string, second: string): PathTurn => ({
      ...call(first, second),
      origins: ['insert', 'walk'],
    });
    expect(codes({ ...call('find_boat'), origins: ['insert'] })).toContain('nobody-asks');
    expect(codes(implicit('rent_boat', 'get_rental'))).toContain('implicit-write');
    expect(codes(implicit('find_boat', 'rent_boat'))).toEqual([]);
  });

  it('finds no error in any path that is sampled', () => {
    const names = ['list_boats', 'get_boat', 'rent_boat', 'find_pier', 'cancel_rental', 'get_rental'];
    const id = fc.constantFrom(...names);
    const link = fc.record({ from: id, to: id, parameter: fc.constantFrom('boat_id', 'note') });
    const links = fc.uniqueArray(link, { maxLength: 14, selector: ({ from, to }) => `${from} ${to}` });
    fc.assert(
      fc.property(
        links,
        fc.string(),
        fc.constantFrom('walk', 'coverage'),
        fc.constantFrom('restart', 'return'),
        (all, seed, mode, deadEnd) => {
          const graph = graphOf(
            names,
            all.filter(({ from, to }) => from !== to),
          );
          const functions = names.map((name) => functionNamed(name, ['boat_id', 'note']));
          const checked = createPathChecker(graph, functions);
          for (const path of samplePaths(graph, { seed, count: 8, mode, deadEnd }, functions))
            expect(checked(path.turns).filter(({ severity }) => severity === 'error')).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
});
