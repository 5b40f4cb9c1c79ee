import type * as BullMq from 'bullmq';
import type { Redis } from 'ioredis';
import { type CommandContext, UsageError } from '../command.ts';

/** The two packages that nothing but `--redis` needs; they are no part of the extension. */
export interface RedisPackages {
  readonly bullmq: typeof BullMq;
  readonly Redis: typeof Redis;
}

/** @throws UsageError where they are not installed */
export async function loadRedisPackages(): Promise<RedisPackages> {
  try {
    const [bullmq, ioredis] = await Promise.all([import('bullmq'), import('ioredis')]);
    return { bullmq, Redis: ioredis.Redis };
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError('--redis needs two packages beside magnet: npm install bullmq ioredis');
  }
}

/** A server that does not answer at the start is a mistake in the address; one that goes away later is waited for. */
const FIRST_ANSWER_MS = 10_000;
const MAX_WAIT_MS = 2000;

/**
 * Connects; from then on commands wait while the server is away, and are sent when it is back.
 * @throws UsageError where nobody answers at the address
 */
export async function connectRedis(url: string, { Redis }: RedisPackages, context: CommandContext): Promise<Redis> {
  const redis = new Redis(checkedUrl(url), {
    maxRetriesPerRequest: null,
    lazyConnect: true,
    retryStrategy: (times) => Math.min(100 * times, MAX_WAIT_MS),
  });
  let failure = 'it does not answer';
  let away = false;
  let ready = false;
  redis.on('error', (error: Error) => {
    failure = error.message;
  });
  redis.on('reconnecting', () => {
    if (ready && !away) context.terminal.message('Redis is away; waiting until it is back.');
    away = ready;
  });
  redis.on('ready', () => {
    if (away) context.terminal.message('Redis is back.');
    away = false;
    ready = true;
  });
  void redis.connect().catch(() => undefined);
  const answered = await answersWithin(redis, FIRST_ANSWER_MS);
  if (answered) return redis;
  redis.disconnect();
  throw new UsageError(`--redis: ${withoutPassword(url)}: ${failure}.`);
}

async function answersWithin(redis: Redis, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const answer = redis.ping().then(
    () => true,
    () => false,
  );
  const answered = await Promise.race([answer, late]);
  clearTimeout(timer);
  return answered;
}

function checkedUrl(url: string): string {
  if (!/^rediss?:\/\//i.test(url) || !URL.canParse(url))
    throw new UsageError('--redis: write an address such as redis://127.0.0.1:6379.');
  return url;
}

function withoutPassword(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
