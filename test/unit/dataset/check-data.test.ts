import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerCheckData } from '../../../server/src/cli/commands/check-data.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'magnet-data-'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

/** `magnet check-data` of a file with this text: what it printed, and its exit code. */
async function checked(text: string, ...more: string[]) {
  await writeFile(path.join(folder, 'data.jsonl'), text);
  const out: string[] = [];
  let code = -1;
  const program = new Command('magnet').exitOverride();
  registerCheckData(program as unknown as Parameters<typeof registerCheckData>[0], {
    cwd: folder,
    signal: new AbortController().signal,
    exit: (value) => {
      code = value;
    },
    terminal: { interactive: false, result: (line) => out.push(line), message: () => {}, progress: () => {} },
  });
  await program.parseAsync(['node', 'magnet', 'check-data', 'data.jsonl', ...more]);
  return { text: out.join('\n'), code };
}

const row = (args: string, name = 'dim') => ({
  messages: [
    { role: 'user', content: 'Dim the lamp.' },
    { role: 'assistant', content: null, tool_calls: [{ id: 'x', function: { name, arguments: args } }] },
  ],
  tools: [{ name: 'dim', parameters: { type: 'object', properties: { percent: { type: 'integer' } } } }],
});
const lines = (...rows: unknown[]) => rows.map((each) => JSON.stringify(each)).join('\n');

describe('magnet check-data', () => {
  it('counts what is wrong and says where, a last line without a newline and half a line included', async () => {
    const text = `${lines(row('{"percent":5}'), row('{"percent":"five"}'), row('{"percent"'), row('{}', 'glow'))}\n{"messages": [`;
    const { text: out, code } = await checked(text, '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      format: 'openai-messages',
      records: 4,
      calls: 4,
      notChecked: 0,
      counts: { 'broken-arguments': 1, 'not-offered': 1, schema: 1 },
      broken: [{ line: 5, reason: expect.stringContaining('no JSON') }],
      problems: [
        { record: 1, line: 2, message: 1, kind: 'schema' },
        { record: 2, line: 3, kind: 'broken-arguments', detail: expect.stringContaining('{"percent"') },
        { record: 3, line: 4, kind: 'not-offered' },
      ],
    });
  });

  it('takes one list over many lines', async () => {
    const { text, code } = await checked(JSON.stringify([row('{"percent":5}'), row('{"percent":7}')], null, 2));
    expect(code).toBe(0);
    expect(text).toContain('2 records (openai-messages), 2 calls');
  });

  it('never takes a call that was not checked for a right one', async () => {
    const { tools: _tools, ...bare } = row('{"percent":"five"}');
    const { text, code } = await checked(lines(bare));
    expect(code).toBe(0);
    expect(text).toContain('1 of them not checked');
  });
});
