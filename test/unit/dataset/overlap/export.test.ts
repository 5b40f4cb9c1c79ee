import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerExport } from '../../../../server/src/cli/commands/export.ts';
import { startCommand } from '../../cli/run.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'magnet-leave-out-'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

const QUERIES = [
  'Reserve the rowing boat with the green oars for Saturday at seven, please, and say that Tomas pays for it.',
  'Which boats are still free on Sunday?',
  'Reserve the rowing boat with the green oars for Saturday at seven, please, and say that Tomasz pays for it.',
  'Cancel every reservation that was made under the name of the sailing club before the storm last week, would you?',
];

const record = (query: string, index: number) => ({
  id: `r${index}`,
  index,
  kind: 'single',
  tools: [{ type: 'function', function: { name: 'boats', description: 'Boats.', parameters: { type: 'object' } } }],
  messages: [
    { role: 'user', content: query },
    {
      role: 'assistant',
      content: '',
      tool_calls: [{ id: 'call00001', type: 'function', function: { name: 'boats', arguments: {} } }],
    },
    { role: 'tool', tool_call_id: 'call00001', name: 'boats', content: '[]' },
    { role: 'assistant', content: 'Done.' },
  ],
  turns: [],
  certificates: [],
  review: { status: 'unreviewed', edits: [] },
});

/** `magnet export` of the four records with these options: its report and the queries that were written. */
async function exported(...options: string[]) {
  const rows = QUERIES.map((query, index) => JSON.stringify(record(query, index)));
  await writeFile(path.join(folder, 'records.jsonl'), rows.join('\n'));
  const args = ['export', 'records.jsonl', '--as', 'trl-sft', '--out', 'out.jsonl', '--format', 'json', ...options];
  const ran = await startCommand(registerExport, args, folder).done;
  const text = await readFile(path.join(folder, 'out.jsonl'), 'utf8');
  const queries = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).messages[0].content as string);
  return { report: JSON.parse(ran.out.join('')), queries, code: ran.code };
}

describe('magnet export', () => {
  it('writes everything where nothing is said', async () => {
    expect((await exported()).queries).toEqual(QUERIES);
  });

  it('--decontaminate leaves out copies of others’ texts, and lists each with the text it copies', async () => {
    await writeFile(path.join(folder, 'test-set.jsonl'), JSON.stringify({ task: `Task 3: ${QUERIES[3]}` }));
    const { report, queries, code } = await exported('--decontaminate', 'test-set.jsonl');
    expect(queries).toEqual(QUERIES.slice(0, 3));
    expect(report).toMatchObject({ dropped: 1, rows: 3 });
    expect(report.losses).toEqual([
      {
        id: 'r3',
        index: 3,
        level: 'dropped',
        message: expect.stringMatching(/message 0: .* test-set\.jsonl:1: “cancel/),
      },
    ]);
    expect(code).toBe(1);
  });

  it('--drop-near-duplicates writes the first of them alone', async () => {
    const { report, queries } = await exported('--drop-near-duplicates', '0.6');
    expect(queries).toEqual([QUERIES[0], QUERIES[1], QUERIES[3]]);
    expect(report.losses).toMatchObject([{ index: 2, level: 'dropped', message: expect.stringContaining('record 0') }]);
  });
});
