import type { StepOrigin } from '../../path/index.ts';
import type { PlannedCall } from '../../teacher/index.ts';
import type { Fact, WorldState } from '../../world/index.ts';
import type { GenerationContext, RanCall } from '../session.ts';

/** One function of a turn to be turned into a call. */
export interface Step {
  readonly id: string;
  readonly origin: StepOrigin;
}

/** A turn's reference: calls with their values, as they ran. */
export interface PlannedTurn {
  readonly calls: readonly PlannedCall[];
  readonly ran: readonly RanCall[];
  /** Why each call is there. */
  readonly origins: readonly StepOrigin[];
  /** State after each call. */
  readonly states: readonly WorldState[];
  readonly before: WorldState;
  readonly after: WorldState;
  /** Functions of the path that no arguments could be found for, with the last error. */
  readonly skipped: readonly { readonly id: string; readonly reason: string }[];
}

export interface PlanOptions {
  /** This parameter of the first call has to come from the user (Split, miss_params). */
  readonly fromUser?: { readonly function: string; readonly parameter: string };
  /** Values already used for the same function in this turn must differ (parallel calls). */
  readonly distinct?: boolean;
  /** What is known to be in a real world. */
  readonly facts?: readonly Fact[];
  /** What a real world refused earlier tries of the same call with. */
  readonly refusals?: readonly string[];
  /** Places in outputs that gave a parameter what nobody knows, as `placeOf` writes them: they are not asked again. */
  readonly unfit?: ReadonlySet<string>;
}

export const TRIES = 5;

/** More in a real world: only trying tells what it takes. */
export const TRIES_IN_REAL = 20;

export const MAX_PREMISES = 3;

/** Weaker evidence is not worth a sentence such as "use that amount". */
export const MIN_SCORE = 0.3;

/** Calls of one function over the items of a list (sec. 3.3: at most three parallel calls). */
export const MAX_ITEMS = 3;

/** Share of the turns that can go over a list and do. */
export const OVER_LISTS = 0.6;

/** The most calls of a turn when it goes over a list. */
export const MAX_CALLS = 6;

/** Where in a conversation a call is planned. */
export interface PlanPoint {
  readonly turn: number;
  readonly past: readonly RanCall[];
  readonly ran: readonly RanCall[];
  /** Those of `ran` that nobody asks for, as they were planned. */
  readonly implicit: ReadonlyMap<RanCall, PlannedCall>;
  /** State before the turn. */
  readonly before: WorldState;
  readonly seed: string;
  readonly context: GenerationContext;
  readonly options: PlanOptions;
}

export interface MadeCall {
  readonly planned: PlannedCall;
  readonly call: RanCall;
  readonly state: WorldState;
}
