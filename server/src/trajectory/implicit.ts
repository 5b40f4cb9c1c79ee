import { type PlannedCall, scalarsOf } from '../teacher/index.ts';
import type { PlannedTurn, Step } from './plan.ts';

/** An argument of a call, by the position of the call in its turn. */
export interface Use {
  readonly call: number;
  readonly argument: PlannedCall['arguments'][number];
}

/** What the calls of the same turn take from the call at a position. */
export function usesOf(calls: readonly PlannedCall[], position: number): Use[] {
  return calls.flatMap((call, index) =>
    call.arguments
      .filter(({ origin }) => origin.from === 'output' && origin.sameTurn && origin.call === position)
      .map((argument) => ({ call: index, argument })),
  );
}

/** Too short or too common to say that a text or another output holds it. */
export function isTelling(scalar: string | number): boolean {
  return String(scalar).length >= 3;
}

/** What anybody could know before a turn. */
export interface KnownValues {
  has(value: string | number): boolean;
}

/**
 * Position of the first implicit call of a turn that has no business there: nothing takes from it, or what is taken is
 * known from the conversation already. Undefined where each has.
 */
export function idleImplicit(plan: PlannedTurn, known: KnownValues): number | undefined {
  const at = plan.calls.findIndex((call, position) => {
    if (call.role !== 'implied') return false;
    const uses = usesOf(plan.calls, position);
    // A search for nothing in particular finds nobody in particular.
    const vague =
      call.arguments.length === 0 && Object.keys(call.tool.signature.parameters.properties ?? {}).length > 0;
    if (vague) return true;
    return uses.length === 0 || uses.some(({ argument }) => isKnown(argument.value, plan, position, known));
  });
  return at < 0 ? undefined : at;
}

function isKnown(value: Use['argument']['value'], plan: PlannedTurn, position: number, known: KnownValues): boolean {
  const said = plan.calls
    .slice(0, position + 1)
    .flatMap((call) =>
      call.arguments.filter(({ origin }) => origin.from === 'user').flatMap((item) => scalarsOf(item.value)),
    );
  return scalarsOf(value).some((scalar) => said.includes(scalar) || (isTelling(scalar) && known.has(scalar)));
}

/** The steps without an implicit call: a helper goes; where a goal stands behind it, the goal goes and it is asked for. */
export function withoutImplicit(steps: readonly Step[], id: string): Step[] {
  const at = steps.findIndex((step) => step.id === id && step.origin === 'insert');
  if (at < 0) return [...steps];
  const hasGoal = steps[at + 1]?.origin === 'insert-goal';
  return settled(steps.filter((_, index) => index !== (hasGoal ? at + 1 : at)));
}

/** Steps of which each implicit one stands before one that can take from it, and each goal behind an implicit one. */
export function settled(steps: readonly Step[]): Step[] {
  return steps.map((step, index): Step => {
    const last = index === steps.length - 1;
    if (step.origin === 'insert' && last) return { ...step, origin: 'walk' };
    const hanging = step.origin === 'insert-goal' && steps[index - 1]?.origin !== 'insert';
    return hanging ? { ...step, origin: 'walk' } : step;
  });
}
