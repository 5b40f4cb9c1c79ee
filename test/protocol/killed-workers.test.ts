import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HAS_REDIS, type RedisServer, startRedis } from '../support/redis-server.ts';
import { answersOf, startTeacher, type TeacherServer } from '../support/scripted-teacher.ts';

// npm run kill: as many kills as MAGNET_KILLS says, half of them at each concurrency.
const KILLS = Math.max(1, Math.ceil(Number(process.env.MAGNET_KILLS ?? 4) / 2));
const root = path.resolve(import.meta.dirname, '../..');
const magnet = path.join(root, 'dist/cli/main.mjs');
const signatures = path.join(root, 'examples/airline/airline.fsig');
const COUNT = 6;
const FILES = ['records.jsonl', 'dropped.jsonl', 'manifest.json', 'README.md', 'signatures.json'];
/** US dollars of an answer: 120 tokens at 10 dollars a million. */
const PRICE = 0.0012;

/** A process that was started, and whether it lives. */
interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  lives(): boolean;
}

let folder = '';
let answers = new Map<string, string>();
let redis: RedisServer;
const servers: TeacherServer[] = [];
const started: Started[] = [];

function start(...args: string[]): Started {
  const child = spawn(process.execPath, [magnet, ...args], { cwd: folder, stdio: 'ignore' });
  let lives = true;
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      lives = false;
      resolve(code);
    }),
  );
  const one = { child, ended, lives: () => lives };
  started.push(one);
  return one;
}

async function teacher(faults: number): Promise<TeacherServer> {
  const server = await startTeacher(answers, folder, { latencyMs: 5, faults });
  servers.push(server);
  return server;
}

function generate(out: string, { url }: TeacherServer, ...more: string[]): Started {
  const args = ['generate', signatures, '--out', out, '--count', String(COUNT), '--seed', 'kill', '--budget', '1000'];
  const asked = ['--teacher', 'openai', '--model', 'script', '--base-url', `${url}/v1`, '--price', '10/10'];
  return start(...args, ...asked, ...more);
}

/** Whatever dies is started again, until as many were killed as are wanted or the run has ended. */
async function killAgainAndAgain(out: string, faulty: TeacherServer, concurrency: number, needed: number) {
  const worker = () => start('worker', '--redis', redis.url, '--lost-after', '2', '--concurrency', String(concurrency));
  const producer = () => generate(out, faulty, '--redis', redis.url);
  const makers = [worker, worker, producer];
  const running = makers.map((make) => make());
  let random = concurrency;
  let kills = 0;
  let next = 1;
  const done = () => running[2]?.lives() === false;
  while (kills < KILLS && !done()) {
    const { paid } = await faulty.stats();
    if (paid >= next) {
      // The victim and the moment of the next differ from kill to kill: the program plans none of them.
      random = (random * 48271) % 2147483647;
      const victim = random % 3;
      random = (random * 48271) % 2147483647;
      next = paid + 1 + (random % Math.max(2, Math.floor((2 * needed) / KILLS)));
      running[victim]?.child.kill('SIGKILL');
      await running[victim]?.ended;
      kills += 1;
      running[victim] = (makers[victim] as () => Started)();
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return { kills, code: await running[2]?.ended };
}

describe.skipIf(!HAS_REDIS)('workers of a paid run (left out where redis-server is not installed)', () => {
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'magnet-killed-workers-'));
    const text = await readFile(signatures, 'utf8');
    answers = await answersOf(text, { count: COUNT, seed: 'kill' }, path.join(folder, 'script'));
    redis = await startRedis();
  }, 120_000);
  afterEach(async () => {
    for (const { child, ended } of started.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
    await redis.client.flushall();
  });
  afterAll(async () => {
    for (const server of servers) server.close();
    await redis?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([1, 64])(
    'and what gathers it are killed again and again at a concurrency of %i: same bytes, nothing paid twice but what was in flight',
    async (concurrency) => {
      const sound = await teacher(0);
      expect(await generate(`whole-${concurrency}`, sound).ended).toBe(0);
      const { prompts: needed } = await sound.restart();
      const faulty = await teacher(0.08);
      const out = `killed-${concurrency}`;
      const { kills, code } = await killAgainAndAgain(out, faulty, concurrency, needed);
      expect(kills).toBeGreaterThan(0);
      expect(code).toBe(0);
      const bytesOf = async (name: string) =>
        (await readFile(path.join(folder, name), 'utf8')).replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'http://teacher');
      for (const name of FILES)
        expect(await bytesOf(`${out}/${name}`), name).toBe(await bytesOf(`whole-${concurrency}/${name}`));
      const { paid, prompts } = await faulty.stats();
      console.info(`${kills} kills at a concurrency of ${concurrency}: ${paid - prompts} of ${prompts} paid twice`);
      expect(prompts).toBe(needed);
      expect(paid - prompts).toBeLessThanOrEqual(kills * concurrency);
      // What was paid is known to the next command, whatever was killed.
      const spent = await readFile(path.join(folder, out, 'spent.jsonl'), 'utf8');
      const costs = new Map<string, number>();
      for (const line of spent.trim().split('\n')) {
        const { id, most, cost } = JSON.parse(line) as { id: string; most?: number; cost?: number };
        costs.set(id, cost ?? most ?? 0);
      }
      const total = [...costs.values()].reduce((sum, cost) => sum + cost, 0);
      expect(total).toBeGreaterThanOrEqual(paid * PRICE - 1e-9);
    },
    240_000 + KILLS * 60_000,
  );
});

if (!HAS_REDIS)
  console.warn('redis-server is not installed: NOT RUN are the kills of workers (node scripts/redis.mjs)');
