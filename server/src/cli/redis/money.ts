import type { Redis } from 'ioredis';
import { BudgetError, type Ledger, SYSTEM_CLOCK } from '../../openai-wire/index.ts';
import type { RunKeys } from './keys.ts';

/** Puts money aside where it fits. What a killed worker had put aside stays so: the request may be on the bill. */
const RESERVE = `
local spent = tonumber(redis.call('HGET', KEYS[1], 'spent') or '0')
local aside = tonumber(redis.call('HGET', KEYS[1], 'aside') or '0')
local limit = tonumber(ARGV[2])
if spent + aside + tonumber(ARGV[1]) > limit + 1e-9 then return tostring(spent) .. ' ' .. tostring(aside) end
redis.call('HINCRBYFLOAT', KEYS[1], 'aside', ARGV[1])
return ''`;

/** The expenses of all workers of a run together, against its one budget. */
export function sharedLedger(redis: Redis, keys: RunKeys, limitUsd: number): Ledger {
  return {
    // Each worker's own budget starts at nothing: the shared one is asked before every request.
    spent: 0,
    reserve: async (most, signal) => {
      const ask = () => redis.eval(RESERVE, 1, keys.money, most, limitUsd) as Promise<string>;
      await fitted(ask, { most, limitUsd, signal });
      return async (cost) => {
        await redis.multi().hincrbyfloat(keys.money, 'aside', -most).hincrbyfloat(keys.money, 'spent', cost).exec();
      };
    },
    close: async () => {},
  };
}

/** How often it is asked again, and how long nothing may change before it is given up, in milliseconds. */
const ASK_AGAIN_MS = 200;
const NO_CHANGE_MS = 30_000;

/** A request that may cost so much, and who may end the wait for it. */
interface Wish {
  readonly most: number;
  readonly limitUsd: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Waits until a request fits: what others have put aside is mostly far more than they come to cost. What stays aside, as
 * a killed worker's does, is waited for in vain and counts.
 * @param ask puts the money aside: `''`, or what is spent and what is aside
 * @throws BudgetError; the signal's `AbortError`
 */
async function fitted(ask: () => Promise<string>, { most, limitUsd, signal }: Wish): Promise<void> {
  let before = '';
  let since = Date.now();
  for (;;) {
    const refused = await ask();
    if (refused === '') return;
    if (refused !== before) since = Date.now();
    before = refused;
    const [spent = 0, aside = 0] = refused.split(' ').map(Number);
    if (spent + most > limitUsd || aside <= 1e-9 || Date.now() - since > NO_CHANGE_MS)
      throw new BudgetError(
        `the budget of $${limitUsd} is used up: $${spent.toFixed(4)} spent by all workers, the next request may cost $${most.toFixed(4)}`,
      );
    await SYSTEM_CLOCK.sleep(ASK_AGAIN_MS, signal);
  }
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
