import path from 'node:path';
import { type RunInput, SPENT, TEACHER_REPLIES } from '../../dataset/index.ts';
import { openLineFile } from '../../files/index.ts';
import { openLedger } from '../../openai-wire/index.ts';
import { openReplyCache, type Teacher } from '../../teacher/index.ts';
import type { CommandContext } from '../command.ts';
import { connectRedis, loadRedisPackages } from './connect.ts';
import { Gatherer } from './gather.ts';
import { sharedSpending, startSpending } from './money.ts';
import { keepReplies, startReplies } from './replies.ts';
import { type SharedRun, sharedRun } from './shared-run.ts';

const KEEP_EVERY_MS = 1000;

export interface GatheringOptions {
  readonly redis: string;
  readonly redisPrefix: string;
  readonly teacher: SharedRun['teacher'];
  readonly rates: SharedRun['rates'];
  readonly directory: string;
}

/** A run whose records are made by workers: what it is given in place of its own means, and how it ends. */
export interface Gathering {
  readonly input: RunInput;
  close(): Promise<void>;
}

/** Opens the way through a Redis server. Expenses and paid replies of all workers come into the files of the run. */
export async function openGathering(
  input: RunInput,
  { redis: url, redisPrefix: prefix, teacher, rates, directory }: GatheringOptions,
  context: CommandContext,
): Promise<Gathering> {
  const packages = await loadRedisPackages();
  const redis = await connectRedis(url, packages, context);
  const run = sharedRun(input, teacher, rates);
  const gatherer = new Gatherer(run, { redis, packages, prefix, context });
  const { keys } = gatherer;
  try {
    await gatherer.open();
  } catch (error) {
    redis.disconnect();
    throw error;
  }
  const isPaid = input.teacher.promptHash !== '';
  const files = isPaid ? await openFiles(directory) : undefined;
  const before = files?.ledger.spent ?? 0;
  await startSpending(redis, keys, before);
  if (isPaid) await startReplies(redis, keys, openLineFile(path.join(directory, TEACHER_REPLIES)));
  const state = { spent: before, load: '' };
  const watch = async () => {
    if (redis.status !== 'ready') return;
    const { workers, active } = await gatherer.load();
    state.load = workers === 0 ? 'waiting for a worker' : `${workers} workers, ${active} parts in work`;
    state.spent = await sharedSpending(redis, keys);
    await files?.noteSpent(state.spent - before);
    if (files !== undefined) await keepReplies(redis, keys, files.replies);
  };
  let watching: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    watching = watching.then(watch).catch(() => undefined);
  }, KEEP_EVERY_MS);
  return {
    input: {
      ...input,
      teacher: { ...input.teacher, spentUsd: () => state.spent - before } satisfies Teacher,
      concurrency: gatherer.window,
      make: (index, signal) => gatherer.make(index, signal),
      onProgress: (progress) => input.onProgress?.({ ...progress, load: state.load }),
    },
    close: async () => {
      clearInterval(timer);
      await watching;
      if (files !== undefined) {
        await keepReplies(redis, keys, files.replies);
        await files.noteSpent((await sharedSpending(redis, keys)) - before);
        await files.replies.close();
        await files.ledger.close();
      }
      await gatherer.close();
      redis.disconnect();
    },
  };
}

/** The files of a run that hold what was paid, and for what. */
async function openFiles(directory: string) {
  const ledger = await openLedger(path.join(directory, SPENT));
  let write: ((cost: number) => Promise<void>) | undefined;
  let noted = 0;
  return {
    replies: await openReplyCache(path.join(directory, TEACHER_REPLIES), 'write'),
    ledger,
    /** The expenses of this command so far: written as they grow, for it can be killed, and the server can lose its data. */
    noteSpent: async (spent: number): Promise<void> => {
      if (spent <= 0 || spent === noted) return;
      noted = spent;
      if (write === undefined) write = await ledger.reserve(spent);
      await write(spent);
    },
  };
}
