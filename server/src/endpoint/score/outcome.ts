import { canonicalJson, type Json } from '../../json/index.ts';
import { type Call, type Execution, materialState, type Outcome, type WorldState } from '../../world/index.ts';

/** Runs a call at once. */
export type ExecuteNow = (call: Call, state: WorldState) => Execution;

export interface OutcomeComparison {
  readonly equal: boolean;
  /** The things that matter in the world ended alike. */
  readonly sameState: boolean;
  /** Every output of the reference was obtained. */
  readonly sameOutputs: boolean;
  readonly failed: readonly string[];
}

/**
 * Compares what two lists of calls come to when each is run from the same state: the same material end state, and every
 * output of the reference among those obtained. The order of independent calls, defaults made explicit and harmless
 * extra lookups make no difference.
 */
export function compareOutcomes(
  execute: ExecuteNow,
  start: WorldState,
  actual: readonly Call[],
  reference: readonly Call[],
): OutcomeComparison {
  const [ours, theirs] = [run(execute, start, actual), run(execute, start, reference)];
  const sameState = canonicalJson(materialState(ours.state)) === canonicalJson(materialState(theirs.state));
  const obtained = new Set(ours.outcomes.map(outcomeText));
  const sameOutputs = theirs.outcomes.every((outcome) => obtained.has(outcomeText(outcome)));
  const failed = ours.outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error.message]));
  return { equal: sameState && sameOutputs, sameState, sameOutputs, failed };
}

function run(
  execute: ExecuteNow,
  start: WorldState,
  calls: readonly Call[],
): { state: WorldState; outcomes: Outcome[] } {
  const outcomes: Outcome[] = [];
  let state = start;
  for (const call of calls) {
    const execution = execute(call, state);
    outcomes.push(execution.outcome);
    state = execution.state;
  }
  return { state, outcomes };
}

function outcomeText(outcome: Outcome): string {
  return canonicalJson(outcome as unknown as Json);
}
