import type { PathTurn } from '../../path/index.ts';
import type { ActHint, QueryIntent } from '../../teacher/index.ts';
import type { WorldState } from '../../world/index.ts';
import { PathFailure } from '../failure.ts';
import { outsideCall } from '../outside/pool.ts';
import type { PlannedTurn } from '../plan.ts';
import { type GenerationContext, toolOf } from '../session.ts';
import { nothingRuns, type OutlineTurn, saidByUser } from './outline-turn.ts';
import type { Missing } from './planned-turn.ts';

/** The turn that would be played if nothing were missing: the next of the path, or the missing function alone. */
export interface TurnBehind {
  readonly index: number;
  readonly turn: PathTurn;
  readonly missing: Missing;
  /** The path has no such turn: what is missing is never supplied. */
  readonly alone: boolean;
}

/** @throws PathFailure where the null turn does not say what is missing */
export function turnBehind(index: number, { missing }: PathTurn, path: readonly PathTurn[]): TurnBehind {
  if (missing === undefined)
    throw new PathFailure('empty-gap', `turn ${index} does not say what is missing`, { kind: 'unsplit' });
  const next = path[index + 1];
  if (next !== undefined && next.kind === 'call') return { index: index + 1, turn: next, missing, alone: false };
  const turn: PathTurn = { kind: 'call', functions: [missing.function], origins: ['walk'] };
  return { index, turn, missing, alone: true };
}

/**
 * A null turn, out of the plan of the turn behind it: all is asked for, and nothing runs.
 * @throws PathFailure where the missing value is none that the user says
 */
export function nullTurn(
  index: number,
  kind: PathTurn['kind'],
  { missing, alone }: TurnBehind,
  plan: PlannedTurn,
  state: WorldState,
  context: GenerationContext,
): Omit<OutlineTurn, 'firstCall'> {
  const position = plan.ran.findIndex((call) => call.id === missing.function);
  const { parameter } = missing;
  const intent: QueryIntent =
    kind === 'miss_params' && parameter !== undefined && position >= 0
      ? { kind: 'miss_params', call: position, parameter }
      : { kind: 'miss_func' };
  if (intent.kind === 'miss_params' && !saidByUser(plan, position, intent.parameter)) {
    throw new PathFailure('gap-not-open', `${missing.function}.${intent.parameter} does not come from the user`, {
      kind: 'unsplit',
    });
  }
  const wanted = toolOf(context, missing.function);
  const closing: ActHint =
    intent.kind === 'miss_params'
      ? { kind: 'miss_params', wanted, parameter: intent.parameter }
      : { kind: 'miss_func', wanted };
  return {
    pathTurn: index,
    kind,
    intent,
    asked: plan.calls,
    plan: nothingRuns(state),
    closing,
    missing,
    ...(alone ? { wished: plan.ran[position]?.arguments ?? {} } : {}),
    ...(intent.kind === 'miss_func' ? { without: wanted.name } : {}),
    ...(intent.kind === 'miss_func' && !alone ? { supplied: true } : {}),
  };
}

/** A request from another trade: no function of the catalog has to do with it. */
export function outsideTurn(
  index: number,
  missing: Missing,
  seed: string,
  state: WorldState,
): Omit<OutlineTurn, 'firstCall'> {
  const call = outsideCall(missing.function, seed);
  if (call === undefined) throw new PathFailure('not-of-kind', `${missing.function} is no request from outside`);
  return {
    pathTurn: index,
    kind: 'miss_func',
    intent: { kind: 'miss_func' },
    asked: [call],
    plan: nothingRuns(state),
    closing: { kind: 'miss_func', wanted: call.tool },
    missing,
    wished: Object.fromEntries(call.arguments.map(({ parameter, value }) => [parameter, value])),
  };
}
