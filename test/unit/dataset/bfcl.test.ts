import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerExport } from '../../../server/src/cli/commands/export.ts';
import { exportRecord } from '../../../server/src/dataset/index.ts';
import { createMultiTurnJudge, findBackends, scoreBfcl } from '../../../server/src/endpoint/index.ts';
import type { Json, JsonObject, JsonSchema } from '../../../server/src/json/index.ts';
import type { Message, ToolDefinition, TrajectoryRecord } from '../../../server/src/trajectory/index.ts';
import { recordOf } from './template/records.ts';

type Args = JsonObject;
const tool = (name: string, properties: Record<string, JsonSchema>, required: string[]): ToolDefinition => ({
  type: 'function',
  function: { name, description: `${name}.`, parameters: { type: 'object', properties, required } as JsonSchema },
});
const SEND = tool(
  'send_crate',
  {
    to: { type: 'string' },
    weight: { type: 'number' },
    pieces: { type: 'integer' },
    fragile: { type: 'boolean', default: false },
    labels: { type: 'array', items: { type: 'string' } },
    size: { type: 'object', properties: { w: { type: 'integer' }, h: { type: 'integer' } } },
    stops: { type: 'array', items: { type: 'object', properties: { port: { type: 'string' } } } },
    note: { type: 'string' },
  },
  ['to', 'weight'],
);
const WEIGH = tool('weigh_crate', { crate: { type: 'string' } }, ['crate']);
const FULL: Args = {
  to: 'Bergen',
  weight: 12,
  pieces: 3,
  labels: ['glass', 'up'],
  size: { w: 40, h: 20 },
  stops: [{ port: 'Oslo' }, { port: 'Moss' }],
};

function recordWith(calls: readonly { name: string; arguments: Args }[], tools: readonly ToolDefinition[]) {
  const made = calls.map((call, at) => ({ id: `call0000${at}`, type: 'function' as const, function: call }));
  const outputs = made.map(
    ({ id, function: { name } }): Message => ({ role: 'tool', tool_call_id: id, name, content: '{"ok":true}' }),
  );
  const said: Message[] = calls.length === 0 ? [] : [{ role: 'assistant', content: '', tool_calls: made }, ...outputs];
  const user: Message = { role: 'user', content: `Please: ${JSON.stringify(calls.map((call) => call.arguments))}` };
  return recordOf([user, ...said, { role: 'assistant', content: 'Done.' }], { tools });
}

const result = (calls: readonly { name: string; arguments: Args }[]) =>
  calls.map(({ name, arguments: args }) => ({ [name]: JSON.stringify(args) }));

/** Whether our scorer, which follows BFCL's own checkers, takes these calls for right. */
async function isRight(
  record: TrajectoryRecord,
  calls: readonly { name: string; arguments: Args }[],
): Promise<boolean> {
  const { rows, answers } = exportRecord(record, 'bfcl');
  const [row] = rows as [JsonObject];
  const report = await scoreBfcl({
    results: JSON.stringify({ id: row.id as string, result: result(calls) }),
    read: async (file) => JSON.stringify(file.startsWith('possible') ? (answers[0] ?? {}) : row),
  });
  const [verdict] = report.verdicts;
  expect(verdict?.unjudged).toBeUndefined();
  return verdict?.correct === true;
}

