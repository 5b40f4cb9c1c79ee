import type { StepOrigin } from '../path/index.ts';
import type { PlannedCall } from '../teacher/index.ts';
import type { WorldState } from '../world/index.ts';
import { otherItems, planCall } from './plan/call.ts';
import {
  MAX_PREMISES,
  type MadeCall,
  type PlannedTurn,
  type PlanOptions,
  type PlanPoint,
  type Step,
} from './plan/types.ts';
import { premisesAskedFor } from './premises.ts';
import type { GenerationContext, RanCall } from './session.ts';

export type { PlannedTurn, PlanOptions, Step } from './plan/types.ts';

/**
 * Chooses the argument values of a turn's calls and runs them, each on the state the one before left: values from this
 * turn's outputs first, then from the last turn's, then from older ones, as the graph's evidence says; what
 * no output gives, the user says.
 */
export async function planTurn(
  steps: readonly Step[],
  turn: number,
  past: readonly RanCall[],
  state: WorldState,
  seed: string,
  context: GenerationContext,
  options: PlanOptions = {},
): Promise<PlannedTurn> {
  const calls: PlannedCall[] = [];
  const ran: RanCall[] = [];
  const states: WorldState[] = [];
  const origins: StepOrigin[] = [];
  const skipped: { id: string; reason: string }[] = [];
  const implicit = new Map<RanCall, PlannedCall>();
  let current = state;
  const all = withPremises(steps, state, context);
  for (const [index, step] of all.entries()) {
    const at: PlanPoint = { turn, past, ran, implicit, before: state, seed: `${seed}/${index}`, context, options };
    const done = await planWithPremises(step, at, current, 0);
    if (typeof done === 'string') {
      skipped.push({ id: step.id, reason: done });
      continue;
    }
    const last = index === all.length - 1 && options.fromUser === undefined;
    const others = last ? await otherItems(step, done.at(-1), { ...at, ran }, done.at(-1)?.state ?? current) : [];
    for (const made of [...done, ...others]) {
      calls.push(made.planned);
      ran.push(made.call);
      if (made.planned.role === 'implied') implicit.set(made.call, made.planned);
      origins.push(made.call.id === step.id && made.planned.role !== 'failed' ? step.origin : 'walk');
      current = made.state;
      states.push(current);
    }
  }
  return { calls, ran, origins, states, before: state, after: current, skipped };
}

/** Steps with the premises that have not run yet before them (`@requires`), once each. */
function withPremises(steps: readonly Step[], state: WorldState, context: GenerationContext): Step[] {
  const all: Step[] = [];
  const add = (step: Step, depth: number): void => {
    for (const premise of context.proposer.missingPremises(step.id, state)) {
      const there = all.some((other) => other.id === premise) || depth >= MAX_PREMISES || !context.tools.has(premise);
      if (!there) add({ id: premise, origin: 'walk' }, depth + 1);
    }
    all.push(step);
  };
  for (const step of steps) add(step, 0);
  return all;
}

/**
 * A call, behind the calls that its refusal asks for: what a real world needs first is known only from what it says. The
 * reason of the call itself where none of them helps.
 */
async function planWithPremises(
  step: Step,
  at: PlanPoint,
  state: WorldState,
  depth: number,
): Promise<MadeCall[] | string> {
  const made = await planCall(step, at, state);
  if (Array.isArray(made)) return made;
  const reason = typeof made === 'string' ? made : made.refused.join('; ');
  if (typeof made === 'string' || at.context.world.id === 'simulated' || depth >= MAX_PREMISES) return reason;
  const asked = new Set(made.refused.flatMap((message) => premisesAskedFor(message, step.id, at.context)));
  for (const id of asked) {
    if (at.ran.some((call) => call.id === id)) continue;
    const first = await planWithPremises({ id, origin: 'walk' }, { ...at, seed: `${at.seed}/${id}` }, state, depth + 1);
    const last = typeof first === 'string' ? undefined : first.at(-1);
    if (typeof first === 'string' || last === undefined) continue;
    const ran = [...at.ran, ...first.map(({ call }) => call)];
    const then = await planWithPremises(step, { ...at, ran }, last.state, depth + 1);
    if (typeof then !== 'string') return [...first, ...then];
  }
  return reason;
}
