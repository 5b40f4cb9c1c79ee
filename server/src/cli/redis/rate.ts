import type { Redis } from 'ioredis';
import { SYSTEM_CLOCK } from '../../openai-wire/index.ts';
import type { GuardOptions } from '../../teacher/index.ts';
import type { RunKeys } from './keys.ts';
import type { SharedRun } from './shared-run.ts';

/** A sliding minute in sixty seconds, by the server's clock: those of the workers may differ. @returns milliseconds to wait, or the second */
const ADMIT = `
local now = tonumber(redis.call('TIME')[1])
local requests, tokens, oldest = 0, 0, now
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local kind, second = string.sub(all[i], 1, 1), tonumber(string.sub(all[i], 2))
  -- A second that lies ahead was counted before the clock was put back: it would hold everybody for as long.
  if second <= now - 60 or second > now + 1 then redis.call('HDEL', KEYS[1], all[i])
  else
    if second < oldest then oldest = second end
    if kind == 'r' then requests = requests + tonumber(all[i + 1]) else tokens = tokens + tonumber(all[i + 1]) end
  end
end
local full = requests + 1 > tonumber(ARGV[1]) or (tokens > 0 and tokens + tonumber(ARGV[3]) > tonumber(ARGV[2]))
if full then return {0, (oldest + 60 - now) * 1000} end
redis.call('HINCRBY', KEYS[1], 'r' .. now, 1)
redis.call('HINCRBY', KEYS[1], 't' .. now, ARGV[3])
redis.call('EXPIRE', KEYS[1], 120)
return {now, 0}`;

const NO_LIMIT = 1e15;

/** Lets a request go when the rates of the whole run allow it; undefined where none was named. */
export function sharedRate(redis: Redis, keys: RunKeys, { rates }: SharedRun): GuardOptions['admit'] {
  const { requestsPerMinute = NO_LIMIT, tokensPerMinute = NO_LIMIT } = rates;
  if (requestsPerMinute === NO_LIMIT && tokensPerMinute === NO_LIMIT) return undefined;
  return async (tokens, signal) => {
    const whole = Math.ceil(tokens);
    for (;;) {
      signal?.throwIfAborted();
      const [second = 0, wait = 0] = (await redis.eval(
        ADMIT,
        1,
        keys.minute,
        requestsPerMinute,
        tokensPerMinute,
        whole,
      )) as number[];
      if (second > 0) {
        return async (used) => {
          await redis.hincrby(keys.minute, `t${second}`, Math.ceil(used) - whole);
        };
      }
      await SYSTEM_CLOCK.sleep(Math.max(50, Math.min(wait, 1000)), signal);
    }
  };
}