describe('a task of one turn', () => {
  it.each<[string, { name: string; arguments: Args }[], ToolDefinition[]]>([
    ['simple_python_7', [{ name: 'send_crate', arguments: FULL }], [SEND]],
    ['multiple_7', [{ name: 'send_crate', arguments: { to: 'Bergen', weight: 1.5 } }], [WEIGH, SEND]],
    [
      'parallel_7',
      [
        { name: 'weigh_crate', arguments: { crate: 'C-1' } },
        { name: 'weigh_crate', arguments: { crate: 'C-2' } },
      ],
      [WEIGH],
    ],
    [
      'parallel_multiple_7',
      [
        { name: 'weigh_crate', arguments: { crate: 'C-1' } },
        { name: 'send_crate', arguments: FULL },
      ],
      [WEIGH, SEND],
    ],
    ['irrelevance_7', [], [WEIGH]],
  ])('%s: the reference is right', async (id, calls, tools) => {
    const record = recordWith(calls, tools);
    const { rows, losses } = exportRecord(record, 'bfcl');
    expect([(rows[0] as JsonObject).id, losses]).toEqual([id, []]);
    expect(await isRight(record, calls)).toBe(true);
  });

  const OTHERS: Readonly<Record<string, readonly Json[]>> = {
    to: ['Oslo', '', 5, ['Bergen'], null],
    weight: [13, 12.5, '12', true, null],
    pieces: [4, 3.5, '3', true, null],
    labels: [['up', 'glass'], ['glass'], [], 'glass', [1]],
    size: [{ w: 41, h: 20 }, { w: 40 }, { w: 40, h: 20, d: 1 }, 'big', []],
    stops: [[{ port: 'Moss' }, { port: 'Oslo' }], [{ port: 'Oslo' }], [{}, {}], []],
    note: ['hello', 5, true],
    fragile: [true, 'no', 0.5],
  };
  it.each(Object.entries(OTHERS).flatMap(([name, values]) => values.map((value) => [name, value] as const)))(
    'another value of %s is wrong: %j',
    async (name, value) => {
      const record = recordWith([{ name: 'send_crate', arguments: FULL }], [SEND]);
      expect(await isRight(record, [{ name: 'send_crate', arguments: { ...FULL, [name]: value } }])).toBe(false);
    },
  );

  it.each(Object.keys(FULL))('without %s it is wrong', async (name) => {
    const { [name]: _left, ...rest } = FULL;
    const record = recordWith([{ name: 'send_crate', arguments: FULL }], [SEND]);
    expect(await isRight(record, [{ name: 'send_crate', arguments: rest }])).toBe(false);
  });

  it('an argument more, another function or another count is wrong; a default said aloud is right', async () => {
    const record = recordWith([{ name: 'send_crate', arguments: FULL }], [SEND]);
    const right = { name: 'send_crate', arguments: FULL };
    expect(await isRight(record, [{ ...right, arguments: { ...FULL, colour: 'red' } }])).toBe(false);
    expect(await isRight(record, [{ ...right, name: 'weigh_crate' }])).toBe(false);
    expect(await isRight(record, [right, right])).toBe(false);
    expect(await isRight(record, [])).toBe(false);
    expect(await isRight(record, [{ ...right, arguments: { ...FULL, fragile: false } }])).toBe(true);
  });

  it('that has no one step, or values the checker cannot tell apart, is refused with the reason', () => {
    const reasonOf = (record: TrajectoryRecord) =>
      exportRecord(record, 'bfcl').losses.flatMap(({ level, message }) => (level === 'dropped' ? [message] : []));
    const signs = recordWith([{ name: 'weigh_crate', arguments: { crate: '--' } }], [WEIGH]);
    expect(reasonOf(signs)).toEqual([expect.stringContaining('crate of weigh_crate is a text of signs')]);
    const record = recordWith([{ name: 'weigh_crate', arguments: { crate: 'C-1' } }], [WEIGH]);
    const more = recordWith([{ name: 'weigh_crate', arguments: { crate: 'C-1' } }], [WEIGH]).messages.slice(1);
    const renamed = JSON.parse(JSON.stringify(more).replaceAll('call00000', 'call00009')) as Message[];
    const steps = { ...record, messages: [...record.messages.slice(0, -1), ...renamed] };
    expect(reasonOf(steps)).toEqual([expect.stringContaining('2 steps')]);
  });
});

const SHED = `
class Shed:
    def __init__(self):
        self.tools = {}

    def _load_scenario(self, scenario, long_context=False):
        self.tools = dict(scenario["tools"])

    def lend(self, name: str, days: int = 1) -> dict:
        """Lends a tool.

        Args:
            name (str): The tool.
            days (int): For how long.
        """
        self.tools[name] = days
        return {"name": name, "days": days}

    def due(self, name: str) -> dict:
        """Says when a tool is due.

        Args:
            name (str): The tool.
        """
        return {"days": self.tools[name]}
`;

