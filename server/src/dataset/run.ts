import { NO_TROUBLES, TeacherError } from '../teacher/index.ts';
import { createGenerationContext, type GenerationContext, generateRecord } from '../trajectory/index.ts';
import { datasetCard } from './card.ts';
import {
  CARD,
  DROPPED,
  MANIFEST,
  type Manifest,
  manifestOf,
  parseManifest,
  RECORDS,
  RUN_FILES,
  SPENT,
  sameRun,
  setAsideIn,
  TEACHER_REPLIES,
} from './manifest.ts';
import { createRunPlan, type RunPlan } from './plan.ts';
import { recoverManifest, TRACES } from './recover.ts';
import { Reorder } from './reorder.ts';
import { resume } from './resume.ts';
import { type DroppedLine, RunStats, SET_ASIDE, sorted } from './run-stats.ts';
import { shardRange } from './settings.ts';
import { SIGNATURES, signaturesOf, writeSignatures } from './signatures.ts';
import { type IndexResult, RunError, type RunInput, type RunState, type RunSummary } from './types.ts';
import { RunWriter } from './writer.ts';

/**
 * Generates a run into its folder: records in index order, whatever order they finish in; an interrupted run of the
 * same settings goes on where it was cut. Cancelling stops at once and leaves a folder that can be resumed.
 * @throws RunError where the folder holds something else; TeacherError where the teacher ends the run (key, budget).
 */
export async function runGeneration(input: RunInput): Promise<RunSummary> {
  if (input.functions.length === 0) throw new RunError('no-functions', 'the signature files hold no functions');
  await lockRun(input);
  try {
    const found = await prepareFolder(input);
    return await generate(input, found);
  } finally {
    await input.folder.unlock();
  }
}

export async function lockRun(input: RunInput): Promise<void> {
  try {
    await input.folder.lock();
  } catch (error) {
    if ((error as { code?: string }).code === 'locked')
      throw new RunError('locked', `${input.folder.path}: ${(error as Error).message}`);
    throw error;
  }
}

/** Decides what to do with what is there: nothing, resume, start over, or refuse. */
async function prepareFolder(input: RunInput): Promise<'new' | 'resume'> {
  const { folder, force } = input;
  const beside: readonly string[] = [TEACHER_REPLIES, SPENT];
  const names = (await folder.list()).filter((name) => !name.endsWith('.tmp') && !beside.includes(name));
  const manifest = parseManifest(await folder.read(MANIFEST));
  if (names.length === 0) return 'new';
  if (force === true) {
    const foreign = manifest === undefined ? RUN_FILES.filter((name) => names.includes(name)) : [];
    if (foreign.length > 0) {
      throw new RunError(
        'exists',
        `${folder.path} holds ${foreign.join(', ')} and no readable manifest of a run, so --force does not replace them. Without --force the manifest is rebuilt where the records are of this run; else name another folder.`,
      );
    }
    for (const name of RUN_FILES) await folder.remove(name);
    return 'new';
  }
  if (manifest === undefined && TRACES.some((name) => names.includes(name))) {
    await recoverManifest(input);
    return 'resume';
  }
  if (manifest === undefined)
    throw new RunError(
      'exists',
      `${folder.path} is not empty and holds no run. Name another folder, or add --force to write into it.`,
    );
  if (manifest.status === 'finished' && setAsideIn(manifest) === 0)
    throw new RunError(
      'exists',
      `${folder.path} holds a finished run. Name another folder, or add --force to replace it.`,
    );
  if (!sameRun(manifest, manifestOf(input))) {
    throw new RunError(
      'different',
      `${folder.path} holds an unfinished run of other settings${difference(manifest, manifestOf(input))}. Name another folder, or add --force to replace it.`,
    );
  }
  return 'resume';
}

function difference(left: Manifest, right: Manifest): string {
  const fields = (['catalogHash', 'teacher', 'world', 'settings', 'codeVersion'] as const).filter(
    (field) => JSON.stringify(left[field]) !== JSON.stringify(right[field]),
  );
  return fields.length === 0 ? '' : ` (${fields.join(', ')} differ)`;
}

async function generate(input: RunInput, found: 'new' | 'resume'): Promise<RunSummary> {
  const { folder } = input;
  const range = shardRange(input.settings);
  const tally = new RunStats();
  const start = found === 'resume' ? await resume(folder, range.from, tally) : range.from;
  if (found === 'new') await folder.write(MANIFEST, `${JSON.stringify(manifestOf(input), null, 2)}\n`);
  if (found === 'new' || !(await folder.list()).includes(SIGNATURES))
    await folder.write(SIGNATURES, writeSignatures(signaturesOf(input.functions)));
  const resumed = tally.records;
  const writer = await RunWriter.open(folder, tally, input.teacher.promptHash !== '');
  const clock = new RunClock(input, range.to - range.from, start - range.from);
  const started = input.now?.() ?? 0;
  let cancelled = false;
  try {
    cancelled = !(await work(input, start, range.to, writer, clock));
  } finally {
    await writer.close();
  }
  if (!cancelled) {
    await folder.write(CARD, datasetCard(input, tally));
    await folder.write(MANIFEST, `${JSON.stringify(manifestOf(input, tally), null, 2)}\n`);
  }
  return summaryOf(input, tally, resumed, cancelled, ((input.now?.() ?? 0) - started) / 1000);
}

