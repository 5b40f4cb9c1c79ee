import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EXIT, UsageError } from '../../../server/src/cli/command.ts';
import { registerEval } from '../../../server/src/cli/commands/eval.ts';
import { registerScore } from '../../../server/src/cli/commands/score.ts';
import type { BfclReport } from '../../../server/src/endpoint/index.ts';
import { runCommand } from './run.ts';

interface Asked {
  readonly messages: { role: string; content: string }[];
  readonly tools: {
    function: { name: string; parameters: { properties: Record<string, { type: string; description: string }> } };
  }[];
}
/** What the model says to the last message: calls as name and text of arguments, or words. */
type Say = (asked: Asked) => [name: string, args: string][] | string | number;

let folder: string;
let say: Say;
let asked: Asked[];
const server = createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  if (request.url?.endsWith('/models')) return void response.end('{"data":[{"id":"small"}]}');
  asked.push(JSON.parse(text) as Asked);
  const said = say(asked.at(-1) as Asked);
  if (typeof said === 'number') return void response.writeHead(said).end('{"error":"no"}');
  const calls = typeof said === 'string' ? [] : said;
  const toolCalls = calls.map(([name, args], index) => ({
    id: `c${index}`,
    type: 'function',
    function: { name, arguments: args },
  }));
  const message = {
    role: 'assistant',
    content: typeof said === 'string' ? said : null,
    ...(calls.length > 0 ? { tool_calls: toolCalls } : {}),
  };
  response.end(JSON.stringify({ model: 'small', choices: [{ message, finish_reason: 'stop' }] }));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'magnet-eval-'));
  mkdirSync(path.join(folder, 'data', 'possible_answer'), { recursive: true });
  asked = [];
  return () => rmSync(folder, { recursive: true });
});

const doc = (name: string, properties: object, required: string[] = []) => ({
  name,
  description: 'It does.',
  parameters: { type: 'dict', properties, required },
});
const RENT = doc(
  'boats.rent',
  { metres: { type: 'float', description: 'Length.' }, days: { type: 'integer', description: 'Days.' } },
  ['metres'],
);

function category(
  name: string,
  rows: { question: unknown; function?: unknown; truth?: unknown; [key: string]: unknown }[],
): void {
  const lines = (list: object[]) => list.map((row) => JSON.stringify(row)).join('\n');
  const ids = rows.map((_row, index) => `${name}_${index}`);
  const file = `BFCL_v4_${name}.json`;
  writeFileSync(
    path.join(folder, 'data', file),
    lines(rows.map(({ truth: _truth, ...row }, at) => ({ id: ids[at], ...row }))),
  );
  if (rows.some((row) => row.truth !== undefined))
    writeFileSync(
      path.join(folder, 'data', 'possible_answer', file),
      lines(rows.map(({ truth }, at) => ({ id: ids[at], ground_truth: truth }))),
    );
}

const user = (content: string) => [[{ role: 'user', content }]];

async function run(...more: string[]) {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const out = path.join(folder, 'results.jsonl');
  const args = [
    'eval',
    'bfcl',
    '--data',
    path.join(folder, 'data'),
    '--url',
    url,
    '--out',
    out,
    '--format',
    'json',
    '--retries',
    '0',
    ...more,
  ];
  const ran = await runCommand(registerEval, ...args);
  type Made = BfclReport & { errors: { id: string; reason: string }[] };
  return { ...ran, out: out, report: JSON.parse(ran.out.join('')) as Made };
}
const resultsIn = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; result: unknown });

