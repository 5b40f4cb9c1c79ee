import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { registerStale } from '../../../server/src/cli/commands/stale.ts';
import { registerStats } from '../../../server/src/cli/commands/stats.ts';
import { AIRLINE } from '../trajectory/support.ts';
import { startCommand } from './run.ts';

const at = mkdtempSync(path.join(tmpdir(), 'magnet-reports-'));
const run = (register: Parameters<typeof startCommand>[0], ...args: string[]) => startCommand(register, args, at).done;
const GENERATE = ['generate', 'airline.fsig', '--out', 'run', '--count', '8', '--format', 'json'];

beforeAll(async () => {
  writeFileSync(path.join(at, 'airline.fsig'), AIRLINE);
  await run(registerGenerate, ...GENERATE);
});
afterAll(() => rmSync(at, { recursive: true, force: true }));

describe('magnet stats', () => {
  it('prints counts, and coverage where the files are named', async () => {
    const { out, code } = await run(registerStats, 'stats', 'run', 'airline.fsig', '--format', 'json');
    const report = JSON.parse(out.join('\n'));
    expect(code).toBe(0);
    expect(report).toMatchObject({ records: 8, status: 'finished', broken: [] });
    expect(report.coverage.functions.called).toBeGreaterThan(0);
    expect((await run(registerStats, 'stats', 'run')).out.join('\n')).toContain('8 records');
  });

  it('writes a page, and replaces none without being told', async () => {
    const args = ['stats', 'run', '--format', 'html', '--out', 'stats.html'];
    await run(registerStats, ...args);
    expect(readFileSync(path.join(at, 'stats.html'), 'utf8')).toMatch(/^<!doctype html>/);
    await expect(run(registerStats, ...args)).rejects.toThrow('Use --force');
  });

  it('names lines that hold no record', async () => {
    writeFileSync(path.join(at, 'cut.jsonl'), '{"id":');
    const { out, code } = await run(registerStats, 'stats', 'cut.jsonl', '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out.join('\n'))).toMatchObject({ records: 0, broken: [{ line: 1 }] });
  });
});

describe('magnet stale', () => {
  it('finds nothing where nothing changed, then what did, and generate --stale makes it again', async () => {
    const stale = async () => {
      const { out, code } = await run(registerStale, 'stale', 'run', 'airline.fsig', '--format', 'json');
      return { code, ...(JSON.parse(out.join('\n')) as { stale: { index: number; id: string; why: string }[] }) };
    };
    expect(await stale()).toMatchObject({ code: 0, stale: [] });
    writeFileSync(path.join(at, 'airline.fsig'), AIRLINE.replace('Lists the free seats', 'Shows the free seats'));
    const found = await stale();
    expect(found.code).toBe(1);
    expect(found.stale[0]).toMatchObject({ why: 'seat_map: its description changed' });
    const { out } = await run(registerGenerate, ...GENERATE, '--stale');
    expect(JSON.parse(out.join('\n'))).toMatchObject({ stale: found.stale.length, regenerated: found.stale.length });
    expect(await stale()).toMatchObject({ code: 0, stale: [] });
  });

  it('says where there is no run', async () => {
    await expect(run(registerStale, 'stale', 'nowhere', 'airline.fsig')).rejects.toThrow('there is no such run');
  });
});
