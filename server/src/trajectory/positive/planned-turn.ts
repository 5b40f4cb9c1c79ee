import type { PathTurn } from '../../path/index.ts';
import type { Fact, WorldState } from '../../world/index.ts';
import { idleUse } from '../certificates/idle-use.ts';
import { PathFailure } from '../failure.ts';
import { idleImplicit, usesOf, withoutImplicit } from '../implicit.ts';
import { type PlannedTurn, planTurn, type Step } from '../plan.ts';
import type { GenerationContext, RanCall } from '../session.ts';
import { Known } from './known-so-far.ts';
import type { OutlineTurn } from './outline-turn.ts';
import type { PositivePlan } from './types.ts';

/** What a null turn lacks: a function, or one of its values. */
export interface Missing {
  readonly function: string;
  readonly parameter?: string;
}

/** What a turn is planned from: the conversation up to it. */
export interface TurnStart {
  /** Place of the turn in the path, and among the turns with those made beside the path. */
  readonly index: number;
  readonly at: number;
  readonly ran: readonly RanCall[];
  readonly state: WorldState;
  readonly facts: readonly Fact[] | undefined;
  readonly turns: readonly OutlineTurn[];
  readonly request: PositivePlan;
  readonly context: GenerationContext;
}

/**
 * The calls of a turn with their values, as they ran. Implicit calls that have no business there are taken out.
 * @throws PathFailure where a call of the turn cannot be had, with the change of the path that helps
 */
export async function plannedTurn(
  turn: PathTurn,
  missing: Missing | undefined,
  start: TurnStart,
): Promise<PlannedTurn> {
  const { index, at, ran, state, facts, request, context } = start;
  let steps: Step[] = turn.functions.map((id, place) => ({ id, origin: turn.origins[place] ?? 'walk' }));
  const { parameter } = missing ?? {};
  const fromUser =
    missing !== undefined && parameter !== undefined ? { function: missing.function, parameter } : undefined;
  const options = {
    ...(fromUser === undefined ? {} : { fromUser }),
    distinct: request.distinct,
    ...(facts === undefined ? {} : { facts }),
  };
  const planned = () => planTurn(steps, at, ran, state, `${request.seed}/${index}`, context, options);
  // A write is never hidden behind a question, whatever the path says.
  const writing = () => steps.find(({ id, origin }) => origin === 'insert' && !context.proposer.isReadOnly(id));
  for (let step = writing(); step !== undefined && step.id !== missing?.function; step = writing())
    steps = withoutImplicit(steps, step.id);
  let plan = await planned();
  // An implicit call that cannot be had, that nothing needs, or whose use no replay could prove is taken out here.
  let idle = await idleCall(plan, steps, start);
  while (idle !== undefined && idle.id !== missing?.function) {
    steps = withoutImplicit(steps, idle.id);
    plan = await planned();
    idle = await idleCall(plan, steps, start);
  }
  const skipped = plan.skipped.find(({ id }) => turn.functions.includes(id)) ?? plan.skipped[0];
  if (skipped !== undefined) {
    throw new PathFailure('unplayable-call', `${skipped.id}: ${skipped.reason}`, {
      kind: 'drop-function',
      turn: index,
      function: skipped.id,
    });
  }
  if (idle !== undefined) {
    throw new PathFailure('certificate-insert', `nothing has to be had from ${idle.id}`, {
      kind: 'drop-function',
      turn: index,
      function: idle.id,
    });
  }
  return plan;
}

/** An implicit call of the turn that has no business there, as far as the calls show. */
async function idleCall(
  plan: PlannedTurn,
  steps: readonly Step[],
  start: TurnStart,
): Promise<{ readonly id: string } | undefined> {
  const implicit = (id: string) => steps.some((step) => step.id === id && step.origin === 'insert');
  const skipped = plan.skipped.find(({ id }) => implicit(id));
  if (skipped !== undefined) return skipped;
  const chained = plan.skipped.length > 0 ? steps.find(({ origin }) => origin === 'insert') : undefined;
  if (chained !== undefined) return chained;
  const at = idleImplicit(plan, new Known(start.turns)) ?? (await unproved(plan, start));
  return at === undefined ? undefined : plan.ran[at];
}

/** Position of an implicit call of which another value, or none, would do as well. */
async function unproved(plan: PlannedTurn, { turns, context }: TurnStart): Promise<number | undefined> {
  for (const [position, call] of plan.calls.entries()) {
    if (call.role !== 'implied') continue;
    for (const use of usesOf(plan.calls, position)) {
      const idle = await idleUse(plan, turns.length, position, use, context);
      if (idle !== undefined) return position;
    }
  }
  return undefined;
}
