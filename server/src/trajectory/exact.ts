import type { PathTurn } from '../path/index.ts';
import { PathFailure, type PathRepair } from './failure.ts';
import type { OutlineTurn } from './positive/outline-turn.ts';

/**
 * Refuses a conversation that leaves out a call of the path it was made for: an implicit call that its turn turned out not
 * to need. Calls that had to run first, and a turn behind the last, do not change what was asked for.
 * @throws PathFailure with the call that is to be asked for instead
 */
export function refuseChanged(turns: readonly PathTurn[], outline: readonly Pick<OutlineTurn, 'plan'>[]): void {
  turns.forEach((turn, at) => {
    const left = leftOut(turn.functions, outline[at]?.plan.ran ?? []);
    if (left === undefined) return;
    const detail = `turn ${at + 1} does not need ${left}, so nothing calls for it`;
    throw new PathFailure('path-changed', detail, { kind: 'drop-function', turn: at, function: left });
  });
}

/** The first function that was not run in its order. */
function leftOut(functions: readonly string[], ran: readonly { readonly id: string }[]): string | undefined {
  let from = 0;
  return functions.find((id) => {
    const place = ran.findIndex((call, index) => index >= from && call.id === id);
    from = place + 1;
    return place < 0;
  });
}

/**
 * The mending of a path that has to stay as it is: where a repair would take a call out of a turn with implicit calls, the
 * user asks for all of the turn's calls instead. Undefined where that changes nothing.
 */
export function askedFor(turns: readonly PathTurn[], repair: PathRepair): readonly PathTurn[] | undefined {
  if (repair.kind !== 'drop-function') return undefined;
  const turn = turns[repair.turn];
  if (turn === undefined || !turn.origins.includes('insert')) return undefined;
  const origins = turn.origins.map((origin) => (origin === 'insert' || origin === 'insert-goal' ? 'walk' : origin));
  return turns.map((other, at) => (at === repair.turn ? { ...turn, origins } : other));
}