describe('magnet eval bfcl, one turn', () => {
  it('asks with names that endpoints take, keeps numbers as they came, and scores', async () => {
    category('simple_python', [
      {
        question: user('A boat of 5 metres'),
        function: [RENT],
        truth: [{ 'boats.rent': { metres: [5.0], days: [3, ''] } }],
      },
      { question: user('For three days'), function: [RENT], truth: [{ 'boats.rent': { metres: [5.0], days: [3] } }] },
    ]);
    category('irrelevance', [{ question: user('Sing'), function: [RENT] }]);
    say = ({ messages }) =>
      messages.at(-1)?.content === 'Sing'
        ? 'La la.'
        : [
            [
              'boats_rent',
              messages.at(-1)?.content.includes('three') ? '{"metres": 5.0, "days": 3.0}' : '{"metres": 5}',
            ],
          ];
    const { report, out, code } = await run();
    expect(asked[0]?.tools).toMatchObject([
      {
        function: {
          name: 'boats_rent',
          parameters: { properties: { metres: { type: 'number' }, days: { type: 'integer' } } },
        },
      },
    ]);
    expect(resultsIn(out)).toEqual([
      { id: 'irrelevance_0', result: 'La la.' },
      { id: 'simple_python_0', result: [{ boats_rent: '{"metres": 5}' }] },
      { id: 'simple_python_1', result: [{ boats_rent: '{"metres": 5.0, "days": 3.0}' }] },
    ]);
    expect(report.verdicts.map(({ id, correct }) => [id, correct])).toEqual([
      ['irrelevance_0', true],
      ['simple_python_0', true],
      ['simple_python_1', false],
    ]);
    expect(code).toBe(EXIT.done);
    const scored = await runCommand(
      registerScore,
      'score',
      'bfcl',
      '--data',
      path.join(folder, 'data'),
      '--results',
      out,
      '--format',
      'json',
    );
    expect((JSON.parse(scored.out.join('')) as BfclReport).verdicts).toEqual(report.verdicts);
  });

  it('asks for Java as texts of source', async () => {
    category('simple_java', [
      {
        question: user('Five'),
        function: [doc('Pier.moor', { count: { type: 'long', description: 'How many.' } })],
        truth: [{ 'Pier.moor': { count: [5] } }],
      },
    ]);
    say = () => [['Pier_moor', '{"count": "5L"}']];
    const { report } = await run();
    expect(asked[0]?.tools[0]?.function.parameters.properties.count).toEqual({
      type: 'string',
      description: 'How many. A Java value of type long, written as source.',
    });
    expect(report.categories).toEqual({ simple_java: { total: 1, correct: 1 } });
  });

  it('loses nothing to a fault, and asks again only what has no result', async () => {
    category(
      'simple_python',
      [1, 2, 3].map((metres) => ({
        question: user(`${metres} metres`),
        function: [RENT],
        truth: [{ 'boats.rent': { metres: [metres] } }],
      })),
    );
    let broken = true;
    say = ({ messages }) => {
      const metres = messages[0]?.content[0];
      return broken && metres === '2' ? 503 : [['boats_rent', `{"metres": ${metres}.0}`]];
    };
    const first = await run();
    expect(first.code).toBe(EXIT.findings);
    expect(first.report.errors).toMatchObject([{ id: 'simple_python_1', reason: expect.stringContaining('503') }]);
    expect(first.report.categories).toEqual({ simple_python: { total: 2, correct: 2 } });
    broken = false;
    asked = [];
    writeFileSync(
      first.out as unknown as string,
      `${readFileSync(first.out as unknown as string, 'utf8')}{"id":"simple_pyth`,
    );
    const second = await run('--resume');
    expect(asked).toHaveLength(1);
    expect(second.report.categories).toEqual({ simple_python: { total: 3, correct: 3 } });
    await expect(run('--resume', '--model', 'other')).rejects.toThrow(/holds results of small/);
  });

  it('differs from the published checker with --strict, and says why', async () => {
    const two = doc('pick', { p: { type: 'integer', description: '' } }, ['p']);
    const note = doc('note', { text: { type: 'string', description: '' } }, ['text']);
    category('parallel', [
      { question: user('Pick'), function: [two], truth: [{ pick: { p: [1, 2] } }, { pick: { p: [1] } }] },
    ]);
    category('simple_python', [
      { question: user('Note loosely'), function: [note], truth: [{ note: { text: ['1.5 kg'] } }] },
      { question: user('Note well'), function: [note], truth: [{ note: { text: ['Grey-Boat 1,000'] } }] },
    ]);
    category('live_relevance', [{ question: user('Stray'), function: [note] }]);
    category('irrelevance', [{ question: user('Broken'), function: [note] }]);
    say = ({ messages }) => {
      const said = messages[0]?.content;
      if (said === 'Pick')
        return [
          ['pick', '{"p":1}'],
          ['pick', '{"p":2}'],
        ];
      if (said === 'Stray') return [['sink', '{}']];
      if (said === 'Broken') return [['note', '{"text":']];
      return [['note', JSON.stringify({ text: said === 'Note well' ? 'grey boat 1000' : '15 kg' })]];
    };
    const plain = await run();
    expect(Object.fromEntries(plain.report.verdicts.map((verdict) => [verdict.id, verdict.correct]))).toEqual({
      irrelevance_0: true,
      live_relevance_0: true,
      parallel_0: false,
      simple_python_0: true,
      simple_python_1: true,
    });
    const { report } = await run('--resume', '--strict');
    expect(report.verdicts).toMatchObject([
      { id: 'irrelevance_0', correct: false, bfcl: true, reason: expect.stringContaining('cannot be decoded') },
      {
        id: 'live_relevance_0',
        correct: false,
        bfcl: true,
        reason: expect.stringContaining('sink is called, which is not offered'),
      },
      { id: 'parallel_0', correct: true, bfcl: false, reason: expect.stringContaining('take the call of a later one') },
      { id: 'simple_python_0', correct: false, bfcl: true, reason: expect.stringContaining('punctuation') },
      { id: 'simple_python_1', correct: true, reason: '' },
    ]);
  });

  it('refuses a folder without tasks, and an unknown category', async () => {
    await expect(run()).rejects.toThrow(UsageError);
    category('irrelevance', [{ question: user('Sing'), function: [RENT] }]);
    await expect(run('--categories', 'relevances')).rejects.toThrow(/It has: irrelevance/);
  });
});

