import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerTrain } from '../../../server/src/cli/commands/train.ts';
import type { TrajectoryRecord } from '../../../server/src/trajectory/index.ts';
import { ONE_BY_ONE, recordOf } from '../dataset/template/records.ts';
import { HERMES } from '../dataset/template/templates.ts';
import { startCommand } from './run.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'magnet-train-'));
  const other = [
    ...ONE_BY_ONE.slice(0, 3),
    { role: 'assistant' as const, content: 'It is open and the meter says 7.' },
  ];
  await records([
    recordOf(ONE_BY_ONE, { index: 0, id: 'a', rejected: other }),
    recordOf(ONE_BY_ONE, { index: 1, id: 'b' }),
  ]);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function records(list: readonly TrajectoryRecord[]) {
  await mkdir(path.join(folder, 'run'), { recursive: true });
  const text = list.map((record) => `${JSON.stringify(record)}\n`).join('');
  await writeFile(path.join(folder, 'run/records.jsonl'), text);
}

const train = (...args: string[]) => startCommand(registerTrain, ['train', ...args], folder).done;
const read = (file: string) => readFile(path.join(folder, file), 'utf8');

/** A program in Python's place: says its version, writes what it is told into calls.txt, and ends as it is told. */
async function fakePython(body: string) {
  const file = path.join(folder, 'fake-python');
  const version = `if (process.argv[2] === '-c') { console.log('3 11'); process.exit(0); }`;
  const note = `require('node:fs').appendFileSync('calls.txt', process.argv.slice(2).join(' ') + '\\n');`;
  await writeFile(file, `#!${process.execPath}\n${version}\n${note}\n${body}\n`);
  await chmod(file, 0o755);
  return file;
}

describe('magnet train', () => {
  it('writes rows, settings and the package, and says the command', async () => {
    const { out, code } = await train('--recipe', 'sft-small', '--data', 'run');
    expect(code).toBe(0);
    expect(out.join('\n')).toMatch(
      /2 rows from 2 records[\s\S]*cd training-sft-small\n {2}python3 -m magnet_training train training\.json$/,
    );
    expect((await readdir(path.join(folder, 'training-sft-small'))).sort()).toEqual([
      'launch',
      'magnet_training',
      'rows.jsonl',
      'training.json',
    ]);
    expect((await read('training-sft-small/rows.jsonl')).trim().split('\n')).toHaveLength(2);
  });

  it('says what a recipe on pairs cannot use, and fails with it', async () => {
    const { out, code } = await train(
      '--recipe',
      'mdpo-small',
      '--data',
      'run',
      '--out',
      't',
      '--model',
      './sft',
      '--format',
      'json',
    );
    const report = JSON.parse(out.join('')) as { data: object; notes: string[]; recipe: { model: string } };
    expect([code, report.data]).toEqual([1, expect.objectContaining({ rows: 1, dropped: 1 })]);
    expect(report.recipe.model).toBe(path.join(folder, 'sft'));
    expect(report.notes).toEqual([]);
  });

  it('refuses a run without a row to train on, and leaves no settings', async () => {
    await records([recordOf(ONE_BY_ONE, { index: 0, id: 'a' })]);
    await expect(train('--recipe', 'mdpo-small', '--data', 'run')).rejects.toThrow(
      /no record of this run gives a row of trl-dpo/,
    );
    expect(await readdir(path.join(folder, 'training-mdpo-small'))).not.toContain('training.json');
  });

  it("takes a template of one's own along", async () => {
    await writeFile(path.join(folder, 'own.jinja'), HERMES);
    await train('--recipe', 'sft-small', '--data', 'run', '--out', 't', '--template', 'own.jinja');
    expect(JSON.parse(await read('t/training.json'))).toMatchObject({ template: 'chat_template.jinja' });
    expect(await read('t/chat_template.jinja')).toBe(HERMES);
  });

  it('leaves out what people rejected, where told', async () => {
    const rejected = { status: 'rejected' as const, edits: [] };
    await records([recordOf(ONE_BY_ONE, { id: 'a' }), recordOf(ONE_BY_ONE, { id: 'b', review: rejected })]);
    const { out } = await train(
      '--recipe',
      'sft-small',
      '--data',
      'run',
      '--review',
      'not-rejected',
      '--format',
      'json',
    );
    expect(JSON.parse(out.join('')).data).toMatchObject({ rows: 1, losses: [{ id: 'b', level: 'dropped' }] });
  });

  it('shows what was logged', async () => {
    await expect(train('--curves', 'run')).rejects.toThrow(/run: no trainer has logged anything/);
    await writeFile(path.join(folder, 'run/log.jsonl'), '{"step": 1, "loss": 2}\n{"step": 2, "loss": 1.5}\n');
    expect((await train('--curves', 'run')).out.join('')).toBe(
      `${path.join('run', 'log.jsonl')}: step 2\nloss: 1.5 (at first 2)`,
    );
    expect((await train('--curves', 'run', '--format', 'html')).out.join('')).toContain('<polyline');
    await expect(train('--list', '--format', 'html')).rejects.toThrow(/html goes with --curves/);
  });

  it('lists the recipes', async () => {
    const { out } = await train('--list', '--format', 'json');
    const { recipes } = JSON.parse(out.join('')) as { recipes: { name: string; about: string }[] };
    expect(recipes.map(({ name }) => name)).toContain('mdpo-qwen2.5-coder-7b');
  });

  it.each([
    [['--data', 'run'], /Name a recipe with --recipe/],
    [['--recipe', 'none', '--data', 'run'], /no recipe none/],
    [['--recipe', 'sft-small'], /Name the run with --data/],
    [['--recipe', 'sft-small', '--data', 'elsewhere'], /elsewhere: there is no such run/],
    [['--recipe', 'sft-small', '--data', 'run', '--out', 'run'], /run is there already/],
    [['--recipe', 'sft-small', '--data', 'run', '--resume'], /--resume goes with --run/],
    [['--recipe', 'sft-one-gpu', '--data', 'run', '--processes', '7'], /7 processes/],
  ])('refuses %j', async (args, message) => {
    await expect(train(...args)).rejects.toThrow(message);
  });
});

