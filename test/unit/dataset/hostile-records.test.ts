import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../../server/src/cli/command.ts';
import { registerCheckData } from '../../../server/src/cli/commands/check-data.ts';
import { registerExport } from '../../../server/src/cli/commands/export.ts';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { registerShare } from '../../../server/src/cli/commands/share.ts';
import { registerStats } from '../../../server/src/cli/commands/stats.ts';
import { registerVerify } from '../../../server/src/cli/commands/verify.ts';
import { createRandom } from '../../../server/src/random/index.ts';
import { runCommand } from '../cli/run.ts';

/** Records that a stranger made of one of ours: what stands at one place is something else. */
const MARKUP = '"><img src=x onerror=window.pwned=1>';
const ODD: readonly unknown[] = [MARKUP, MARKUP, -1, '__proto__', true];

/** More records where `npm run fuzz` asks for them. */
const MOST = Math.min(20_000, Math.max(400, Number(process.env.FUZZ_EDITS ?? 0) / 10));

const folder = mkdtempSync(path.join(tmpdir(), 'magnet-hostile-records-'));
const file = path.join(folder, 'records.jsonl');
let tried = 0;

type Place = readonly (string | number)[];

function* placesIn(value: unknown, at: Place = []): Generator<Place> {
  if (at.length > 0) yield at;
  if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) yield* placesIn(inner, [...at, key]);
}

function changed(record: object, place: Place, value: unknown): object {
  const copy = structuredClone(record);
  let at = copy as Record<string, unknown>;
  for (const key of place.slice(0, -1)) at = at[key] as Record<string, unknown>;
  at[place.at(-1) as string] = value;
  return copy;
}

beforeAll(async () => {
  const run = path.join(folder, 'run');
  await runCommand(registerGenerate, 'generate', 'examples/airline/airline.fsig', '--out', run, '--count', '4');
  const lines = readFileSync(path.join(run, 'records.jsonl'), 'utf8').trim().split('\n');
  const random = createRandom('hostile records');
  const all = lines
    .map((line) => JSON.parse(line) as object)
    .flatMap((record) => [...placesIn(record)].map((place) => ({ record, place })));
  const made = Array.from({ length: MOST }, () => {
    const { record, place } = all[random.below(all.length)] as (typeof all)[number];
    return changed(record, place, ODD[random.below(ODD.length)]);
  });
  tried = made.length;
  writeFileSync(file, `${made.map((record) => JSON.stringify(record)).join('\n')}\n`);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('records that a stranger changed at one place', () => {
  it.each([
    ['check-data', [registerCheckData, 'check-data', file]],
    ['stats', [registerStats, 'stats', file]],
    ['stats as a page', [registerStats, 'stats', file, '--format', 'html']],
    ['share', [registerShare, 'share', file, '--most', '100000']],
    ['share as Markdown', [registerShare, 'share', file, '--as', 'markdown', '--most', '100000']],
    ['export', [registerExport, 'export', file, '--as', 'trl-dpo', '--out', path.join(folder, 'out')]],
    ['verify', [registerVerify, 'verify', file]],
  ] as const)(
    '%s reads or refuses each, and none becomes markup',
    async (name, [register, ...args]) => {
      expect(tried).toBeGreaterThanOrEqual(400);
      const ended = await runCommand(register, ...args).catch((error: unknown) => error);
      if (ended instanceof Error && !(ended instanceof UsageError)) throw ended;
      else if (name === 'share' || name === 'stats as a page')
        expect((ended as { out: string[] }).out.join('')).not.toContain('<img src=x');
    },
    600_000,
  );
});
