import type { TrajectoryRecord, TurnInfo } from '../../trajectory/index.ts';
import type { TurnResult } from '../play.ts';
import type { TestTurn } from './types.ts';

/** A turn's result with the functions, edges and operations that it tests. */
export function withFacets(record: TrajectoryRecord, result: TurnResult): TestTurn {
  const turn = record.turns.find(({ index }) => index === result.turn);
  return {
    ...result,
    functions: [...new Set(result.reference.map((call) => call.name))],
    edges: turn === undefined ? [] : edgesOf(record, turn),
    operations: turn === undefined ? [] : operationsOf(record, turn),
  };
}

function edgesOf(record: TrajectoryRecord, turn: TurnInfo): string[] {
  const edges = turn.calls.flatMap(({ message, call, sources }) => {
    const made = record.messages[message];
    const consumer = made?.role === 'assistant' ? made.tool_calls?.[call]?.function.name : undefined;
    return (sources ?? []).flatMap((source) => {
      const output = source.message === undefined ? undefined : record.messages[source.message];
      return source.from === 'output' && output?.role === 'tool' && consumer !== undefined
        ? [`${output.name} → ${consumer}`]
        : [];
    });
  });
  return [...new Set(edges)];
}

function operationsOf({ path }: TrajectoryRecord, turn: TurnInfo): string[] {
  const planned = path?.turns?.[turn.index];
  if (planned === undefined) return [];
  if (turn.kind !== 'call') return ['split'];
  return [...new Set(planned.origins ?? [])];
}