describe('magnet train --run', () => {
  const small = ['--recipe', 'sft-small', '--out', 't', '--run'];

  it('looks for packages first, then trains', async () => {
    const python = await fakePython('');
    const { code } = await train(...small, '--data', 'run', '--python', python);
    expect([code, await read('t/calls.txt')]).toEqual([
      0,
      '-m magnet_training setup training.json\n-m magnet_training train training.json\n',
    ]);
  });

  it('stops at the first command that fails, with its code where something is to be set right', async () => {
    const python = await fakePython('process.exit(2);');
    const { code, messages } = await train(...small, '--data', 'run', '--python', python);
    expect([code, messages.at(-1)]).toEqual([2, expect.stringContaining('ended with 2')]);
    expect(await read('t/calls.txt')).toBe('-m magnet_training setup training.json\n');
  });

  it('goes on where it stopped, with the rows as they are', async () => {
    const python = await fakePython('');
    await train(...small, '--data', 'run', '--python', python);
    const rows = await read('t/rows.jsonl');
    await records([recordOf(ONE_BY_ONE, { index: 0, id: 'a' })]);
    await train(...small, '--resume', '--python', python);
    expect(await read('t/rows.jsonl')).toBe(rows);
    expect((await read('t/calls.txt')).trim().split('\n').at(-1)).toBe(
      '-m magnet_training train training.json --resume',
    );
  });

  it('says that Python is missing or too old, and writes nothing', async () => {
    await expect(train(...small, '--data', 'run', '--python', 'no-such-python')).rejects.toThrow(
      /Python was not found \(no-such-python\)/,
    );
    const python = await fakePython('');
    await writeFile(python, (await readFile(python, 'utf8')).replace('3 11', '3 7'));
    await expect(train(...small, '--data', 'run', '--python', python)).rejects.toThrow(/is Python 3\.7; 3\.9 or newer/);
    expect(await readdir(folder)).not.toContain('t');
  });

  it('says that a trainer is missing', async () => {
    const python = await fakePython('');
    await expect(
      train('--recipe', 'sft-llamafactory', '--data', 'run', '--out', 't', '--run', '--python', python),
    ).rejects.toThrow(/llamafactory-cli was not found/);
  });
});
