import type { PlannedCall, WrittenCall } from '../teacher/index.ts';
import type { PlannedTurn } from './plan.ts';
import type { RanCall } from './session.ts';

export function writtenCall(call: PlannedCall): WrittenCall {
  return {
    name: call.tool.name,
    arguments: Object.fromEntries(call.arguments.map(({ parameter, value }) => [parameter, value])),
  };
}

/** One message of the agent that calls, and what came of its calls. */
export interface CallStep {
  readonly calls: readonly WrittenCall[];
  readonly ran: readonly RanCall[];
}

export function stepsOf({ calls, ran }: PlannedTurn): CallStep[] {
  return callGroups(calls).map((group) => ({
    calls: group.map((at) => writtenCall(calls[at] as PlannedCall)),
    ran: group.map((at) => ran[at] as RanCall),
  }));
}

const MAX_PARALLEL = 3;

/** Calls that go out together: consecutive ones that need nothing of each other, at most three (sec. 3.3). */
export function callGroups(calls: readonly PlannedCall[]): number[][] {
  const groups: number[][] = [];
  for (const [index, call] of calls.entries()) {
    const group = groups.at(-1);
    const needed = call.arguments.flatMap(({ origin }) =>
      origin.from === 'output' && origin.sameTurn ? [origin.call] : [],
    );
    const independent =
      group !== undefined && group.length < MAX_PARALLEL && !group.some((other) => needed.includes(other));
    const first = calls[group?.[0] ?? 0];
    const together =
      independent && call.role === 'asked' && first?.role !== 'failed' && first?.tool.name === call.tool.name;
    if (together) group.push(index);
    else groups.push([index]);
  }
  return groups;
}
