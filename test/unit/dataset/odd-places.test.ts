import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../../server/src/cli/command.ts';
import { registerCheckData } from '../../../server/src/cli/commands/check-data.ts';
import { registerExport } from '../../../server/src/cli/commands/export.ts';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { registerShare } from '../../../server/src/cli/commands/share.ts';
import { registerStats } from '../../../server/src/cli/commands/stats.ts';
import { runCommand } from '../cli/run.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'magnet-odd-places-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One line for each kind of place in some records, with nothing, an empty list or an empty object there in turn. */
const lines: string[] = [];

function* placesIn(value: unknown, at: readonly string[] = []): Generator<readonly string[]> {
  if (at.length > 0) yield at;
  if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) yield* placesIn(inner, [...at, key]);
}

beforeAll(async () => {
  const run = path.join(folder, 'run');
  const more = ['--count', '4', '--mixture', 'preference'];
  await runCommand(registerGenerate, 'generate', 'examples/airline/airline.fsig', '--out', run, ...more);
  const seen = new Set<string>();
  for (const line of readFileSync(path.join(run, 'records.jsonl'), 'utf8').trim().split('\n')) {
    for (const place of placesIn(JSON.parse(line))) {
      const kind = place.map((key) => (/^\d+$/.test(key) ? '#' : key)).join('.');
      if (seen.has(kind)) continue;
      seen.add(kind);
      const record = JSON.parse(line) as Record<string, unknown>;
      let holder = record;
      for (const key of place.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
      holder[place.at(-1) as string] = [null, [], {}][seen.size % 3];
      lines.push(JSON.stringify(record));
    }
  }
}, 120_000);

describe('a record with nothing where something belongs', () => {
  it.each([
    ['check-data', registerCheckData, []],
    ['stats', registerStats, []],
    ['share', registerShare, ['--out', path.join(folder, 'page.html'), '--force']],
    ['export', registerExport, ['--as', 'openai-dpo', '--out', path.join(folder, 'rows.jsonl'), '--force']],
  ] as const)('is read or refused by %s, wherever that is', async (name, register, more) => {
    expect(lines.length).toBeGreaterThan(150);
    const failed: string[] = [];
    for (const line of lines) {
      const file = path.join(folder, 'record.jsonl');
      writeFileSync(file, `${line}\n`);
      const ended = await runCommand(register, name, file, ...more).catch((error: unknown) => error);
      if (ended instanceof Error && !(ended instanceof UsageError)) failed.push(ended.message);
    }
    expect(failed).toEqual([]);
  });
});
