import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../server/src/cli/command.ts';
import { registerPaths } from '../../../server/src/cli/commands/paths.ts';
import type { SignaturePath } from '../../../server/src/path/index.ts';
import { runCommand } from './run.ts';

const AIRLINE = 'examples/airline/airline.fsig';
const paths = (...args: string[]) => runCommand(registerPaths, 'paths', AIRLINE, ...args);
const json = async (...args: string[]) =>
  JSON.parse((await paths('--format', 'json', ...args)).out.join('')) as SignaturePath[];

describe('magnet paths', () => {
  it('prints a list of paths as JSON', async () => {
    const [first, ...others] = await json('--count', '3', '--seed', '7');
    expect(others).toHaveLength(2);
    expect(first).toMatchObject({ seed: '7:0', turns: expect.any(Array), operations: expect.any(Array) });
    for (const turn of first?.turns ?? []) expect(turn.kind).toMatch(/^(?:call|miss_func|miss_params)$/);
  });

  it('prints one line a path as text', async () => {
    const { out } = await paths('--count', '4');
    expect(out.join('\n').split('\n')).toHaveLength(4);
    expect(out.join()).toContain('airline.find_flights');
  });

  it('repeats itself for one seed', async () => {
    expect(await json('--seed', 'a')).toEqual(await json('--seed', 'a'));
    expect(await json('--seed', 'a')).not.toEqual(await json('--seed', 'b'));
  });

  it('takes the settings', async () => {
    const plain = await json(
      '--count',
      '20',
      '--merge',
      '0',
      '--insert',
      '0',
      '--no-split',
      '--length',
      '3',
      '--start',
      'find_flights',
    );
    for (const { turns, operations } of plain) {
      expect(operations).toEqual([]);
      expect(turns.length).toBeLessThanOrEqual(3);
      expect(turns[0]?.functions).toEqual(['airline.find_flights']);
    }
  });

  it('covers every edge in coverage mode', async () => {
    const first = await json('--mode', 'coverage', '--count', '200');
    expect(new Set(first.flatMap(({ stages }) => stages.walk.flatMap((turn) => turn.functions))).size).toBe(14);
  });

  it.each([
    [['--merge', '2']],
    [['--count', 'many']],
    [['--length', '0']],
    [['--start', 'nobody']],
    [['--mode', 'fly']],
    [['--format', 'xml']],
  ])('refuses %j', async (args) => {
    await expect(paths(...args)).rejects.toThrow();
  });

  it('says with file and line what is wrong, and goes on with the rest', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'magnet-paths-'));
    const half = path.join(folder, 'half.fsig');
    writeFileSync(half, 'function a(x: string): { y: string };\nfunction b(');
    const ran = await runCommand(registerPaths, 'paths', half);
    expect(ran.messages.join()).toMatch(/half\.fsig:2:\d+ /);
    expect(ran.code).toBe(1);
    expect(ran.out.join()).toContain('a');
    for (const [name, text] of [
      ['empty.json', ''],
      ['cut.json', '[{"name": "a"'],
      ['binary.json', '\0\u0001\0'],
    ] as const) {
      writeFileSync(path.join(folder, name), text);
      const failed = runCommand(registerPaths, 'paths', path.join(folder, name));
      await expect(failed).rejects.toThrow(new RegExp(`${name}:1:\\d+:? `));
      await expect(failed).rejects.toThrow(UsageError);
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it('says what it cannot read', async () => {
    await expect(runCommand(registerPaths, 'paths', 'no/such/file.fsig')).rejects.toThrow(UsageError);
  });
});
