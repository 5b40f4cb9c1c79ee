import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT, UsageError } from '../../../server/src/cli/command.ts';
import { registerEval } from '../../../server/src/cli/commands/eval.ts';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { runCommand } from './run.ts';

const WEATHER = `
class WeatherTools:
    def __init__(self, current_location='', current_date=''):
        self.current_location = current_location
    def where_am_i(self):
        """Where the user is."""
        return self.current_location
    def rain_in(self, town: str):
        """Rain of today in a town, in millimetres."""
        if town != 'Narvik':
            raise ValueError('no such town')
        return {'latitude': 68.4, 'longitude': 17.4, 'rain': 3}
`;

let folder: string;
let turns: number;
/** Asks where it is, rain in a wrong town, talks, rain in the right one and finishes at once. */
const SAYS = [
  [['where_am_i', {}]],
  [['rain_in', { town: 'Nowhere' }]],
  [],
  [
    ['rain_in', { town: 'Narvik' }],
    ['finish', { answer: [3, 1] }],
  ],
] as const;
const server = createServer(async (request, response) => {
  for await (const _chunk of request);
  if (request.url?.endsWith('/models')) return void response.end('{"data":[{"id":"small"}]}');
  const calls = SAYS[turns++ % SAYS.length] ?? [];
  const toolCalls = calls.map(([name, args], index) => ({
    id: `c${turns}${index}`,
    type: 'function',
    function: { name, arguments: JSON.stringify(args) },
  }));
  const message = { role: 'assistant', content: 'Hm.', ...(calls.length > 0 ? { tool_calls: toolCalls } : {}) };
  response.end(JSON.stringify({ model: 'small', choices: [{ message, finish_reason: 'stop' }] }));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  folder = mkdtempSync(path.join(tmpdir(), 'magnet-toolquery-'));
  mkdirSync(path.join(folder, 'tool-query'));
  mkdirSync(path.join(folder, 'classes'));
  writeFileSync(path.join(folder, 'classes', 'weather_tools.py'), WEATHER);
  const row = (subgoals: Json[], difficulty: string) => ({
    goal: 'How much does it rain here?',
    subgoals,
    difficulty,
    additional_info: { answer: [1, 3], init_config: { current_location: 'Narvik' }, goal_type: 0, tool: 'weather' },
  });
  const near = { latitude: 68.5, longitude: 17.5, rain: 3 };
  const rows = [row(['Narvik', near, [1, 3]], 'easy'), row(['Narvik', { ...near, rain: 4 }], 'hard')];
  writeFileSync(path.join(folder, 'tool-query', 'test.jsonl'), rows.map((one) => JSON.stringify(one)).join('\n'));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

function run(...more: string[]) {
  turns = 0;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const paths = ['--data', folder, '--backends', path.join(folder, 'classes'), '--out', path.join(folder, 'out.jsonl')];
  return runCommand(
    registerEval,
    'eval',
    'toolquery',
    ...paths,
    '--url',
    url,
    '--format',
    'json',
    '--retries',
    '0',
    ...more,
  );
}

describe('magnet eval toolquery', () => {
  it('plays the tasks on the classes, and scores by the results of calls', async () => {
    const ran = await run();
    const report = JSON.parse(ran.out.join('')) as JsonObject;
    expect(report).toMatchObject({
      verdicts: [
        { id: 'weather_0', success: true, progress: 1, done: true, steps: 5, reason: '' },
        {
          id: 'weather_1',
          success: false,
          progress: 0.5,
          done: true,
          reason: expect.stringContaining('no call gave subgoal 2'),
        },
      ],
      overall: { total: 2, success: 0.5, progress: 0.75 },
      difficulty: { easy: { success: 1 }, hard: { success: 0, progress: 0.5 } },
      errors: [],
    });
    expect(ran.code).toBe(EXIT.done);
    const [first] = readFileSync(path.join(folder, 'out.jsonl'), 'utf8')
      .split('\n')
      .map((line) => JSON.parse(line || '{}') as JsonObject);
    expect(first).toMatchObject({
      id: 'weather_0',
      actions: [
        { name: 'where_am_i', output: 'Narvik' },
        { name: 'rain_in', error: expect.stringContaining('no such town') },
        { name: '', error: 'words and no call' },
        { name: 'rain_in', output: { rain: 3 } },
        { name: 'finish', output: [3, 1] },
      ],
    });
  });

  it('has no success beyond the steps, but the progress made', async () => {
    const report = JSON.parse((await run('--steps', '3')).out.join('')) as { verdicts: object[] };
    expect(report.verdicts[0]).toMatchObject({
      success: false,
      progress: 1 / 3,
      reason: expect.stringContaining('3 steps'),
    });
  });

  it('refuses a folder without tasks or without the class', async () => {
    await expect(run('--data', path.join(folder, 'classes'))).rejects.toThrow(UsageError);
    await expect(run('--backends', path.join(folder, 'tool-query'))).rejects.toThrow(/called as the tool weather/);
  });
});
