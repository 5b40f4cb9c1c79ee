import type { GivenPath, PathTurn } from '../path/index.ts';
import type { ToolNames } from './names.ts';
import { isOutside } from './outside/pool.ts';
import type { TrajectoryRecord } from './types.ts';

/**
 * The path along which more records like one can be made: its own, or where none is kept the calls of its turns. Undefined
 * where there is nothing to go along: no call, a call of a function that the catalog does not have, a request for what no
 * function does.
 */
export function pathOfRecord(record: TrajectoryRecord, names: Pick<ToolNames, 'idOf'>): GivenPath | undefined {
  const turns = record.path.turns.length > 0 ? record.path.turns : turnsOfCalls(record, names);
  if (turns === undefined || turns.length === 0) return undefined;
  return turns.some(({ missing }) => missing !== undefined && isOutside(missing.function)) ? undefined : { turns };
}

/** A turn without a call says nothing that another record could be about. */
function turnsOfCalls({ messages, turns }: TrajectoryRecord, names: Pick<ToolNames, 'idOf'>): PathTurn[] | undefined {
  const read: PathTurn[] = [];
  for (const {
    messages: [start, end],
  } of turns) {
    const called = messages
      .slice(start, end)
      .flatMap((message) => (message.role === 'assistant' ? (message.tool_calls ?? []) : []));
    const functions = called.map((call) => names.idOf(call.function.name));
    if (functions.length === 0) continue;
    const known = functions.filter((id) => id !== undefined);
    if (known.length < functions.length) return undefined;
    read.push({ kind: 'call', functions: known, origins: known.map(() => 'walk') });
  }
  return read;
}
