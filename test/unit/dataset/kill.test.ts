import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AIRLINE } from '../trajectory/support.ts';

const root = path.resolve(import.meta.dirname, '../../..');
let folder = '';
let program = '';
let signatures = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'magnet-kill-'));
  program = path.join(folder, 'generate.mjs');
  signatures = path.join(folder, 'airline.fsig');
  await writeFile(signatures, AIRLINE);
  // A program of its own, so that killing it is a real kill.
  const source = `
    import { readFileSync } from 'node:fs';
    import { runGeneration, runSettings } from './server/src/dataset/index.ts';
    import { buildGraph } from './server/src/graph/index.ts';
    import { buildCatalog, catalogHash, parseDocument } from './server/src/signature/index.ts';
    import { openRunFolder } from './server/src/files/index.ts';
    import { createOfflineTeacher } from './server/src/teacher/index.ts';
    import { createSimulatedWorld } from './server/src/world/index.ts';
    const catalog = buildCatalog([parseDocument('file:///airline.fsig', readFileSync(process.argv[2], 'utf8'))]);
    await runGeneration({
      functions: catalog.entries, graph: buildGraph(catalog.entries), catalogHash: catalogHash(catalog),
      world: createSimulatedWorld(catalog.entries), teacher: createOfflineTeacher(),
      settings: runSettings({ count: 60, seed: 'kill' }), folder: openRunFolder(process.argv[3]), codeVersion: 'test',
      now: () => performance.now(),
    });`;
  await build({
    stdin: { contents: source, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: program,
    mainFields: ['module', 'main'],
    logLevel: 'error',
    banner: {
      js: `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(${JSON.stringify(path.join(root, 'server/package.json'))});`,
    },
  });
}, 60_000);
afterAll(async () => rm(folder, { recursive: true, force: true }));

function start(out: string): { child: ChildProcess; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [program, signatures, out], { stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  return { child, ended };
}

async function size(file: string): Promise<number> {
  return (await stat(file).catch(() => ({ size: 0 }))).size;
}

describe('a run that is killed', () => {
  it('again and again, at any moment, ends with the same bytes', async () => {
    const whole = path.join(folder, 'whole');
    expect(await start(whole).ended).toBe(0);
    const out = path.join(folder, 'killed');
    const records = path.join(out, 'records.jsonl');
    let kills = 0;
    for (let tries = 0; tries < 40; tries += 1) {
      const before = await size(records);
      const { child, ended } = start(out);
      // Killed once something new was written: a later moment each time, nothing of it planned by the program.
      const watch = setInterval(async () => {
        if ((await size(records)) > before && kills < 3) child.kill('SIGKILL');
      }, 3);
      const code = await ended;
      clearInterval(watch);
      if (code === 0) break;
      kills += 1;
    }
    expect(kills).toBeGreaterThan(0);
    for (const name of ['records.jsonl', 'dropped.jsonl', 'manifest.json', 'README.md']) {
      expect(await readFile(path.join(out, name), 'utf8')).toBe(await readFile(path.join(whole, name), 'utf8'));
    }
  }, 120_000);
});
