import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
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

const ASKED = 'Please dim the reading lamp by the window to forty percent until the guests have left tonight.';
const asking = (text: string) => ({
  ...row('{"percent":5}'),
  messages: [{ role: 'user', content: text }, ...row('{"percent":5}').messages.slice(1)],
});

describe('magnet check-data --against', () => {
  it('names, for each record, the text of the file it copies, whatever the file looks like', async () => {
    await mkdir(path.join(folder, 'bench', 'deep'), { recursive: true });
    await writeFile(
      path.join(folder, 'bench', 'deep', 'tasks.json'),
      lines({ id: 't1', question: [[{ text: ASKED }]] }),
    );
    await writeFile(
      path.join(folder, 'bench', 'list.json'),
      JSON.stringify([asking(`${ASKED} Then lock up.`)], null, 1),
    );
    await writeFile(path.join(folder, 'bench', 'notes.txt'), `one\n${ASKED.replace('lamp', 'light')}\n`);
    const { text, code } = await checked(
      lines(asking('Dim it.'), asking(`Hi! ${ASKED}`)),
      ...['--format', 'json', '--against', 'bench'],
    );
    const report = JSON.parse(text);
    expect(code).toBe(1);
    expect(report.counts).toEqual({ overlap: 1 });
    expect(report.problems).toMatchObject([
      {
        record: 1,
        line: 2,
        message: 0,
        kind: 'overlap',
        with: { share: 1, place: { file: 'bench/deep/tasks.json', line: 1 } },
      },
    ]);
    expect(report.against).toMatchObject({ records: 1, texts: 3, onePassageOf: 1, paths: { theirs: 1, samePath: 2 } });
  });

  it('passes over the file itself, and says where there is nothing else', async () => {
    await expect(checked(lines(asking(ASKED)), '--against', '.')).rejects.toThrow('held against itself');
    await expect(checked(lines(asking(ASKED)), '--against', 'gone')).rejects.toThrow('no such file or folder');
  });

  it('says what a row holds and the record does not, without calling it wrong', async () => {
    const both = ['a', 'b'].map(() => ({ id: 'x', function: { name: 'dim', arguments: '{"percent":5}' } }));
    const { messages, tools } = row('{}');
    const twice = { tools, messages: [messages[0], { role: 'assistant', content: '', tool_calls: both }] };
    const { text, code } = await checked(lines(twice), '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(text)).toMatchObject({
      counts: {},
      noteCounts: { 'left-out': 1 },
      notes: [{ line: 1, kind: 'left-out', detail: expect.stringContaining('share an id') }],
    });
  });

  it('names near-duplicates within the file beside the first of them', async () => {
    const { text, code } = await checked(
      lines(asking(ASKED), asking('Dim it.'), asking(ASKED.replace('tonight', 'today'))),
      ...['--near-duplicates', '0.7'],
    );
    expect(code).toBe(1);
    expect(text).toMatch(/record 2 \(line 3\), message 0: near-duplicate: about \d+ % the same as record 0/);
  });
});
