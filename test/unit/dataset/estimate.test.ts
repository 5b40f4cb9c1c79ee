import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { estimateCost, type RunInput, runGeneration } from '../../../server/src/dataset/index.ts';
import { createTeacher, FREE } from '../../../server/src/teacher/index.ts';
import { answersOf, startTeacher } from '../../support/scripted-teacher.ts';
import { memoryFolder, runOf } from './support.ts';

const root = path.resolve(import.meta.dirname, '../../..');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'magnet-estimate-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

/** What a server counts while a run is made, beside what was said before it. */
async function estimatedAndSeen(fsig: string, seed: string, count: number) {
  const answers = await answersOf(fsig, { count, seed }, path.join(folder, seed));
  const server = await startTeacher(answers, folder);
  try {
    const cacheFile = path.join(folder, seed, 'teacher.jsonl');
    const options = {
      model: 'script',
      baseUrl: `${server.url}/v1`,
      price: FREE,
      cacheFile,
      limits: { concurrency: 16 },
    };
    const teacher = await createTeacher('openai', options);
    const more: Partial<RunInput> = { teacher, folder: memoryFolder(), concurrency: 16, codeVersion: 'script' };
    const input = runOf(fsig, { count, seed }, more);
    const estimate = await estimateCost(input);
    expect((await server.stats()).requests).toBe(0);
    await runGeneration(input);
    await teacher.close();
    return { estimate, seen: await server.stats() };
  } finally {
    server.close();
  }
}

describe('the estimate of a run', () => {
  it('of 48 records is within 20 % of what a server counts', async () => {
    const fsig = await readFile(path.join(root, 'examples/airline/airline.fsig'), 'utf8');
    const { estimate, seen } = await estimatedAndSeen(fsig, 'a', 48);
    expect(seen.unknown).toBe(0);
    expect(Math.abs(estimate.requests / seen.requests - 1)).toBeLessThanOrEqual(0.2);
    expect(Math.abs((estimate.inputTokens * 4) / seen.inputCharacters - 1)).toBeLessThanOrEqual(0.2);
  }, 120_000);
});
