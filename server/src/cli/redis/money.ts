import type { Redis } from 'ioredis';
import { type Ledger, TeacherError } from '../../teacher/index.ts';
import type { RunKeys } from './keys.ts';

/** Puts money aside where it fits. What a killed worker had put aside stays so: the request may be on the bill. */
const RESERVE = `
local spent = tonumber(redis.call('HGET', KEYS[1], 'spent') or '0')
local aside = tonumber(redis.call('HGET', KEYS[1], 'aside') or '0')
local limit = tonumber(ARGV[2])
if spent + aside + tonumber(ARGV[1]) > limit + 1e-9 then return tostring(spent) end
redis.call('HINCRBYFLOAT', KEYS[1], 'aside', ARGV[1])
return ''`;

/** The expenses of all workers of a run together, against its one budget. */
export function sharedLedger(redis: Redis, keys: RunKeys, limitUsd: number): Ledger {
  return {
    // Each worker's own budget starts at nothing: the shared one is asked before every request.
    spent: 0,
    reserve: async (most) => {
      const refused = (await redis.eval(RESERVE, 1, keys.money, most, limitUsd)) as string;
      if (refused !== '')
        throw new TeacherError(
          'budget',
          `the budget of $${limitUsd} is used up: $${Number(refused).toFixed(4)} spent by all workers, the next request may cost $${most.toFixed(4)}`,
        );
      return async (cost) => {
        await redis.multi().hincrbyfloat(keys.money, 'aside', -most).hincrbyfloat(keys.money, 'spent', cost).exec();
      };
    },
    close: async () => {},
  };
}

/** What the workers have spent and put aside, in US dollars. */
export async function sharedSpending(redis: Redis, keys: RunKeys): Promise<number> {
  const [spent, aside] = await redis.hmget(keys.money, 'spent', 'aside');
  return Math.max(0, Number(spent ?? 0)) + Math.max(0, Number(aside ?? 0));
}

/** What earlier commands of the run have spent, at least: a server that lost its data does not know of it. */
export async function startSpending(redis: Redis, keys: RunKeys, spent: number): Promise<void> {
  if ((await sharedSpending(redis, keys)) >= spent) return;
  await redis.hset(keys.money, { spent, aside: 0 });
}
