import { equalJson, type JsonObject } from '../../json/index.ts';
import type { PathTurn } from '../../path/index.ts';
import type { ActHint, PlannedCall, QueryIntent } from '../../teacher/index.ts';
import type { WorldState } from '../../world/index.ts';
import type { RefusedCall } from '../errors/plan.ts';
import type { PlannedTurn } from '../plan.ts';

/** A turn of which everything is known but its words: what is asked for, what runs, and how the agent is to close it. */
export interface OutlineTurn {
  /** Index of the turn of the path that it is made for; a turn that is refused stands beside the one it belongs to. */
  readonly pathTurn: number;
  readonly kind: PathTurn['kind'];
  readonly intent: QueryIntent;
  /** The calls that the query speaks of. */
  readonly asked: readonly PlannedCall[];
  /** What runs; nothing in a null turn. */
  readonly plan: PlannedTurn;
  readonly closing: ActHint;
  readonly missing?: { readonly function: string; readonly parameter?: string };
  /** For a request that nothing fits: the arguments the call would have had. */
  readonly wished?: JsonObject;
  /** Name of a function that is not offered yet in this turn. */
  readonly without?: string;
  /** It is offered from the next turn on. */
  readonly supplied?: true;
  /** Index of the first of its calls among all calls of the record. */
  readonly firstCall: number;
}

/** The plan of a turn in which nothing runs. */
export function nothingRuns(state: WorldState): PlannedTurn {
  return { calls: [], ran: [], origins: [], states: [], before: state, after: state, skipped: [] };
}

/** What the user of the turn behind a gap says: what the gap left open. */
export function supplyIntent(gap: OutlineTurn | undefined): QueryIntent {
  if (gap?.intent.kind === 'miss_params') return { ...gap.intent, kind: 'supply_params' };
  return gap === undefined ? { kind: 'calls' } : { kind: 'supply_func' };
}

export function saidByUser(plan: PlannedTurn, position: number, parameter: string): boolean {
  return (
    plan.calls[position]?.arguments.some((item) => item.parameter === parameter && item.origin.from === 'user') === true
  );
}

/** The turn of a refused call alone. */
export function refusedPlan({ planned, ran, state }: RefusedCall, before: WorldState): PlannedTurn {
  return { calls: [planned], ran: [ran], origins: ['walk'], states: [state], before, after: state, skipped: [] };
}

/** The turn behind a refused one makes the same call with one value put right. */
export function correctsOnly({ planned, ran, parameter }: RefusedCall, { calls, ran: [first] }: PlannedTurn): boolean {
  const [call] = calls;
  if (call === undefined || first?.id !== ran.id || first.ok !== true) return false;
  if (call.arguments.length !== planned.arguments.length) return false;
  return call.arguments.every(
    (item, at) =>
      item.parameter === planned.arguments[at]?.parameter &&
      equalJson(item.value, planned.arguments[at]?.value ?? null) === (item.parameter !== parameter),
  );
}
