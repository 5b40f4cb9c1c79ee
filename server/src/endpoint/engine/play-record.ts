import type { GraphFunction } from '../../graph/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import type { World } from '../../world/index.ts';
import type { EndpointClient } from '../client.ts';
import { type PlayEvent, type PlayOptions, playTrajectory } from '../play.ts';
import { withFacets } from './facets.ts';
import type { RecordResult, TestTurn } from './types.ts';

export interface RecordPlay {
  readonly client: EndpointClient;
  readonly world: World;
  readonly functions: readonly GraphFunction[];
  readonly history: 'own' | 'reference';
  readonly repeat?: number;
  readonly signal?: AbortSignal;
  readonly turns?: PlayOptions['turns'];
  readonly onReply?: PlayOptions['onReply'];
  /** Nothing goes on before it resolves. */
  readonly onEvent?: (event: PlayEvent) => Promise<void> | void;
}

/** Plays one record. A fault of the endpoint or the world ends the record and stands in it; nothing is thrown but a cancellation. */
export async function playRecord(record: TrajectoryRecord, play: RecordPlay): Promise<RecordResult> {
  const { client, world, repeat, signal, onEvent } = play;
  const turns: TestTurn[] = [];
  const started = performance.now();
  let error: string | undefined;
  try {
    for await (const event of playTrajectory(record, client, world, optionsOf(play), signal)) {
      await onEvent?.(event);
      if (event.type === 'result') turns.push(withFacets(record, event.result));
    }
  } catch (failure) {
    if (signal?.aborted === true) throw failure;
    error = failure instanceof Error ? failure.message : String(failure);
  }
  return recordResult(record, turns, Math.round(performance.now() - started), {
    ...(error === undefined ? {} : { error }),
    ...(repeat === undefined ? {} : { repeat }),
  });
}

function optionsOf({ functions, history, turns, onReply }: RecordPlay): PlayOptions {
  return {
    functions,
    history,
    ...(turns === undefined ? {} : { turns }),
    ...(onReply === undefined ? {} : { onReply }),
  };
}

/** A record that was not played. */
export function erroredResult(record: TrajectoryRecord, error: string, repeat?: number): RecordResult {
  return recordResult(record, [], 0, { error, ...(repeat === undefined ? {} : { repeat }) });
}

function recordResult(
  { id, index, kind }: TrajectoryRecord,
  turns: readonly TestTurn[],
  milliseconds: number,
  more: Pick<RecordResult, 'error' | 'repeat'>,
): RecordResult {
  const error = more.error ?? turns.find((turn) => turn.unjudged !== undefined)?.unjudged;
  const doubtful = more.error !== undefined || turns.some((turn) => turn.verdict === 'unjudged');
  const wrong = more.error === undefined && turns.some((turn) => turn.verdict === 'wrong');
  const verdict = wrong ? 'wrong' : doubtful ? 'unjudged' : 'right';
  const reached = turns.reduce((sum, turn) => sum + turn.subgoals.reached, 0);
  const goals = turns.reduce((sum, turn) => sum + turn.subgoals.of, 0);
  const progress = goals === 0 ? (more.error === undefined ? 1 : 0) : reached / goals;
  return {
    id,
    index,
    kind,
    right: verdict === 'right',
    verdict,
    turns,
    ...more,
    ...(error === undefined || wrong ? {} : { error }),
    progress,
    success: more.error === undefined && progress === 1 && turns.every((turn) => turn.ended),
    usage: {
      input: turns.reduce((sum, turn) => sum + turn.usage.input, 0),
      output: turns.reduce((sum, turn) => sum + turn.usage.output, 0),
    },
    milliseconds,
  };
}