const PIER = `
class Pier:
    def _load_scenario(self, scenario, long_context=False):
        self.boats = list(scenario['boats'])
    def moor(self, boat):
        if boat in self.boats:
            raise ValueError('moored already')
        self.boats.append(boat)
        return {'boats': len(self.boats)}
    def cast_off(self, boat):
        self.boats.remove(boat)
        return {'boats': len(self.boats)}
`;

describe('magnet eval bfcl, many turns', () => {
  const STRING = { boat: { type: 'string', description: '' } };
  beforeEach(() => {
    mkdirSync(path.join(folder, 'classes'));
    writeFileSync(path.join(folder, 'classes', 'piers.py'), PIER);
    mkdirSync(path.join(folder, 'data', 'multi_turn_func_doc'));
    const docs = [doc('moor', STRING, ['boat']), doc('cast_off', STRING, ['boat'])];
    writeFileSync(
      path.join(folder, 'data', 'multi_turn_func_doc', 'piers.json'),
      docs.map((one) => JSON.stringify(one)).join('\n'),
    );
  });
  const backends = () => ['--backends', path.join(folder, 'classes')];

  it('runs the calls on the classes, withholds functions until their turn, and scores', async () => {
    category('multi_turn_miss_func', [
      {
        question: [[{ role: 'user', content: 'Moor Ida, then let her go' }], []],
        initial_config: { Pier: { boats: ['Una'] } },
        involved_classes: ['Pier'],
        missed_function: { 1: ['cast_off'] },
        truth: [["moor('Ida')"], ["cast_off('Ida')"]],
      },
    ]);
    say = ({ messages, tools }) => {
      if (messages.at(-1)?.role === 'tool') return 'Done.';
      const name = tools.some((tool) => tool.function.name === 'cast_off') ? 'cast_off' : 'moor';
      return [[name, '{"boat":"Ida"}']];
    };
    const { report, out } = await run(...backends());
    expect(asked.map(({ tools }) => tools.length)).toEqual([1, 1, 2, 2]);
    expect(asked[1]?.messages.at(-1)).toMatchObject({ role: 'tool', content: '{"boats": 2}' });
    expect(resultsIn(out)).toEqual([
      {
        id: 'multi_turn_miss_func_0',
        result: [
          [[{ moor: '{"boat":"Ida"}' }], 'Done.'],
          [[{ cast_off: '{"boat":"Ida"}' }], 'Done.'],
        ],
      },
    ]);
    expect(report.verdicts).toEqual([{ id: 'multi_turn_miss_func_0', correct: true, reason: '' }]);
  });

  it('stops a model that goes on and on, and tells it of failures', async () => {
    category('multi_turn_base', [
      {
        question: [[{ role: 'user', content: 'Moor Una' }], [{ role: 'user', content: 'And again' }]],
        initial_config: { Pier: { boats: ['Una'] } },
        involved_classes: ['Pier'],
        truth: [["moor('Una')"], ["moor('Una')"]],
      },
    ]);
    say = () => [['moor', '{"boat":"Una"}']];
    const { report } = await run(...backends());
    expect(asked[1]?.messages.at(-1)?.content).toBe('Error during execution: moored already');
    expect(asked).toHaveLength(21);
    expect(report.verdicts[0]?.reason).toContain('it was ended before the last');
  });

  it('forgives what the published checker forgives, and not with --strict', async () => {
    const task = (reference: string[][]) => ({
      question: reference.map((_turn, index) => [{ role: 'user', content: `Turn ${index}` }]),
      initial_config: { Pier: { boats: ['Una'] } },
      involved_classes: ['Pier'],
      truth: reference,
    });
    category('multi_turn_base', [task([["moor('Ida')"]])]);
    category('multi_turn_miss_param', [task([[], ["moor('Ida')"]])]);
    say = ({ messages }) => {
      if (messages.at(-1)?.role === 'tool') return 'Done.';
      return messages.length > 3
        ? 'Nothing left.'
        : [
            ['moor', '{"boat":"Ida"}'],
            ...(messages.length === 1 && !broken ? [['scuttle', '{}'] as [string, string]] : []),
          ];
    };
    let broken = false;
    const base = await run('--categories', 'multi_turn_base', ...backends(), '--strict');
    expect(base.report.verdicts).toMatchObject([
      { correct: false, bfcl: true, reason: expect.stringContaining('scuttle is called, which does not exist') },
    ]);
    broken = true;
    const lenient = await run('--categories', 'multi_turn_base', ...backends(), '--strict');
    expect(lenient.report.verdicts).toEqual([{ id: 'multi_turn_base_0', correct: true, reason: '' }]);
  });

  it('leaves tasks of many turns out without classes, and says so', async () => {
    category('multi_turn_base', [
      { question: [[{ role: 'user', content: 'x' }]], initial_config: {}, involved_classes: ['Pier'], truth: [[]] },
    ]);
    category('irrelevance', [{ question: user('Sing'), function: [RENT] }]);
    say = () => 'La.';
    const { report, messages } = await run();
    expect(Object.keys(report.categories)).toEqual(['irrelevance']);
    expect(messages.join()).toContain('Left out without --backends: multi_turn_base');
  });
});
