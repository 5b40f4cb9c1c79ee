import type { GraphFunction } from '../../graph/index.ts';
import type { WireReply } from '../../openai-wire/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import type { World } from '../../world/index.ts';
import type { EndpointClient } from '../client.ts';
import type { PlayEvent } from '../play.ts';
import { erroredResult, playRecord } from './play-record.ts';
import { inPool } from './pool.ts';
import { keyOf } from './results-file.ts';
import type { RecordResult } from './types.ts';

/** What a record runs in, or why it cannot be played. */
export type Stage =
  | { readonly world: World; readonly functions: readonly GraphFunction[] }
  | { readonly error: string };

export interface TestRun {
  readonly records: AsyncIterable<TrajectoryRecord>;
  readonly client: EndpointClient;
  readonly stageOf: (record: TrajectoryRecord) => Stage;
  readonly history: 'own' | 'reference';
  /** Records in work at once; default 1. */
  readonly concurrency?: number;
  /** Plays of each record; default 1. */
  readonly repeats?: number;
  /** Results that are there already; an errored one is played again. */
  readonly known?: readonly RecordResult[];
  readonly signal?: AbortSignal;
  /** Called for each result as it comes, before the next is counted. */
  readonly onResult?: (result: RecordResult, record: TrajectoryRecord) => Promise<void> | void;
  /** The turns of a record that are asked; absent or undefined: all. */
  readonly turnsOf?: (record: TrajectoryRecord) => ReadonlySet<number> | undefined;
  /** The record's play goes on once it resolves. */
  readonly onEvent?: (record: TrajectoryRecord, event: PlayEvent) => Promise<void> | void;
  /** As `PlayOptions.onReply`. */
  readonly onReply?: (record: TrajectoryRecord, turn: number, reply: WireReply) => Promise<WireReply>;
}

export interface TestRunOutcome {
  /** In the order of the records. */
  readonly results: readonly RecordResult[];
  readonly cancelled: boolean;
}

interface Job {
  readonly record: TrajectoryRecord;
  readonly place: number;
  readonly repeat?: number;
}

/** Plays records against an endpoint, some at once. A fault marks its record and never ends the run. */
export async function runTests(run: TestRun): Promise<TestRunOutcome> {
  const { signal } = run;
  const known = new Map((run.known ?? []).map((result) => [keyOf(result), result]));
  const placed: { place: number; result: RecordResult }[] = [];
  const add = (place: number, result: RecordResult) => placed.push({ place, result });
  const work = async ({ record, place, repeat }: Job): Promise<void> => {
    const before = known.get(keyOf({ ...record, ...(repeat === undefined ? {} : { repeat }) }));
    if (before !== undefined && before.error === undefined) {
      add(place, before);
      return;
    }
    const result = await playOne(record, repeat, run);
    add(place, result);
    await run.onResult?.(result, record);
  };
  let cancelled = false;
  try {
    await inPool(jobsOf(run), Math.max(1, run.concurrency ?? 1), work);
  } catch (error) {
    if (signal?.aborted !== true) throw error;
    cancelled = true;
  }
  placed.sort((left, right) => left.place - right.place);
  return { results: placed.map(({ result }) => result), cancelled: cancelled || signal?.aborted === true };
}

async function playOne(record: TrajectoryRecord, repeat: number | undefined, run: TestRun): Promise<RecordResult> {
  const stage = run.stageOf(record);
  if ('error' in stage) return erroredResult(record, stage.error, repeat);
  const turns = run.turnsOf?.(record);
  const { onReply } = run;
  return playRecord(record, {
    client: run.client,
    ...stage,
    history: run.history,
    ...(repeat === undefined ? {} : { repeat }),
    ...(run.signal === undefined ? {} : { signal: run.signal }),
    ...(turns === undefined ? {} : { turns }),
    ...(onReply === undefined ? {} : { onReply: (turn, reply) => onReply(record, turn, reply) }),
    ...(run.onEvent === undefined ? {} : { onEvent: (event) => run.onEvent?.(record, event) }),
  });
}

async function* jobsOf({ records, repeats = 1, signal }: TestRun): AsyncGenerator<Job> {
  let place = 0;
  for await (const record of records) {
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      if (signal?.aborted === true) return;
      yield { record, place, ...(repeats === 1 ? {} : { repeat }) };
      place += 1;
    }
  }
}