describe('tasks of many turns', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'magnet-bfcl-'));
  });
  afterEach(async () => rm(folder, { recursive: true, force: true }));

  const LEND = tool('lend', { name: { type: 'string' }, days: { type: 'integer' } }, ['name']);
  const DUE = tool('due', { name: { type: 'string' } }, ['name']);
  const step = (id: string, name: string, args: Args): Message[] => [
    { role: 'assistant', content: '', tool_calls: [{ id, type: 'function', function: { name, arguments: args } }] },
    { role: 'tool', tool_call_id: id, name, content: '{}' },
    { role: 'assistant', content: 'Done.' },
  ];
  const messages: Message[] = [
    { role: 'user', content: 'Lend the saw for 4 days.' },
    ...step('call00001', 'lend', { name: 'saw', days: 4 }),
    { role: 'user', content: 'When is it due, the saw?' },
    ...step('call00002', 'due', { name: 'saw' }),
  ];
  const turn = (index: number, start: number) => ({
    index,
    kind: 'call' as const,
    messages: [start, start + 4] as const,
    calls: [{ message: start + 1, call: 0, sources: [] }],
    notes: [],
  });
  const record = recordOf(messages, { tools: [LEND, DUE], turns: [turn(0, 0), turn(1, 4)], kind: 'multi-turn' });

  it('are refused without a class', () => {
    const { rows, losses } = exportRecord(record, 'bfcl');
    expect([rows, losses]).toMatchObject([
      [],
      [{ level: 'dropped', message: expect.stringContaining('module:FILE#Class') }],
    ]);
  });

  it('run on the class of the world: the reference is right, another argument is wrong', async () => {
    await writeFile(path.join(folder, 'shed.py'), SHED);
    await writeFile(path.join(folder, 'state.json'), JSON.stringify({ tools: { saw: 1, axe: 2 } }));
    await writeFile(path.join(folder, 'run.jsonl'), JSON.stringify(record));
    const out: string[] = [];
    const program = new Command('magnet').exitOverride();
    registerExport(program as unknown as Parameters<typeof registerExport>[0], {
      cwd: folder,
      signal: new AbortController().signal,
      exit: () => {},
      terminal: { interactive: false, result: (text) => out.push(text), message: () => {}, progress: () => {} },
    });
    const world = ['--world', 'module:shed.py#Shed', '--state', 'state.json'];
    await program.parseAsync([
      'node',
      'magnet',
      'export',
      'run.jsonl',
      '--as',
      'bfcl',
      '--out',
      't.jsonl',
      '--format',
      'json',
      ...world,
    ]);
    const data = path.join(folder, 't.bfcl');
    expect(
      (JSON.parse(out[0] ?? '{}') as { files: string[] }).files.map((file) => path.relative(folder, file)),
    ).toEqual([
      't.jsonl',
      't.answers.jsonl',
      't.bfcl/BFCL_v4_multi_turn_base.json',
      't.bfcl/possible_answer/BFCL_v4_multi_turn_base.json',
      't.bfcl/func_source_code/shed.py',
    ]);
    const judge = createMultiTurnJudge(await findBackends(data));
    const right = async (days: number) => {
      const turns = [[[{ lend: JSON.stringify({ name: 'saw', days }) }]], [[{ due: '{"name":"saw"}' }]]];
      const report = await scoreBfcl({
        results: JSON.stringify({ id: 'multi_turn_base_7', result: turns }),
        read: (file) => readFile(path.join(data, file), 'utf8').catch(() => undefined),
        multiTurn: judge,
      });
      return report.verdicts[0];
    };
    expect(await right(4)).toMatchObject({ correct: true });
    expect(await right(5)).toMatchObject({ correct: false });
    await judge.close();
  });
});