/** True when all indices were written, false when it was cancelled. */
async function work(input: RunInput, from: number, to: number, writer: RunWriter, clock: RunClock): Promise<boolean> {
  const stop = new AbortController();
  const signal = input.signal === undefined ? stop.signal : AbortSignal.any([input.signal, stop.signal]);
  const context = createGenerationContext({
    ...input,
    extraTools: input.settings.extraTools,
    repairs: writer.tally.repairs,
    signal,
  });
  const plan = createRunPlan(input);
  const reorder = new Reorder<IndexResult>(from, async (_index, result) => {
    await writer.add(result);
    clock.tick(writer.tally, input.teacher.spentUsd());
  });
  const concurrency = Math.max(1, input.concurrency ?? 1);
  let next = from;
  const worker = async (): Promise<void> => {
    while (next < to && !signal.aborted) {
      const index = next;
      next += 1;
      // Nobody runs far ahead of the oldest record in work: what waits to be written stays small.
      await reorder.room(index, concurrency * 4);
      await reorder.put(index, await makeIndex(index, plan, context, input));
      await clock.breathe();
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, worker));
  } catch (error) {
    stop.abort();
    reorder.abandon();
    if (input.signal?.aborted === true || isCancelled(error)) return false;
    throw error;
  }
  return !signal.aborted;
}

function isCancelled(error: unknown): boolean {
  return (
    (error instanceof TeacherError && error.reason === 'cancelled') ||
    (error as { name?: string } | null)?.name === 'AbortError'
  );
}

/** Of a text that was dropped, so much is kept. */
const MAX_TEXT = 2000;

/** Tries paths for an index until one gives a record. */
export async function makeIndex(
  index: number,
  plan: RunPlan,
  context: GenerationContext,
  input: RunInput,
): Promise<IndexResult> {
  const dropped: DroppedLine[] = [];
  for (let attempt = 0; attempt < input.settings.attempts; attempt += 1) {
    context.signal?.throwIfAborted();
    const request = plan.request(index, attempt);
    if (request === undefined)
      return { dropped: [{ index, attempt, reason: 'no-path', detail: 'the catalog gives no path', final: true }] };
    const result = await generateRecord(request, context);
    if (result.ok) return { dropped, record: result.record };
    const final = attempt === input.settings.attempts - 1;
    // No other path is asked for: the teacher cannot be reached, and the record waits for the same command again.
    const setAside = result.reason === SET_ASIDE;
    dropped.push({
      index,
      attempt,
      reason: result.reason,
      detail: result.detail.slice(0, 300),
      final: final || setAside,
      ...(result.text === undefined ? {} : { text: result.text.slice(0, MAX_TEXT) }),
    });
    if (setAside) break;
  }
  return { dropped };
}

/** Progress, and a pause for the event loop, each by the clock. */
class RunClock {
  readonly #input: RunInput;
  readonly #total: number;
  readonly #before: number;
  readonly #started: number;
  #lastTold = 0;
  #lastPause: number;

  constructor(input: RunInput, total: number, before: number) {
    this.#input = input;
    this.#total = total;
    this.#before = before;
    this.#started = this.#now();
    this.#lastPause = this.#started;
  }

  #now(): number {
    return this.#input.now?.() ?? 0;
  }

  tick(tally: RunStats, costUsd: number): void {
    const now = this.#now();
    const done = tally.records + tally.givenUp;
    if (this.#input.onProgress === undefined || (now - this.#lastTold < 200 && done < this.#total)) return;
    this.#lastTold = now;
    const seconds = (now - this.#started) / 1000;
    const rate = seconds > 0 ? (done - this.#before) / seconds : 0;
    const state: RunState = {
      done,
      total: this.#total,
      dropped: tally.paths - tally.records,
      recordsPerSecond: rate,
      costUsd,
      ...(rate > 0 ? { secondsLeft: (this.#total - done) / rate } : {}),
    };
    this.#input.onProgress(state);
  }

  /** Lets signals, timers and the editor have their turn: records that need no network never wait by themselves. */
  async breathe(): Promise<void> {
    const now = this.#now();
    if (now - this.#lastPause < 15) return;
    await new Promise<void>((resume) => setImmediate(resume));
    this.#lastPause = this.#now();
  }
}

/** What to do so that nothing is missing. */
function retryAdvice(tally: RunStats, cancelled: boolean): string[] {
  const count = tally.setAside.length;
  if (cancelled || count === 0) return [];
  return [
    `${count} ${count === 1 ? 'record was' : 'records were'} set aside because the teacher could not be reached: run the same command again to make ${count === 1 ? 'it' : 'them'}; answers that came are not paid for again`,
  ];
}

function summaryOf(input: RunInput, tally: RunStats, resumed: number, cancelled: boolean, seconds: number): RunSummary {
  return {
    out: input.folder.path,
    counts: { records: tally.records, ...sorted(tally.counts) },
    errorTypes: sorted(tally.errorTypes),
    certificates: sorted(tally.certificates),
    dropped: sorted(tally.dropped),
    repairs: sorted(tally.repairs),
    pairs: tally.pairs,
    paths: tally.paths,
    yield: Math.round(tally.yield * 10_000) / 10_000,
    seconds: Math.round(seconds * 100) / 100,
    costUsd: input.teacher.spentUsd(),
    resumed,
    cancelled,
    ...(input.teacher.troubles?.() ?? NO_TROUBLES),
    setAside: tally.setAside,
    retry: retryAdvice(tally, cancelled),
    files: cancelled ? [RECORDS, DROPPED, MANIFEST, SIGNATURES] : [RECORDS, DROPPED, MANIFEST, CARD, SIGNATURES],
  };
}
