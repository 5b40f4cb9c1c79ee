import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CommandContext, UsageError } from '../../../server/src/cli/command.ts';
import { registerExport } from '../../../server/src/cli/commands/export.ts';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import type { TrajectoryRecord } from '../../../server/src/trajectory/index.ts';
import { AIRLINE } from '../trajectory/support.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'magnet-cli-'));
  await writeFile(path.join(folder, 'airline.fsig'), AIRLINE);
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

/** Runs one command as the program does, and gives what it printed. */
async function magnet(...argv: string[]): Promise<{ out: string; messages: string; code: number }> {
  const [out, messages]: [string[], string[]] = [[], []];
  let code = 0;
  const context: CommandContext = {
    cwd: folder,
    signal: new AbortController().signal,
    exit: (value) => {
      code = value;
    },
    terminal: {
      interactive: false,
      result: (text) => out.push(text),
      message: (text) => messages.push(text),
      progress: () => {},
    },
  };
  const program = new Command('magnet').exitOverride().configureOutput({ writeErr: (text) => messages.push(text) });
  // Another package may have hoisted another version: what is used here is the same in both.
  const host = program as unknown as Parameters<typeof registerGenerate>[0];
  registerGenerate(host, context);
  registerExport(host, context);
  await program.parseAsync(['node', 'magnet', ...argv]);
  return { out: out.join('\n'), messages: messages.join('\n'), code };
}

const generate = (...more: string[]) => magnet('generate', 'airline.fsig', '--out', 'run', '--count', '5', ...more);

describe('magnet generate', () => {
  it('prints a summary as JSON, with what to try next', async () => {
    const { out, code } = await generate('--format', 'json');
    const summary = JSON.parse(out) as Record<string, unknown>;
    expect(code).toBe(0);
    expect(summary).toMatchObject({
      counts: { records: 5 },
      pairs: 5,
      cancelled: false,
      dropped: expect.any(Object),
      seconds: expect.any(Number),
      files: expect.arrayContaining(['records.jsonl', 'manifest.json']),
    });
    expect(summary.next).toContainEqual(expect.stringMatching(/^magnet export .* --as trl-dpo/));
  });

  it('says the same to a person', async () => {
    const { out } = await generate();
    expect(out).toMatch(/^5 records \(.*\), 5 pairs, in [\d.]+ s$/m);
    expect(out).toContain(`files: ${path.join('run', 'records.jsonl')}`);
  });

  it('never writes over a run, unless it is told to', async () => {
    await generate();
    await expect(generate()).rejects.toThrow(UsageError);
    await expect(generate()).rejects.toThrow(/--force/);
    expect((await generate('--force')).code).toBe(0);
  });

  it('makes the same records from the same seed, in shards as well', async () => {
    await generate('--seed', '9');
    const whole = await readFile(path.join(folder, 'run', 'records.jsonl'), 'utf8');
    let parts = '';
    for (const part of ['1/2', '2/2']) {
      await magnet(
        'generate',
        'airline.fsig',
        '--out',
        `part-${part[0]}`,
        '--count',
        '5',
        '--seed',
        '9',
        '--shard',
        part,
      );
      parts += await readFile(path.join(folder, `part-${part[0]}`, 'records.jsonl'), 'utf8');
    }
    expect(parts).toBe(whole);
  });

  it.each([
    [['--shard', '3/2']],
    [['--mixture', 'poems=1']],
    [['--count', '0']],
    [['--teacher', 'oracle']],
    [['--budget', 'much']],
  ])('refuses %j', async (more) => {
    await expect(generate(...more)).rejects.toThrow();
  });

  it('says what is in the way of its folder', async () => {
    await writeFile(path.join(folder, 'run'), 'a file');
    await expect(generate()).rejects.toThrow(UsageError);
  });

  it('takes settings of the paths', async () => {
    await generate('--start', 'find_flights', '--length', '2', '--mixture', 'multi-turn=1');
    const [first = ''] = (await readFile(path.join(folder, 'run', 'records.jsonl'), 'utf8')).split('\n');
    expect((JSON.parse(first) as TrajectoryRecord).path.stages.walk[0]?.functions).toEqual(['airline.find_flights']);
    await expect(generate('--force', '--start', 'fly')).rejects.toThrow(/no function/);
  });

  it('says what a teacher lacks', async () => {
    await expect(generate('--teacher', 'openai')).rejects.toThrow(/--model/);
    await expect(magnet('generate', 'none.fsig', '--out', 'run')).rejects.toThrow(UsageError);
  });
});

describe('magnet export', () => {
  it('writes the rows and says what each record would lose', async () => {
    await generate();
    const { out, code } = await magnet(
      'export',
      'run',
      '--as',
      'llamafactory-dpo',
      '--out',
      'data/pairs.json',
      '--format',
      'json',
    );
    expect(code).toBe(0);
    const report = JSON.parse(out) as { rows: number; files: string[]; losses: unknown[] };
    expect(report).toMatchObject({ records: 5, rows: 5, dropped: 0, broken: [] });
    expect(report.files.map((file) => path.basename(file))).toEqual([
      'pairs.json',
      'dataset_info.json',
      'pairs.llamafactory.yaml',
    ]);
    expect(report.losses).toContainEqual({
      id: expect.any(String),
      index: expect.any(Number),
      level: 'changed',
      message: expect.any(String),
    });
    const lines = (await readFile(path.join(folder, 'data/pairs.json'), 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(5);
  });

  it('goes on over lines that are broken, and names them', async () => {
    await generate();
    const file = path.join(folder, 'run', 'records.jsonl');
    const [first = ''] = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, `${first}\n{"half\n{"not":"a record"}\n${first}\n`);
    const { out, code } = await magnet('export', 'run', '--as', 'trl-sft', '--out', 'sft.jsonl', '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ records: 2, rows: 2, broken: [{ line: 2 }, { line: 3 }] });
  });

  it('refuses a file that is there, and a run that is not', async () => {
    await generate();
    await writeFile(path.join(folder, 'sft.jsonl'), 'mine');
    await expect(magnet('export', 'run', '--as', 'trl-sft', '--out', 'sft.jsonl')).rejects.toThrow(/--force/);
    expect(await readFile(path.join(folder, 'sft.jsonl'), 'utf8')).toBe('mine');
    await expect(magnet('export', 'run', '--as', 'trl-sft', '--out', 'run', '--force')).rejects.toThrow(UsageError);
    await expect(magnet('export', 'elsewhere', '--as', 'trl-sft', '--out', 'x.jsonl')).rejects.toThrow(UsageError);
  });
});
