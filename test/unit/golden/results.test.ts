import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerCheck } from '../../../server/src/cli/commands/check.ts';
import { registerExport } from '../../../server/src/cli/commands/export.ts';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { registerGraph } from '../../../server/src/cli/commands/graph.ts';
import { registerVerify } from '../../../server/src/cli/commands/verify.ts';
import { EXPORT_IDS, EXPORT_TARGETS } from '../../../server/src/dataset/index.ts';
import { ROOT, runCommand, startCommand } from '../cli/run.ts';

/**
 * What the commands say of our own files, byte by byte, beside this test. A change of it is either a mistake or wanted:
 * then `npm run golden` writes the files anew, and their difference is read like code.
 */
const AIRLINE = 'examples/airline/airline.fsig';
const INPUTS = 'test/unit/golden/fixtures/inputs';

/** Where the repository lies and which version it is say nothing of a result. */
function neutral(text: string): string {
  return text.replaceAll(ROOT, '').replace(/("codeVersion": ?)"[^"]*"/g, '$1"VERSION"');
}

/** JSON with a line for each value, so that a difference can be read. */
function pretty(text: string): string {
  return `${JSON.stringify(JSON.parse(neutral(text)), null, 1)}\n`;
}

describe('findings', () => {
  test.each([AIRLINE, `${INPUTS}/library.json`, `${INPUTS}/broken.fsig`])('of %s', async (file) => {
    const { out } = await runCommand(registerCheck, 'check', file, '--format', 'json');
    await expect(pretty(out.join(''))).toMatchFileSnapshot(`fixtures/expected/findings-${path.basename(file)}.json`);
  });
});

describe('edges', () => {
  test.each([AIRLINE, `${INPUTS}/library.json`])('of %s', async (file) => {
    const { out } = await runCommand(registerGraph, 'graph', file, '--format', 'json');
    const { edges } = JSON.parse(out.join('')) as {
      edges: readonly { from: string; to: string; kind: string; score: number }[];
    };
    const lines = edges.map(({ from, to, kind, score }) => `${from} → ${to} ${kind} ${score.toFixed(3)}\n`);
    await expect(lines.join('')).toMatchFileSnapshot(`fixtures/expected/edges-${path.basename(file)}.txt`);
  });
});

describe('a German run', () => {
  test('writes its records', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'magnet-golden-de-'));
    try {
      const signatures = path.join(ROOT, AIRLINE);
      const args = ['generate', signatures, '--count', '2', '--seed', 'golden', '--language', 'de', '--out', 'run'];
      const { code } = await startCommand(registerGenerate, [...args, '--format', 'json'], folder).done;
      expect(code).toBe(0);
      const text = neutral(readFileSync(path.join(folder, 'run', 'records.jsonl'), 'utf8'));
      await expect(text).toMatchFileSnapshot('fixtures/expected/run-german-records.jsonl');
      const { code: verified } = await startCommand(registerVerify, ['verify', 'run', signatures], folder).done;
      expect(verified).toBe(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a run', () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'magnet-golden-'));
    const signatures = path.join(ROOT, AIRLINE);
    const args = ['generate', signatures, '--count', '3', '--seed', 'golden', '--out', 'run', '--format', 'json'];
    const { code } = await startCommand(registerGenerate, args, folder).done;
    expect(code).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(['records.jsonl', 'manifest.json'])('writes %s', async (file) => {
    const text = neutral(readFileSync(path.join(folder, 'run', file), 'utf8'));
    await expect(text).toMatchFileSnapshot(`fixtures/expected/run-${file}`);
  });

  test.each(EXPORT_IDS)('is exported as %s', async (as) => {
    const file = `${as}.jsonl`;
    const template =
      EXPORT_TARGETS[as].needsTemplate === true ? ['--template', path.join(ROOT, INPUTS, 'plain.jinja')] : [];
    await startCommand(registerExport, ['export', 'run', '--as', as, '--out', file, ...template], folder).done;
    const [first] = readFileSync(path.join(folder, file), 'utf8').split('\n');
    await expect(pretty(first as string)).toMatchFileSnapshot(`fixtures/expected/export-${as}.json`);
  });
});
