import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerExport } from '../../../server/src/cli/commands/export.ts';
import { planSplit } from '../../../server/src/dataset/split/index.ts';
import { startCommand } from '../cli/run.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'magnet-split-'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

/** A record that calls these tools one after another, and offers these. */
const record = (index: number, called: readonly string[], offered: readonly string[]) => ({
  id: `r${index}`,
  index,
  kind: 'single',
  tools: offered.map((name) => ({
    type: 'function',
    function: { name, description: `The tool ${name}.`, parameters: { type: 'object' } },
  })),
  messages: [
    { role: 'user', content: `Do the thing with number ${index}, please.` },
    ...called.flatMap((name, at) => [
      {
        role: 'assistant',
        content: '',
        tool_calls: [{ id: `call0000${at}`, type: 'function', function: { name, arguments: {} } }],
      },
      { role: 'tool', tool_call_id: `call0000${at}`, name, content: '{}' },
    ]),
    { role: 'assistant', content: 'Done.' },
  ],
  turns: [],
  certificates: [],
  review: { status: 'unreviewed', edits: [] },
});
type Row = { messages: { tool_calls?: { function: { name: string } }[] }[]; tools: string };

async function split(records: readonly object[], ...options: string[]) {
  await writeFile(path.join(folder, 'records.jsonl'), records.map((each) => JSON.stringify(each)).join('\n'));
  const args = ['export', 'records.jsonl', '--as', 'trl-sft', '--out', 'sft.jsonl', '--force', '--format', 'json'];
  const ran = await startCommand(registerExport, [...args, ...options], folder).done;
  const rowsOf = async (name: string) =>
    (await readFile(path.join(folder, name), 'utf8'))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Row);
  return {
    report: JSON.parse(ran.out.join('')),
    train: await rowsOf('sft.train.jsonl'),
    test: await rowsOf('sft.test.jsonl'),
  };
}
const calls = ({ messages }: Row) =>
  messages.flatMap(({ tool_calls = [] }) => tool_calls.map((call) => call.function.name));
const offers = ({ tools }: Row) =>
  (JSON.parse(tools) as { function: { name: string } }[]).map((tool) => tool.function.name);
const shared = (left: readonly string[], right: readonly string[]) => left.filter((each) => right.includes(each));

const TOOLS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'idle', 'spare'];
/** Forty records over eight paths. */
const PATHS = Array.from({ length: 40 }, (_, at) => {
  const first = TOOLS[at % 8] as string;
  return record(at, [first, TOOLS[(at + 1) % 8] as string], TOOLS);
});
/** Forty records over four pairs of tools that never meet. */
const PAIRS = Array.from({ length: 40 }, (_, at) => {
  const pair = 2 * (at % 4);
  return record(at, at % 3 === 0 ? [TOOLS[pair] as string] : TOOLS.slice(pair, pair + 2), TOOLS);
});

describe('magnet export --split', () => {
  it('by path: no function sequence of the test file stands in the train file, and the counts are said', async () => {
    const { report, train, test } = await split(PATHS, '--split', '0.25');
    expect([train.length, test.length]).toEqual([30, 10]);
    const sequences = (rows: readonly Row[]) => rows.map((row) => calls(row).join(' '));
    expect(shared(sequences(test), sequences(train))).toEqual([]);
    expect(report.split).toMatchObject({
      train: { file: path.join(folder, 'sft.train.jsonl'), records: 30, rows: 30, groups: 6 },
      test: { records: 10, rows: 10, groups: 2 },
    });
    expect(await readdir(folder)).not.toContain('sft.jsonl');
  });

  it('by tool: no tool of the test file is called or offered in the train file', async () => {
    const { report, train, test } = await split(PAIRS, '--split', '0.25', '--split-by', 'tool');
    expect([train.length, test.length]).toEqual([30, 10]);
    const tools = (rows: readonly Row[]) => [...new Set(rows.flatMap((row) => [...calls(row), ...offers(row)]))];
    expect(shared(tools(test), tools(train))).toEqual([]);
    expect([...tools(test), ...tools(train)].sort()).toEqual(TOOLS);
    expect(report.losses).toHaveLength(40);
    expect(report.losses[0].message).toMatch(/^not offered here, for they belong to the other side of the split: /);
  });

  it('is the same each time, in any order of the records, and another by another seed', async () => {
    const ids = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row.messages[0])).sort();
    const first = ids((await split(PATHS, '--split', '0.25')).test);
    expect(ids((await split(PATHS.toReversed(), '--split', '0.25')).test)).toEqual(first);
    const all = [first];
    for (const seed of ['5', '6', '7'])
      all.push(ids((await split(PATHS, '--split', '0.25', '--split-seed', seed)).test));
    expect(new Set(all.map(String)).size).toBeGreaterThan(1);
  });

  it('says why it is impossible, and what to try', async () => {
    const tied = [record(0, ['a', 'b'], TOOLS), record(1, ['b', 'c'], TOOLS), record(2, ['c', 'a'], TOOLS)];
    await expect(split(tied, '--split', '0.1', '--split-by', 'tool')).rejects.toThrow(
      'no split by tool: all 3 records belong to one group of tools that records call together. Try --split-by path.',
    );
    const halves = PATHS.filter((_, at) => at % 8 < 2);
    await expect(split(halves, '--split', '0.1')).rejects.toThrow(/the smallest function sequence has 5 of 10 records/);
    await expect(split([], '--split', '0.1')).rejects.toThrow('there are no records');
  });

  it('tells LLaMA-Factory of both files', async () => {
    await split(PATHS, '--split', '0.25', '--as', 'llamafactory-sft');
    const info = JSON.parse(await readFile(path.join(folder, 'dataset_info.json'), 'utf8'));
    expect(info).toMatchObject({
      magnet: { file_name: 'sft.train.jsonl' },
      magnet_test: { file_name: 'sft.test.jsonl' },
    });
  });
});

describe('a plan', () => {
  it('never cuts a group, leaves no side empty and keeps to the share where groups are small', () => {
    const groups = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 30, maxLength: 300 });
    fc.assert(
      fc.property(groups, fc.double({ min: 0.2, max: 0.8, noNaN: true }), fc.string(), (ids, share, seed) => {
        fc.pre(new Set(ids).size > 20);
        const keys = ids.map(String);
        const { sides } = planSplit(keys, share, 'path', seed);
        const test = keys.filter((_, at) => sides[at] === 'test');
        expect(keys.some((key, at) => sides[at] === 'train' && test.includes(key))).toBe(false);
        expect(test.length).toBeGreaterThan(0);
        expect(test.length).toBeLessThanOrEqual(Math.max(1, Math.round(share * keys.length)));
      }),
    );
  });
});
