import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answersOf, startTeacher, type TeacherServer } from '../support/scripted-teacher.ts';

// npm run kill: as many kills as MAGNET_KILLS says, half of them at each concurrency.
const KILLS = Math.max(1, Math.ceil(Number(process.env.MAGNET_KILLS ?? 10) / 2));
const root = path.resolve(import.meta.dirname, '../..');
const magnet = path.join(root, 'dist/cli/main.mjs');
const signatures = path.join(root, 'examples/airline/airline.fsig');
const COUNT = 8;
const FILES = ['records.jsonl', 'dropped.jsonl', 'manifest.json', 'README.md', 'signatures.json'];

let folder = '';
let answers = new Map<string, string>();
const servers: TeacherServer[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'magnet-killed-'));
  const text = await readFile(signatures, 'utf8');
  answers = await answersOf(text, { count: COUNT, seed: 'kill' }, path.join(folder, 'script'));
}, 120_000);
afterAll(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true, force: true });
});

async function teacher(faults: number): Promise<TeacherServer> {
  const server = await startTeacher(answers, folder, { latencyMs: 5, faults });
  servers.push(server);
  return server;
}

/** One start of the run; killed where `until` comes true before its end. */
async function run(out: string, { url }: TeacherServer, concurrency: number, until?: () => Promise<boolean>) {
  const args = ['generate', signatures, '--out', out, '--count', String(COUNT), '--seed', 'kill', '--budget', '1000'];
  const asked = ['--teacher', 'openai', '--model', 'script', '--base-url', `${url}/v1`, '--price', '10/10'];
  const child = spawn(process.execPath, [magnet, ...args, ...asked, '--concurrency', String(concurrency)], {
    cwd: folder,
    stdio: 'ignore',
  });
  let ended = false;
  const code = new Promise<number | null>((resolve) =>
    child.once('exit', (status) => {
      ended = true;
      resolve(status);
    }),
  );
  while (until !== undefined && !ended) {
    if (await until()) child.kill('SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return code;
}

describe.each([1, 64])('a paid run at a concurrency of %i', (concurrency) => {
  it(
    'is killed again and again while its teacher fails, and comes to the same bytes, nothing paid twice but what was in flight',
    async () => {
      const sound = await teacher(0);
      // The teacher's address is part of a record's provenance: both runs ask the same one, in turn.
      expect(await run(`whole-${concurrency}`, sound, concurrency)).toBe(0);
      const { prompts: needed, unknown } = await sound.restart();
      expect(unknown).toBe(0);
      const faulty = await teacher(0.08);
      let kills = 0;
      for (let random = concurrency; kills < KILLS; kills += 1) {
        // A kill after so many further answers, which differ from kill to kill: no moment is planned by the program.
        random = (random * 48271) % 2147483647;
        const from = (await faulty.stats()).paid;
        const further = 1 + (random % Math.max(2, Math.floor((2 * needed) / KILLS)));
        const code = await run(`killed-${concurrency}`, faulty, concurrency, async () => {
          const { paid } = await faulty.stats();
          return paid >= from + further;
        });
        if (code === 0) break;
      }
      expect(kills).toBeGreaterThan(0);
      console.info(`${kills} kills at a concurrency of ${concurrency}`);
      const code = await run(`killed-${concurrency}`, faulty, concurrency);
      // Finished before the last kill, or now.
      expect([0, 2]).toContain(code);
      const withoutAddress = async (name: string) =>
        (await readFile(path.join(folder, name), 'utf8')).replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'http://teacher');
      for (const name of FILES)
        expect(await withoutAddress(`killed-${concurrency}/${name}`), name).toBe(
          await withoutAddress(`whole-${concurrency}/${name}`),
        );
      const { paid, prompts } = await faulty.stats();
      expect(prompts).toBe(needed);
      expect(paid - prompts).toBeLessThanOrEqual(kills * concurrency);
      // A reply that was stored is never asked for again.
      const kept = (await readFile(path.join(folder, `killed-${concurrency}/teacher.jsonl`), 'utf8'))
        .trim()
        .split('\n');
      expect(kept).toHaveLength(needed);
    },
    240_000 + KILLS * 90_000,
  );
});
