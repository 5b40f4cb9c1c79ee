import { randomUUID } from 'node:crypto';
import type { Job, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { type IndexResult, RunError, shardRange } from '../../dataset/index.ts';
import { TeacherError } from '../../teacher/index.ts';
import { type CommandContext, UsageError } from '../command.ts';
import type { RedisPackages } from './connect.ts';
import { QUEUE, type RunKeys, registryKey, removeRun, runKeys } from './keys.ts';
import { type Part, type PartResult, runHash, type SharedRun } from './shared-run.ts';

/** Indices of a part at most. */
const MAX_IN_PART = 25;
/** Parts that a run should come to, so that no worker is without work at its end. */
const PARTS_OF_RUN = 400;
const LOOK_EVERY_MS = 100;
const CLAIM_MS = 15_000;
const CLAIM_EVERY_MS = 4000;
/** A part whose result is of other inputs is asked for again so many times. */
const MAX_REFUSALS = 5;

interface Waiting {
  readonly part: Part;
  readonly done: Promise<readonly IndexResult[]>;
  resolve(results: readonly IndexResult[]): void;
  reject(error: unknown): void;
  refusals: number;
  job: string;
}

/** Extends the claim of the process that holds it, or takes a free one. */
const CLAIM = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`;

/** A server, and what talks to it. */
export interface RedisPlace {
  readonly redis: Redis;
  readonly packages: RedisPackages;
  readonly prefix: string;
  readonly context: CommandContext;
}

/** Hands the parts of a run to workers, and takes what they made. */
export class Gatherer {
  readonly #run: SharedRun;
  readonly #hash: string;
  readonly #keys: RunKeys;
  readonly #prefix: string;
  readonly #redis: Redis;
  readonly #queue: Queue;
  readonly #context: CommandContext;
  readonly #size: number;
  readonly #last: number;
  readonly #token = randomUUID();
  readonly #waiting = new Map<string, Waiting>();
  readonly #byStart = new Map<number, Waiting>();
  #looking: NodeJS.Timeout | undefined;
  #claiming: NodeJS.Timeout | undefined;
  #busy: Promise<void> = Promise.resolve();
  #ended = false;
  #heeds = false;

  constructor(run: SharedRun, { redis, packages, prefix, context }: RedisPlace) {
    this.#run = run;
    this.#hash = runHash(run);
    this.#keys = runKeys(prefix, this.#hash);
    this.#prefix = prefix;
    this.#redis = redis;
    this.#context = context;
    this.#last = shardRange(run.settings).to;
    this.#size = Math.max(1, Math.min(MAX_IN_PART, Math.floor(run.settings.count / PARTS_OF_RUN)));
    this.#queue = new packages.bullmq.Queue(QUEUE, { connection: redis, prefix: this.#keys.prefix });
    this.#queue.on('error', () => undefined);
  }

  get keys(): RunKeys {
    return this.#keys;
  }

  /** Indices that may be in work at once, so that every worker finds a part. */
  get window(): number {
    return this.#size * 256;
  }

  /** @throws UsageError where another process gathers the same run through this server */
  async open(): Promise<void> {
    const until = Date.now() + CLAIM_MS + CLAIM_EVERY_MS;
    while (!(await this.#claim())) {
      this.#context.signal.throwIfAborted();
      if (Date.now() > until)
        throw new UsageError(
          'another magnet generate gathers the same run through this Redis. Wait for it, or end it.',
        );
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    // Parts of a process that was killed: whatever was paid for in them is found again.
    await this.#queue.obliterate({ force: true });
    await this.#offer();
    this.#claiming = setInterval(() => void this.#keepClaim(), CLAIM_EVERY_MS);
    this.#look();
  }

  async #claim(): Promise<boolean> {
    return (await this.#redis.eval(CLAIM, 1, this.#keys.producer, this.#token, CLAIM_MS)) === 1;
  }

  /** A server that lost its data is told again. */
  async #offer(): Promise<void> {
    await this.#redis.set(this.#keys.input, JSON.stringify(this.#run));
    await this.#redis.sadd(registryKey(this.#prefix), this.#hash);
  }

  async #keepClaim(): Promise<void> {
    if (this.#redis.status !== 'ready') return;
    if (!(await this.#claim())) {
      this.#fail(new RunError('locked', 'another magnet generate has taken over the parts of this run'));
      return;
    }
    if ((await this.#redis.sismember(registryKey(this.#prefix), this.#hash)) === 0) await this.#offer();
    await this.#addLost();
  }

  /** Parts that the server does not know any more, for it lost its data. */
  async #addLost(): Promise<void> {
    for (const waiting of this.#waiting.values())
      if ((await this.#queue.getJob(waiting.job)) === undefined) await this.#add(waiting);
  }

  /** What came of an index; its part is handed out with the first index of it that is asked for. */
  async make(index: number, signal: AbortSignal): Promise<IndexResult> {
    signal.throwIfAborted();
    if (!this.#heeds) signal.addEventListener('abort', () => this.#fail(signal.reason), { once: true });
    this.#heeds = true;
    const start = Math.floor(index / this.#size) * this.#size;
    const known = this.#byStart.get(start);
    const waiting = known !== undefined && known.part.from <= index ? known : this.#open(start, index);
    const results = await waiting.done;
    const result = results[index - waiting.part.from];
    if (index === waiting.part.to - 1) this.#byStart.delete(start);
    if (result === undefined) throw new Error(`a worker left out record ${index}`);
    return result;
  }

  #open(start: number, from: number): Waiting {
    const part = { from, to: Math.min(start + this.#size, this.#last) };
    const { promise, resolve, reject } = withResolvers<readonly IndexResult[]>();
    promise.catch(() => undefined);
    const waiting: Waiting = { part, done: promise, resolve, reject, refusals: 0, job: `part-${part.from}-${part.to}` };
    this.#byStart.set(start, waiting);
    this.#waiting.set(waiting.job, waiting);
    this.#add(waiting).catch(reject);
    return waiting;
  }

  async #add({ job, part }: Waiting): Promise<void> {
    await this.#queue.add('part', { ...part, input: this.#hash }, { jobId: job, attempts: 3, priority: part.from + 1 });
  }

  #look(): void {
    if (this.#ended) return;
    this.#looking = setTimeout(() => {
      this.#busy = this.#collect()
        .catch((error: unknown) => this.#fail(error))
        .finally(() => this.#look());
    }, LOOK_EVERY_MS);
  }

  async #collect(): Promise<void> {
    if (this.#redis.status !== 'ready') return;
    for (const job of await this.#queue.getJobs(['completed', 'failed'], 0, 100)) if (job) await this.#take(job);
  }

  async #take(job: Job<unknown, PartResult | null>): Promise<void> {
    const waiting = this.#waiting.get(job.id ?? '');
    const { returnvalue: result, failedReason } = job;
    await job.remove();
    if (waiting === undefined) return;
    if (!result) return this.#fail(failureOf(failedReason));
    const { input, codeVersion, worker, results, repairs } = result;
    const size = waiting.part.to - waiting.part.from;
    if (input !== this.#hash || codeVersion !== this.#run.codeVersion || results.length !== size) {
      await this.#refuse(waiting, worker);
      return;
    }
    this.#waiting.delete(waiting.job);
    waiting.resolve(results.map((item, index) => (index === 0 ? { ...item, repairs } : item)));
  }

  /** Made from other inputs, or by another version: not what this run would hold. */
  async #refuse(waiting: Waiting, worker: string): Promise<void> {
    waiting.refusals += 1;
    this.#context.terminal.message(`A stale result of ${worker} is refused: it was made from other inputs.`);
    if (waiting.refusals > MAX_REFUSALS) {
      this.#fail(new RunError('different', `${worker} gives results of other inputs again and again: end that worker`));
      return;
    }
    await this.#add(waiting);
  }

  #fail(error: unknown): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }

  /** How many workers there are, and parts they have in work. */
  async load(): Promise<{ readonly workers: number; readonly active: number }> {
    const [workers, active] = await Promise.all([this.#queue.getWorkersCount(), this.#queue.getActiveCount()]);
    return { workers, active };
  }

  /** Takes the run and everything of it from the server. */
  async close(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#looking);
    clearInterval(this.#claiming);
    await this.#busy;
    // Workers leave when the run is gone; then the rest goes, what the closing queue wrote with it.
    await removeRun(this.#redis, this.#prefix, this.#hash);
    await this.#queue.close();
    await removeRun(this.#redis, this.#prefix, this.#hash);
  }
}

/** Failures of a teacher keep their kind on the way through the server. */
function failureOf(text: string | undefined): Error {
  const [, reason = '', message = ''] = /^teacher:(\w+): ([\s\S]*)$/.exec(text ?? '') ?? [];
  const reasons = ['key', 'budget', 'unavailable', 'unrecorded', 'refused', 'malformed', 'truncated', 'fault'] as const;
  const known = reasons.find((item) => item === reason);
  return known === undefined
    ? new RunError('different', `a worker failed three times: ${text}`)
    : new TeacherError(known, message);
}

function withResolvers<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
