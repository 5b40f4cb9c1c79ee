import type { Redis } from 'ioredis';
import type { LineFile } from '../../files/index.ts';
import type { ChatReply, ReplyCache } from '../../teacher/index.ts';
import type { RunKeys } from './keys.ts';

/** Longer than any part is in work: within it a part that is done again finds the replies that were paid for. */
const KEPT_SECONDS = 6 * 3600;
const AT_ONCE = 200;

/** Paid replies that every worker of a run finds. */
export function sharedReplies(redis: Redis, keys: RunKeys): ReplyCache {
  return {
    get: async (hash) => {
      const text = await redis.get(keys.reply(hash));
      return text === null ? undefined : (JSON.parse(text) as ChatReply);
    },
    put: async (hash, reply) => {
      await redis
        .multi()
        .set(keys.reply(hash), JSON.stringify(reply), 'EX', KEPT_SECONDS)
        .rpush(keys.newReplies, hash)
        .exec();
    },
    close: async () => {},
  };
}

/** Gives the workers the replies that the run's own file holds already. */
export async function startReplies(redis: Redis, keys: RunKeys, file: LineFile): Promise<void> {
  for await (const { text } of file.read()) {
    const line = readLine(text);
    if (line !== undefined) await redis.set(keys.reply(line.hash), JSON.stringify(line.reply), 'EX', KEPT_SECONDS);
  }
}

/** A line of the file; one that cannot be read was never a reply. */
function readLine(text: string): { readonly hash: string; readonly reply: unknown } | undefined {
  try {
    const line = JSON.parse(text) as { hash?: unknown; reply?: unknown } | null;
    return typeof line?.hash === 'string' ? { hash: line.hash, reply: line.reply } : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the replies that came since the last time into the run's own file. */
export async function keepReplies(redis: Redis, keys: RunKeys, file: ReplyCache): Promise<void> {
  for (;;) {
    const hashes = await redis.lrange(keys.newReplies, 0, AT_ONCE - 1);
    if (hashes.length === 0) return;
    const texts = await redis.mget(hashes.map((hash) => keys.reply(hash)));
    for (const [index, hash] of hashes.entries()) {
      const text = texts[index];
      if (typeof text !== 'string' || (await file.get(hash)) !== undefined) continue;
      await file.put(hash, JSON.parse(text) as ChatReply);
    }
    await redis.ltrim(keys.newReplies, hashes.length, -1);
  }
}
