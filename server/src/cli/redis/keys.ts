import type { Redis } from 'ioredis';

/** Names of one run's keys: all below one prefix, so that whatever else the server holds is never touched. */
export interface RunKeys {
  /** BullMQ puts its own keys below this. */
  readonly prefix: string;
  readonly input: string;
  readonly producer: string;
  readonly money: string;
  readonly minute: string;
  readonly newReplies: string;
  reply(hash: string): string;
}

/** Name of the queue below a run's prefix. */
export const QUEUE = 'parts';

/** The set of runs that ask for workers. */
export function registryKey(prefix: string): string {
  return `${prefix}:runs`;
}

export function runKeys(prefix: string, run: string): RunKeys {
  const own = `${prefix}:run:${run}`;
  return {
    prefix: own,
    input: `${own}:input`,
    producer: `${own}:producer`,
    money: `${own}:money`,
    minute: `${own}:minute`,
    newReplies: `${own}:replies`,
    reply: (hash) => `${own}:reply:${hash}`,
  };
}

/** Removes every key of a run, and no other. */
export async function removeRun(redis: Redis, prefix: string, run: string): Promise<void> {
  await redis.srem(registryKey(prefix), run);
  const pattern = `${runKeys(prefix, run).prefix.replace(/[\\*?[\]]/g, '\\$&')}:*`;
  for (let cursor = '0'; ; ) {
    const [next, keys] = await redis.scan(cursor, 'MATCH', pattern, 'COUNT', 500);
    if (keys.length > 0) await redis.unlink(...keys);
    if (next === '0') return;
    cursor = next;
  }
}
