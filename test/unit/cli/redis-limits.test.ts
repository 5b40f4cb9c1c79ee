import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKeys } from '../../../server/src/cli/redis/keys.ts';
import { sharedLedger, sharedSpending } from '../../../server/src/cli/redis/money.ts';
import { sharedRate } from '../../../server/src/cli/redis/rate.ts';
import type { SharedRun } from '../../../server/src/cli/redis/shared-run.ts';
import { HAS_REDIS, type RedisServer, startRedis } from '../../support/redis-server.ts';

const KEYS = runKeys('magnet', 'limits');
const withRates = (rates: SharedRun['rates']) => ({ rates }) as SharedRun;

let redis: RedisServer;

/** Two workers, each with a connection of its own, that ask as often as they can. */
async function admittedOf(rates: SharedRun['rates'], tokens: number, enough: number): Promise<number> {
  const stop = new AbortController();
  const clients = [redis.client.duplicate(), redis.client.duplicate()];
  let admitted = 0;
  const worker = async (client: (typeof clients)[number]) => {
    const admit = sharedRate(client, KEYS, withRates(rates));
    for (let request = 0; request < 2 * enough; request += 1) {
      await admit?.(tokens, stop.signal);
      admitted += 1;
    }
  };
  const working = clients.map((client) => worker(client).catch(() => undefined));
  await expect.poll(() => admitted).toBe(enough);
  // One more is asked for by a third; by then the two have been refused as well.
  const third = sharedRate(redis.client, KEYS, withRates(rates));
  await expect(third?.(tokens, AbortSignal.timeout(300))).rejects.toThrow();
  stop.abort();
  await Promise.all(working);
  for (const client of clients) client.disconnect();
  return admitted;
}

describe.skipIf(!HAS_REDIS)('limits that workers keep together (left out where redis-server is not installed)', () => {
  beforeAll(async () => {
    redis = await startRedis();
  }, 60_000);
  afterAll(() => redis?.close());

  it.each<[string, SharedRun['rates'], number, number]>([
    ['requests', { requestsPerMinute: 30 }, 10, 30],
    ['tokens', { tokensPerMinute: 1000 }, 90, 11],
  ])(
    'let no more %s go in a minute than one of them might',
    async (_name, rates, tokens, enough) => {
      await redis.client.flushall();
      expect(await admittedOf(rates, tokens, enough)).toBe(enough);
    },
    60_000,
  );

  it('count what was used, not what was feared', async () => {
    await redis.client.flushall();
    const admit = sharedRate(redis.client, KEYS, withRates({ tokensPerMinute: 1000 }));
    for (let request = 0; request < 10; request += 1) await (await admit?.(900))?.(10);
    const [seconds, counts] = [await redis.client.hkeys(KEYS.minute), await redis.client.hvals(KEYS.minute)];
    const tokens = counts
      .filter((_count, at) => seconds[at]?.startsWith('t'))
      .reduce((sum, count) => sum + Number(count), 0);
    expect(tokens).toBe(100);
  }, 60_000);

  it('hold nobody back when the clock of the server was put back by an hour', async () => {
    await redis.client.flushall();
    const [now = '0'] = await redis.client.time();
    await redis.client.hset(KEYS.minute, { [`r${Number(now) + 3600}`]: 5, [`t${Number(now) + 3600}`]: 500 });
    const admit = sharedRate(redis.client, KEYS, withRates({ requestsPerMinute: 5 }));
    await (await admit?.(10, AbortSignal.timeout(10_000)))?.(10);
    expect(await redis.client.hkeys(KEYS.minute)).toHaveLength(2);
  }, 60_000);

  it('let go at once of who is told to stop while the budget is held by others', async () => {
    await redis.client.flushall();
    const ledger = sharedLedger(redis.client, KEYS, 1);
    await ledger.reserve(0.9);
    const stop = new AbortController();
    const waiting = ledger.reserve(0.5, stop.signal);
    stop.abort();
    // Without the signal it would end with "used up", half a minute later.
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  }, 60_000);

  it('never put aside more than the budget, whoever asks', async () => {
    await redis.client.flushall();
    const clients = [redis.client.duplicate(), redis.client.duplicate()];
    const asked = clients.flatMap((client) => {
      const ledger = sharedLedger(client, KEYS, 1);
      return Array.from({ length: 20 }, () => ledger.reserve(0.07));
    });
    const ended = await Promise.allSettled(asked);
    const written = ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    expect(written).toHaveLength(14);
    expect(await sharedSpending(redis.client, KEYS)).toBeLessThanOrEqual(1);
    for (const settle of written) await settle(0.01);
    expect(await sharedSpending(redis.client, KEYS)).toBeCloseTo(0.14, 9);
    for (const client of clients) client.disconnect();
  }, 60_000);
});

if (!HAS_REDIS)
  console.warn(
    'redis-server is not installed: NOT RUN are the limits that workers keep together (node scripts/redis.mjs)',
  );
