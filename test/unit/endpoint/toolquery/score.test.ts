import { describe, expect, it } from 'vitest';
import {
  readToolQueryTask,
  scoreToolQuery,
  type ToolQueryTask,
} from '../../../../server/src/endpoint/toolquery/score.ts';
import type { Json } from '../../../../server/src/json/index.ts';

describe("ToolQuery's rules", () => {
  const task = (tool: string, subgoals: Json[]) =>
    readToolQueryTask({ goal: 'g', subgoals, additional_info: { tool } }, 0) as ToolQueryTask;
  const progress = (tool: string, subgoals: Json[], ...outputs: Json[]) =>
    scoreToolQuery(
      task(tool, subgoals),
      outputs.map((output) => ({ name: 'get', arguments: {}, output })),
      20,
    ).progress;

  it.each<[string, number, string, Json[], Json[]]>([
    ['one result serves one subgoal', 0.5, 'academia', ['a', 'a'], ['a']],
    ['results come in any order', 1, 'academia', ['a', 'b'], ['b', 'a']],
    ['1 is 1.0', 1, 'academia', [{ n: 1 }], [{ n: 1.0 }]],
    ['a film loses its texts', 1, 'movie', [[{ id: 1 }]], [[{ id: 1, overview: 'Long', budget: 5 }]]],
    ['only a film does', 0, 'academia', [[{ id: 1 }]], [[{ id: 1, overview: 'Long' }]]],
    [
      'weather loses the heat of days',
      1,
      'weather',
      [{ daily: { rain: [1] } }],
      [{ daily: { rain: [1], temperature_2m_max: [9] } }],
    ],
    ['places within 50 km are one', 1, 'weather', [{ latitude: 0, longitude: 0 }], [{ latitude: 0.44, longitude: 0 }]],
    ['places beyond are not', 0, 'weather', [{ latitude: 0, longitude: 0 }], [{ latitude: 0.46, longitude: 0 }]],
    ['what says Invalid is no result', 0, 'academia', ['Invalid a'], ['Invalid a']],
    ['a text is no number', 0, 'academia', [1], ['1']],
  ])('%s', (_what, share, tool, subgoals, outputs) => {
    expect(progress(tool, subgoals, ...outputs)).toBe(share);
  });

  it('a failed call finishes nothing and meets nothing', () => {
    const failed = [{ name: 'finish', arguments: { answer: 'a' }, error: 'broken' }];
    expect(scoreToolQuery(task('movie', ['a']), failed, 20)).toMatchObject({
      success: false,
      done: false,
      progress: 0,
    });
  });

  it.each([
    ['no goal', { subgoals: [] }],
    ['no subgoals', { goal: 'g' }],
    ['no tool', { goal: 'g', subgoals: [] }],
  ])('refuses a row with %s', (_what, row) => {
    expect(readToolQueryTask(row, 0)).toEqual(expect.any(String));
  });
});

describe('what a row says of itself', () => {
  it.each([
    [{ id: 'a' }, 'a'],
    [{ id: 7 }, '7'],
    [{}, 'movie_3'],
  ])('%j is called %s', (more, id) => {
    const row = {
      ...more,
      goal: 'g',
      subgoals: [],
      difficulty: 'easy',
      additional_info: { tool: 'movie', init_config: { a: 1 } },
    };
    expect(readToolQueryTask(row, 3)).toEqual({
      id,
      goal: 'g',
      subgoals: [],
      difficulty: 'easy',
      tool: 'movie',
      initConfig: { a: 1 },
    });
  });

  it('no difficulty and no start are nothing', () => {
    const row = { goal: 'g', subgoals: [], difficulty: 1, additional_info: { tool: 'movie' } };
    expect(readToolQueryTask(row, 0)).toMatchObject({ difficulty: '', initConfig: null });
  });
});

describe('the end of a task', () => {
  const wanted = readToolQueryTask(
    { goal: 'g', subgoals: [[3, 1]], additional_info: { tool: 'academia' } },
    0,
  ) as ToolQueryTask;
  const get = (output: Json) => ({ name: 'get', arguments: {}, output });
  const finish = { name: 'finish', arguments: { answer: [1, 3] }, output: [1, 3] };

  it('what is finished with is a set', () => {
    expect(scoreToolQuery(wanted, [finish], 1)).toEqual({ success: true, progress: 1, done: true, reason: '' });
  });

  it('is also said by an argument', () => {
    const said = { name: 'act', arguments: { action: 'Finish' }, output: [3, 1] };
    expect(scoreToolQuery(wanted, [said], 5).done).toBe(true);
  });

  it('is missing where nobody said it, or the steps were over', () => {
    expect(scoreToolQuery(wanted, [get([3, 1])], 2).reason).toBe('finish was not called');
    expect(scoreToolQuery(wanted, [get([3, 1]), finish], 1).reason).toBe('not finished in 1 steps');
    expect(scoreToolQuery(wanted, [get([3]), finish], 2)).toMatchObject({ success: true, progress: 1 });
  });

  it('names the first subgoal that nothing gave', () => {
    const two = { ...wanted, subgoals: ['a', 'b'] };
    expect(scoreToolQuery(two, [get('a')], 9).reason).toBe('no call gave subgoal 2: "b"; finish was not called');
    expect(scoreToolQuery({ ...two, subgoals: [] }, [], 9).progress).toBe(1);
  });

  it('a film in a list of films, or alone, loses its texts; what is no object stays', () => {
    const film = { ...wanted, tool: 'movie', subgoals: [['a', { id: 1 }], { id: 2 }] };
    expect(scoreToolQuery(film, [get(['a', { id: 1, genres: [] }]), get({ id: 2, revenue: 9 })], 9).progress).toBe(1);
  });

  it('two places are told apart by what else is said of them', () => {
    const place = { latitude: 59.9, longitude: 10.7, rain: 1 };
    const weather = { ...wanted, tool: 'weather', subgoals: [place] };
    expect(scoreToolQuery(weather, [get({ ...place, longitude: 11.5 })], 9).progress).toBe(1);
    expect(scoreToolQuery(weather, [get({ ...place, longitude: 11.7 })], 9).progress).toBe(0);
    expect(scoreToolQuery(weather, [get({ ...place, rain: 2 })], 9).progress).toBe(0);
    expect(scoreToolQuery({ ...weather, tool: 'academia' }, [get({ ...place, longitude: 10.8 })], 9).progress).toBe(0);
  });
});
