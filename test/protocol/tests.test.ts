import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  RunTestsParams,
  ServerNotifications,
  ServerRequests,
  TestEvent,
  TestPauseParams,
} from '../../server/src/lsp/protocol.ts';
import { TestClient } from './client.ts';

const FERRY = `/** Lists the crossings of a day. */
function list_crossings(day: string): { crossings: { crossing_id: string }[] };
/** Books a seat on a crossing. */
function book_seat(crossing_id: string, name: string): { seat_id: string };
/** Gives a seat back. */
function cancel_seat(seat_id: string): { cancelled: boolean };
`;

const TASK = {
  id: 'simple_python_0',
  question: [[{ role: 'user', content: 'What is the area of a square with side 3?' }]],
  function: [
    {
      name: 'square_area',
      description: 'Area of a square.',
      parameters: { type: 'dict', properties: { side: { type: 'integer', description: 'Side.' } }, required: ['side'] },
    },
  ],
};

describe('files of tests', () => {
  let client: TestClient;
  let url: string;
  beforeAll(async () => {
    client = await TestClient.start({ files: { 'ferry.fsig': FERRY } });
    const out = client.uri('run');
    await ask('magnet/generate', { out, count: 6, seed: '7', teacher: 'offline', runId: 'run' });
    const [first = '', second = ''] = readFileSync(at('run/records.jsonl'), 'utf8').split('\n');
    writeFileSync(at('ferry.magnet-test.jsonl'), `${first}\n\n{"half":\n${second}`);
    url = (await ask('magnet/startEndpoint', { port: 0 })).url;
  });
  afterAll(() => client.stop());

  const ask = <Name extends keyof ServerRequests>(name: Name, params: ServerRequests[Name][0]) =>
    client.rpc.request<ServerRequests[Name][1]>(name, params);
  const at = (name: string) => path.join(client.folder, name);
  const events: ServerNotifications['magnet/testEvent'][] = [];
  const eventsOf = (runId: string): TestEvent[] => events.flatMap((each) => (each.runId === runId ? [each.event] : []));
  let runs = 0;
  async function run(params: Partial<RunTestsParams> = {}) {
    if (runs === 0) client.rpc.on('magnet/testEvent', (event: (typeof events)[number]) => events.push(event));
    runs += 1;
    const runId = `run-${runs}`;
    const result = await ask('magnet/runTests', { uri: client.uri('ferry.magnet-test.jsonl'), url, runId, ...params });
    return { result, events: eventsOf(runId) };
  }

  test('each record is a test with its turns and its line; what is none is named', async () => {
    const { form, tests, broken } = await ask('magnet/tests', { uri: client.uri('ferry.magnet-test.jsonl') });
    expect(form).toBe('magnet');
    expect(tests.map(({ index, line }) => [index, line])).toEqual([
      [0, 0],
      [1, 3],
    ]);
    expect(tests.every(({ title, turns }) => title !== '' && turns.length > 0)).toBe(true);
    expect(broken).toEqual([{ line: 2, reason: expect.stringContaining('no JSON') }]);
  });

  test('a run tells each turn, and a wrong one with both sides', async () => {
    const { result, events: told } = await run();
    expect(result.right + result.wrong + result.unjudged).toBe(2);
    expect(told.filter(({ type }) => type === 'started')).toEqual([
      { type: 'started', index: 0, world: 'simulated' },
      { type: 'started', index: 1, world: 'simulated' },
    ]);
    const verdicts = told.flatMap((event) => (event.type === 'result' ? [event] : []));
    const { tests } = await ask('magnet/tests', { uri: client.uri('ferry.magnet-test.jsonl') });
    expect(verdicts).toHaveLength(tests.flatMap(({ turns }) => turns).length);
    for (const { verdict, expected, actual, problems } of verdicts) {
      if (verdict !== 'wrong') continue;
      expect(problems).not.toEqual([]);
      expect(actual).not.toBe(expected);
    }
  });

  test('one turn alone starts from the record', async () => {
    const { tests } = await ask('magnet/tests', { uri: client.uri('ferry.magnet-test.jsonl') });
    const last = tests[0]?.turns.at(-1)?.turn ?? -1;
    const { events: told } = await run({ tests: [{ index: 0, turns: [last] }] });
    expect(told.flatMap((event) => (event.type === 'result' ? [[event.index, event.turn]] : []))).toEqual([[0, last]]);
  });

  test('a run that pauses takes the reply that a person puts in its place', async () => {
    const asked: TestPauseParams[] = [];
    client.rpc.answer('magnet/testPause', (at: TestPauseParams) => {
      asked.push(at);
      return at.reply === undefined ? { action: 'go' } : { action: 'go', edit: { text: 'Aye, captain.', calls: [] } };
    });
    const { events: told } = await run({ tests: [{ index: 0, turns: [0] }], pause: true });
    expect(asked.map(({ turn, reply }) => [turn, reply === undefined])).toEqual([
      [0, true],
      [0, false],
    ]);
    expect(asked[0]?.expected).not.toBe('');
    expect(told).toContainEqual(expect.objectContaining({ type: 'reply', text: 'Aye, captain.' }));
    expect(told).toContainEqual(expect.objectContaining({ type: 'ended', index: 0, verdict: 'wrong' }));
  });

  test('stop at a pause ends the run', async () => {
    client.rpc.answer('magnet/testPause', () => ({ action: 'stop' }));
    const { result } = await run({ pause: true });
    expect(result).toEqual({ right: 0, wrong: 0, unjudged: 0, cancelled: true });
  });

  test('an endpoint that is not there marks the tests and nothing else', async () => {
    const { result, events: told } = await run({ url: 'http://127.0.0.1:9', tests: [{ index: 0 }] });
    expect(result).toEqual({ right: 0, wrong: 0, unjudged: 1, cancelled: false });
    const ended = told.find((event) => event.type === 'ended');
    expect(ended?.type === 'ended' ? ended.problems?.[0] : '').toContain('127.0.0.1:9');
  });

  test('tasks of BFCL are judged by its rules', async () => {
    mkdirSync(at('bfcl/possible_answer'), { recursive: true });
    const answer = { id: TASK.id, ground_truth: [{ square_area: { side: [3] } }] };
    writeFileSync(at('bfcl/BFCL_v4_simple_python.json'), `${JSON.stringify(TASK)}\n`);
    writeFileSync(at('bfcl/possible_answer/BFCL_v4_simple_python.json'), `${JSON.stringify(answer)}\n`);
    const uri = client.uri('bfcl/BFCL_v4_simple_python.json');
    const { form, tests } = await ask('magnet/tests', { uri });
    expect({ form, tests }).toEqual({
      form: 'bfcl',
      tests: [
        {
          index: 0,
          line: 0,
          id: 'simple_python_0',
          title: TASK.question[0]?.[0]?.content,
          category: 'simple_python',
          turns: [],
        },
      ],
    });
    const { events: told } = await run({ uri });
    const ended = told.find((event) => event.type === 'ended');
    expect(ended).toMatchObject({ index: 0, verdict: 'right', expected: expect.stringContaining('square_area') });
  });

  test('a record of a run, another tool’s log and a call become tests behind those of the file', async () => {
    rmSync(at('saved'), { recursive: true, force: true });
    const to = client.uri('saved/new.magnet-test.jsonl');
    const run = client.uri('run');
    const first = await ask('magnet/saveTest', { to, uri: run, index: 2 });
    const again = await ask('magnet/saveTest', { to, uri: run, index: 2 });
    expect(again).toEqual({ id: `${first.id}-2`, index: 1 });
    const log = {
      messages: [
        { role: 'user', content: 'Hello?' },
        { role: 'assistant', content: 'Good day.' },
      ],
    };
    writeFileSync(at('chat.jsonl'), `${JSON.stringify(log)}\n`);
    await ask('magnet/saveTest', { to, uri: client.uri('chat.jsonl'), index: 0 });
    // An editor leaves the last line without a newline.
    writeFileSync(at('saved/new.magnet-test.jsonl'), readFileSync(at('saved/new.magnet-test.jsonl'), 'utf8').trimEnd());
    const call = { function: 'cancel_seat', arguments: { seat_id: 'S-1' } };
    await ask('magnet/saveTest', { to, ask: 'Give seat S-1 back.', offer: ['book_seat'], calls: [call] });
    const { tests, broken } = await ask('magnet/tests', { uri: to });
    expect(broken).toEqual([]);
    expect(tests.map(({ title }) => title).slice(2)).toEqual(['Hello?', 'Give seat S-1 back.']);
    const made = JSON.parse(readFileSync(at('saved/new.magnet-test.jsonl'), 'utf8').trim().split('\n').at(-1) ?? '');
    expect(made.tools.map((tool: { function: { name: string } }) => tool.function.name)).toEqual([
      'book_seat',
      'cancel_seat',
    ]);
    expect(made.messages[1].tool_calls[0].function).toEqual({ name: 'cancel_seat', arguments: { seat_id: 'S-1' } });
  });

  test('a test is written into no file but one of tests', async () => {
    const refused = ask('magnet/saveTest', { to: client.uri('run/records.jsonl'), uri: client.uri('run'), index: 0 });
    await expect(refused).rejects.toThrow('*.magnet-test.jsonl');
  });
});
