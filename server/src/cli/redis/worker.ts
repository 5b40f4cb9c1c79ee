import process from 'node:process';
import type { Worker } from 'bullmq';
import { openPartMaker } from '../../dataset/index.ts';
import { keysFor, TeacherError } from '../../teacher/index.ts';
import { VERSION } from '../version.ts';
import type { RedisPackages } from './connect.ts';
import type { RedisPlace } from './gather.ts';
import { QUEUE, registryKey, removeRun, runKeys } from './keys.ts';
import { sharedLedger } from './money.ts';
import { sharedRate } from './rate.ts';
import { sharedReplies } from './replies.ts';
import { openSubject, type Part, type PartResult, runHash, type SharedRun, workerName } from './shared-run.ts';

export interface WorkerOptions {
  /** Parts in work at once. */
  readonly concurrency: number;
  /** Seconds after which a part of a worker that is not heard of is done again. */
  readonly lostAfter: number;
  /** Seconds without a run after which the worker ends; it waits for ever where absent. */
  readonly idle?: number | undefined;
}

const LOOK_EVERY_MS = 500;

/** Works on every run that asks for workers, until it is interrupted. @returns how many parts it made */
export async function workOnRuns(place: RedisPlace, options: WorkerOptions): Promise<number> {
  const { redis, prefix, context } = place;
  const open = new Map<string, OpenRun>();
  const refused = new Set<string>();
  const counted = { parts: 0 };
  let lastRun = Date.now();
  while (!context.signal.aborted) {
    const runs = redis.status === 'ready' ? new Set(await redis.smembers(registryKey(prefix))) : undefined;
    for (const [run, opened] of open) {
      if (runs === undefined || runs.has(run)) continue;
      open.delete(run);
      await opened.close();
      await removeLeftovers(run, place);
    }
    for (const run of runs ?? []) {
      if (open.has(run) || refused.has(run)) continue;
      const opened = await openRun(run, place, options, counted);
      if (opened === 'refused') refused.add(run);
      else if (opened !== undefined) open.set(run, opened);
    }
    if (open.size > 0 || runs === undefined) lastRun = Date.now();
    if (options.idle !== undefined && Date.now() - lastRun > options.idle * 1000) break;
    await pause(LOOK_EVERY_MS, context.signal);
  }
  for (const opened of open.values()) await opened.close();
  return counted.parts;
}

/** What a part that came too late, or a queue that closed, wrote of a run that nobody gathers any more. */
async function removeLeftovers(run: string, { redis, prefix }: RedisPlace): Promise<void> {
  if ((await redis.exists(runKeys(prefix, run).producer)) === 0) await removeRun(redis, prefix, run);
}

interface OpenRun {
  close(): Promise<void>;
}

/** Takes parts of one run; none where the run is gone already, or this program cannot make them as the run wants them. */
async function openRun(
  run: string,
  { redis, packages, prefix, context }: RedisPlace,
  { concurrency, lostAfter }: WorkerOptions,
  counted: { parts: number },
): Promise<OpenRun | 'refused' | undefined> {
  const keys = runKeys(prefix, run);
  const text = await redis.get(keys.input);
  if (text === null) return undefined;
  const input = JSON.parse(text) as SharedRun;
  if (input.format !== 1 || input.codeVersion !== VERSION || runHash(input) !== run) {
    const said = input.codeVersion === VERSION ? 'its inputs are not what they were' : `it is of ${input.codeVersion}`;
    context.terminal.message(`Run ${run} is left alone: ${said}, and this worker is ${VERSION}.`);
    return 'refused';
  }
  const admit = sharedRate(redis, keys, input);
  const subject = await openSubject(input, {
    limits: { concurrency },
    // The address comes through the server, so it gets no key that was not given for it.
    environment: keysFor(input.teacher.id, input.teacher.baseUrl, process.env),
    shared: {
      cache: sharedReplies(redis, keys),
      ledger: sharedLedger(redis, keys, input.teacher.budgetUsd ?? 0),
      ...(admit === undefined ? {} : { admit }),
    },
  });
  const maker = openPartMaker(subject);
  const name = workerName();
  const stop = new AbortController();
  const worker: Worker<Part, PartResult> = new packages.bullmq.Worker<Part, PartResult>(
    QUEUE,
    async ({ data }) => {
      const made = await maker.make(data.from, data.to, stop.signal).catch(async (error: unknown) => {
        // Left as it is when this worker ends: another one finds it after a while, and no try of it is used up.
        if (stop.signal.aborted) await new Promise(() => undefined);
        throw asFailure(error, packages);
      });
      counted.parts += 1;
      return { input: run, codeVersion: VERSION, worker: name, ...made };
    },
    {
      connection: redis,
      prefix: keys.prefix,
      concurrency,
      lockDuration: lostAfter * 1000,
      stalledInterval: Math.max(500, (lostAfter * 1000) / 2),
      // A part is never given up because workers die: whoever comes next does it.
      maxStalledCount: 1000,
    },
  );
  // A part that was taken away while the server was gone is done by another worker.
  worker.on('error', () => undefined);
  context.terminal.message(`Working on run ${run}: ${input.settings.count} records by ${input.teacher.id}.`);
  return {
    close: async () => {
      stop.abort();
      await worker.close(true);
      await subject.teacher.close();
    },
  };
}

/** What no other try would mend ends the run, and says why at the other end. */
function asFailure(error: unknown, { bullmq }: RedisPackages): unknown {
  if (!(error instanceof TeacherError) || error.reason === 'cancelled') return error;
  return new bullmq.UnrecoverableError(`teacher:${error.reason}: ${error.message}`);
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}
