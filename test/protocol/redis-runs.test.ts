import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HAS_REDIS, type RedisServer, startRedis } from '../support/redis-server.ts';
import { answersOf, startTeacher, type TeacherServer } from '../support/scripted-teacher.ts';

const root = path.resolve(import.meta.dirname, '../..');
const magnet = path.join(root, 'dist/cli/main.mjs');
const signatures = path.join(root, 'examples/airline/airline.fsig');
const FILES = ['records.jsonl', 'dropped.jsonl', 'manifest.json', 'README.md', 'signatures.json'];

interface Started {
  readonly child: ChildProcess;
  /** Everything it printed so far. */
  text(): string;
  readonly ended: Promise<number | null>;
}

const started: Started[] = [];

/** The program as it ships, in a process that can be killed. */
function start(...args: string[]): Started {
  const child = spawn(process.execPath, [magnet, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const pieces: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => pieces.push(String(piece)));
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const one = { child, text: () => pieces.join(''), ended };
  started.push(one);
  return one;
}

let folder = '';
let redis: RedisServer;

describe.skipIf(!HAS_REDIS)('runs that workers make (left out where redis-server is not installed)', () => {
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'magnet-redis-'));
    redis = await startRedis();
  }, 60_000);
  afterEach(async () => {
    for (const { child, ended } of started.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
    await redis.client.flushall();
  });
  afterAll(async () => {
    await redis?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const worker = (...more: string[]) => start('worker', '--redis', redis.url, '--lost-after', '2', ...more);
  const generate = (out: string, ...more: string[]) =>
    start('generate', signatures, '--out', out, '--seed', 'far', ...more);
  const through = () => ['--redis', redis.url];
  const active = async () => {
    const [key] = await redis.client.keys('*:parts:active');
    return key === undefined ? 0 : redis.client.llen(key);
  };
  const sameFiles = async (left: string, right: string) => {
    for (const name of FILES) {
      const read = (run: string) => readFile(path.join(folder, run, name), 'utf8');
      expect(await read(left), name).toBe(await read(right));
    }
  };

  it('come to the bytes of a run on one machine, though a worker is killed and Redis loses all it held', async () => {
    expect(await generate('local', '--count', '80').ended).toBe(0);
    await redis.client.set('somebody:else', 'stays');
    const [first, run] = [worker(), generate('gathered', '--count', '80', ...through())];
    await expect.poll(active).toBeGreaterThan(0);
    first.child.kill('SIGKILL');
    const second = worker();
    await expect.poll(() => second.text()).toContain('Working on run');
    await redis.kill();
    await expect.poll(() => run.text()).toContain('Redis is away');
    await redis.start();
    await redis.client.set('somebody:else', 'stays');
    expect(await run.ended, run.text()).toBe(0);
    await sameFiles('gathered', 'local');
    await expect.poll(() => redis.client.keys('*')).toEqual(['somebody:else']);
  }, 120_000);

  it('go on where a killed magnet generate left off', async () => {
    expect(await generate('whole', '--count', '60').ended).toBe(0);
    worker();
    const run = generate('cut', '--count', '60', ...through());
    await expect.poll(() => readFile(path.join(folder, 'cut/records.jsonl'), 'utf8').catch(() => '')).not.toBe('');
    run.child.kill('SIGKILL');
    await run.ended;
    const again = generate('cut', '--count', '60', ...through());
    expect(await again.ended, again.text()).toBe(0);
    await sameFiles('cut', 'whole');
  }, 120_000);

  it('refuse a result that was made from other inputs', async () => {
    expect(await generate('sound', '--count', '8').ended).toBe(0);
    const run = generate('refused', '--count', '8', ...through());
    await expect.poll(() => redis.client.smembers('magnet:runs')).toHaveLength(1);
    const [id = ''] = await redis.client.smembers('magnet:runs');
    const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
    const stale = new Worker(
      'parts',
      async ({ data }) => ({
        input: 'of yesterday',
        codeVersion: '0.0.1',
        worker: 'elsewhere/1',
        results: Array.from({ length: data.to - data.from }, () => ({ dropped: [] })),
        repairs: {},
      }),
      { connection, prefix: `magnet:run:${id}` },
    );
    await expect.poll(() => run.text()).toContain('A stale result of elsewhere/1 is refused');
    await stale.close();
    connection.disconnect();
    worker();
    expect(await run.ended, run.text()).toBe(0);
    await sameFiles('refused', 'sound');
  }, 120_000);

  it('are left alone by a worker of another version', async () => {
    const run = { format: 1, codeVersion: '0.0.1' };
    await redis.client.set('magnet:run:old:input', JSON.stringify(run));
    await redis.client.sadd('magnet:runs', 'old');
    const one = worker('--idle', '1');
    expect(await one.ended).toBe(0);
    expect(one.text()).toContain('Run old is left alone: it is of 0.0.1');
    expect(one.text()).toContain('0 parts made');
  });

  it('do not take what workers cannot share', async () => {
    const run = generate('refuses', '--count', '2', '--world', 'mcp:server', ...through());
    expect(await run.ended).toBe(2);
    expect(run.text()).toContain('--redis does not go with --world');
    const nobody = generate('nobody', '--count', '2', '--redis', 'http://127.0.0.1:1');
    expect(await nobody.ended).toBe(2);
    expect(nobody.text()).toContain('redis://127.0.0.1:6379');
  });

  describe('with a teacher that is paid', () => {
    let teacher: TeacherServer;
    const asked = (...more: string[]) => {
      const options = ['--teacher', 'openai', '--model', 'script', '--base-url', `${teacher.url}/v1`];
      return [...options, '--count', '12', '--seed', 'far', '--price', '10/10', ...more];
    };
    beforeAll(async () => {
      const text = await readFile(signatures, 'utf8');
      const answers = await answersOf(text, { count: 12, seed: 'far' }, path.join(folder, 'script'));
      teacher = await startTeacher(answers, folder, { latencyMs: 20 });
    }, 60_000);
    afterAll(() => teacher?.close());

    it('pay no prompt twice but what a killed worker had in flight', async () => {
      const local = generate('paid-local', ...asked('--budget', '50'));
      expect(await local.ended, local.text()).toBe(0);
      const alone = await teacher.restart();
      expect(alone.unknown).toBe(0);
      const [first, run] = [worker('--concurrency', '4'), generate('paid', ...asked('--budget', '50', ...through()))];
      await expect.poll(async () => (await teacher.stats()).paid).toBeGreaterThan(alone.paid / 4);
      first.child.kill('SIGKILL');
      worker('--concurrency', '4');
      expect(await run.ended, run.text()).toBe(0);
      await sameFiles('paid', 'paid-local');
      const { paid, prompts } = await teacher.restart();
      expect(prompts).toBe(alone.prompts);
      expect(paid - prompts).toBeLessThanOrEqual(4);
      // What was paid stands in the folder: the run of another seed asks for none of it.
      const kept = (await readFile(path.join(folder, 'paid/teacher.jsonl'), 'utf8')).trim().split('\n');
      expect(kept).toHaveLength(prompts);
    }, 120_000);

    it('keep one budget together', async () => {
      worker('--concurrency', '2');
      worker('--concurrency', '2');
      await teacher.restart();
      const run = generate('dear', ...asked('--budget', '0.1', ...through()));
      expect(await run.ended).toBe(2);
      expect(run.text()).toContain('the budget of $0.1 is used up');
      const { paid } = await teacher.stats();
      // 120 tokens an answer at 10 dollars a million.
      expect(paid * 0.0012).toBeLessThanOrEqual(0.1);
      const spent = await readFile(path.join(folder, 'dear/spent.jsonl'), 'utf8');
      expect(JSON.parse(spent.trim().split('\n').at(-1) ?? '').cost).toBeGreaterThanOrEqual(paid * 0.0012 - 1e-9);
    }, 120_000);
  });
});

if (!HAS_REDIS)
  console.warn('redis-server is not installed: the tests of magnet worker are left out (node scripts/redis.mjs)');
