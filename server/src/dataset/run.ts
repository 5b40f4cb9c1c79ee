import { asOneWork } from '../openai-wire/index.ts';
import { TeacherError } from '../teacher/index.ts';
import { createGenerationContext, type GenerationContext } from '../trajectory/index.ts';
import { datasetCard } from './card.ts';
import { makeIndex } from './make-index.ts';
import { CARD, MANIFEST, manifestOf } from './manifest.ts';
import { createRunPlan } from './plan.ts';
import { Reorder } from './reorder.ts';
import { resume } from './resume.ts';
import { RunClock } from './run-clock.ts';
import { lockRun, prepareFolder } from './run-folder.ts';
import { RunStats } from './run-stats.ts';
import { summaryOf } from './run-summary.ts';
import { shardRange } from './settings.ts';
import { SIGNATURES, signaturesOf, writeSignatures } from './signatures.ts';
import { type IndexResult, RunError, type RunInput, type RunSummary } from './types.ts';
import { workOrder } from './work-order.ts';
import { RunWriter } from './writer.ts';

/**
 * Generates a run into its folder: records in index order, whatever order they finish in; an interrupted run of the
 * same settings goes on where it was cut. Cancelling stops at once and leaves a folder that can be resumed.
 * @throws RunError where the folder holds something else; TeacherError where the teacher ends the run (key, budget).
 */
export async function runGeneration(input: RunInput): Promise<RunSummary> {
  if (input.functions.length === 0) throw new RunError('no-functions', 'the signature files hold no functions');
  if (input.settings.student !== undefined && input.student === undefined)
    throw new RunError('different', 'this run asks a student: go on with magnet generate and its --student');
  await lockRun(input);
  try {
    const found = await prepareFolder(input);
    return await generate(input, found);
  } finally {
    await input.folder.unlock();
  }
}

async function generate(input: RunInput, found: 'new' | 'resume'): Promise<RunSummary> {
  const { folder } = input;
  const range = shardRange(input.settings);
  const stats = new RunStats();
  const start = found === 'resume' ? await resume(folder, range.from, stats) : range.from;
  if (found === 'new') await folder.write(MANIFEST, `${JSON.stringify(manifestOf(input), null, 2)}\n`);
  if (found === 'new' || !(await folder.list()).includes(SIGNATURES))
    await folder.write(SIGNATURES, writeSignatures(signaturesOf(input.functions)));
  const resumed = stats.records;
  const writer = await RunWriter.open(folder, stats, {
    atOnce: input.teacher.promptHash !== '',
    now: input.now,
  });
  const clock = new RunClock(input, range.to - range.from, start - range.from);
  const started = input.now?.() ?? 0;
  let cancelled = false;
  try {
    cancelled = !(await work(input, start, range.to, writer, clock));
  } finally {
    await writer.close();
  }
  if (!cancelled) {
    await folder.write(CARD, datasetCard(input, stats));
    await folder.write(MANIFEST, `${JSON.stringify(manifestOf(input, stats), null, 2)}\n`);
  }
  const seconds = ((input.now?.() ?? 0) - started) / 1000;
  return summaryOf(input, stats, { resumed, cancelled, seconds });
}

/** Records of this run, made here, with what is known of their length before. */
function localMaker(
  input: RunInput,
  context: GenerationContext,
): { readonly make: NonNullable<RunInput['make']>; readonly steps?: (index: number) => number } {
  const plan = createRunPlan(input);
  const steps = (index: number) => {
    const { path, errors } = plan.request(index, 0) ?? {};
    const sum = (path?.turns ?? []).reduce((steps, turn) => steps + 1 + turn.functions.length, 0);
    // A path on which an error is to be met is tried in several ways: about half as much again.
    return errors === true ? 1.5 * sum : sum;
  };
  return { steps, make: (index: number) => makeIndex(index, plan, context, input.settings.attempts) };
}

/**
 * Records in work at once. A record asks one thing after another and works in between, so with as many records as requests
 * may be in flight, places would stay empty: there are twice as many, and the teacher's own limit holds what is in flight.
 * One at a time is one at a time, each on disk before the next is begun.
 */
function recordsInWork(input: RunInput): number {
  const named = Math.max(1, input.concurrency ?? 1);
  return named > 1 && isHeldByTeacher(input) ? 2 * named : named;
}

/** Whatever else answers (a real world, a student, workers) is asked by as many records as the user named. */
function isHeldByTeacher({ teacher, world, student, make }: RunInput): boolean {
  return teacher.load !== undefined && make === undefined && world.id === 'simulated' && student === undefined;
}

/** How far ahead of the oldest record in work anybody runs, by records in work: what waits to be written stays small. */
const AHEAD = 4;

/** Records at the end of a run that are begun by length: a part of the run, for none of them is written before the first. */
function longestFirst(input: RunInput, records: number): number {
  return isHeldByTeacher(input) ? Math.min(recordsInWork(input) * (AHEAD / 2), Math.floor(records / 4)) : 0;
}

/** True when all indices were written, false when it was cancelled. */
async function work(input: RunInput, from: number, to: number, writer: RunWriter, clock: RunClock): Promise<boolean> {
  const stop = new AbortController();
  const signal = input.signal === undefined ? stop.signal : AbortSignal.any([input.signal, stop.signal]);
  const context = createGenerationContext({
    ...input,
    extraTools: input.settings.extraTools,
    repairs: writer.stats.repairs,
    studentCounts: writer.stats.student,
    signal,
  });
  const { make, steps } = input.make === undefined ? localMaker(input, context) : { make: input.make };
  const reorder = new Reorder<IndexResult>(from, async (_index, result) => {
    await writer.add(result);
    clock.tick(writer.stats, input.teacher);
  });
  const inWork = recordsInWork(input);
  // Alone, no record's requests wait for another's; following what belongs to which slows every promise of the process.
  const ordered = inWork === 1 ? <T>(one: () => Promise<T>) => one() : asOneWork;
  const order = workOrder(from, to, inWork === 1 ? 0 : longestFirst(input, to - from), (index) => steps?.(index) ?? 0);
  const worker = async (): Promise<void> => {
    for (const index of order) {
      if (signal.aborted) return;
      await reorder.room(index, inWork * AHEAD);
      await reorder.put(index, await ordered(() => make(index, signal)));
      await clock.breathe();
    }
  };
  try {
    await Promise.all(Array.from({ length: inWork }, worker));
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
