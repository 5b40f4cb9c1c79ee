import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandContext, UsageError } from '../../../server/src/cli/command.ts';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { registerVerify } from '../../../server/src/cli/commands/verify.ts';
import type { VerifyReport } from '../../../server/src/dataset/index.ts';
import { AIRLINE } from '../trajectory/support.ts';

const CLOCK = `/** A kitchen clock that keeps count of what it was asked. */
export function set_timer(name, minutes) { return { timer: name + '-' + minutes, minutes }; }
`;
const CLOCK_TOOLS = `/** Sets a timer under a name, for some minutes. */
function set_timer(name: string, minutes: integer): { timer: string; minutes: integer };
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'magnet-verify-'));
  await writeFile(path.join(folder, 'airline.fsig'), AIRLINE);
  await writeFile(path.join(folder, 'clock.mjs'), CLOCK);
  await writeFile(path.join(folder, 'clock.fsig'), CLOCK_TOOLS);
  await magnet('generate', 'airline.fsig', '--out', 'run', '--count', '6');
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

async function magnet(...argv: string[]): Promise<{ out: string; code: number }> {
  const out: string[] = [];
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
      message: () => {},
      progress: () => {},
    },
  };
  const program = new Command('magnet').exitOverride().configureOutput({ writeErr: () => {} });
  const host = program as unknown as Parameters<typeof registerVerify>[0];
  registerGenerate(host, context);
  registerVerify(host, context);
  await program.parseAsync(['node', 'magnet', ...argv]);
  return { out: out.join('\n'), code };
}

async function edited(from: string, to: string): Promise<string> {
  const text = await readFile(path.join(folder, 'run', 'records.jsonl'), 'utf8');
  const file = path.join(folder, 'edited.jsonl');
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
  return 'edited.jsonl';
}

describe('magnet verify', () => {
  it('proves a run and says so, with exit code 0', async () => {
    const { out, code } = await magnet('verify', 'run', 'airline.fsig');
    expect({ out, code }).toEqual({ out: '6 of 6 records hold what they say, in all that was checked', code: 0 });
  });

  it('says what was not run again where no signatures are given', async () => {
    const { out, code } = await magnet('verify', 'run');
    expect(code).toBe(0);
    expect(out).toContain('not checked: replay of 6 records: no signature files were given');
  });

  it('has a line for each record that fails, with what and where, and exit code 1', async () => {
    const file = await edited('"holds":true', '"holds":false');
    const { out, code } = await magnet('verify', file, 'airline.fsig');
    expect(code).toBe(1);
    expect(out).toMatch(/^record 0 \([0-9a-f]{16}\): certificates: it states replay of turn 1 not holding/m);
    const json = JSON.parse((await magnet('verify', file, 'airline.fsig', '--format', 'json')).out) as VerifyReport;
    expect(json).toMatchObject({
      records: 6,
      ok: 5,
      failed: [{ index: 0, id: expect.any(String), problems: expect.any(Array) }],
      // The edited file has no manifest beside it.
      notChecked: { seed: { records: 6, why: ['there is no manifest of its run'] } },
    });
  });

  it('does not take a record for proved whose signatures are others', async () => {
    await writeFile(path.join(folder, 'other.fsig'), AIRLINE.replace('Finds flights', 'Looks for flights'));
    const { out } = await magnet('verify', 'run', 'other.fsig');
    expect(out).toContain('not checked: replay of 6 records: made from other signatures than those given');
  });

  it('runs a real world again only with --yes', async () => {
    const world = ['--world', 'module:clock.mjs'];
    await magnet(
      'generate',
      'clock.fsig',
      '--out',
      'timers',
      '--count',
      '4',
      '--mixture',
      'single=1',
      ...world,
      '--yes',
    );
    const without = await magnet('verify', 'timers', 'clock.fsig');
    expect(without.out).toContain('not checked: replay of 4 records: made in a real world (module), which runs only');
    const { out, code } = await magnet('verify', 'timers', 'clock.fsig', '--yes');
    expect({ out, code }).toEqual({ out: '4 of 4 records hold what they say, in all that was checked', code: 0 });
    await writeFile(path.join(folder, 'clock.mjs'), CLOCK.replace(', minutes };', ', minutes: minutes + 1 };'));
    const changed = await magnet('verify', 'timers', 'clock.fsig', '--yes');
    expect(changed.code).toBe(1);
    expect(changed.out).toContain(': replay, message 3: run again, the call gives');
  });

  it('refuses what is not there', async () => {
    await expect(magnet('verify', 'nowhere')).rejects.toThrow(UsageError);
  });
});
