import type { GraphFunction } from '../../graph/index.ts';
import type { Json } from '../../json/index.ts';
import { createSimulatedWorld } from '../simulated/world.ts';
import type { Fact, World } from '../types.ts';
import { factsIn } from './facts.ts';

export interface Learning {
  readonly world: World;
  readonly functions: readonly GraphFunction[];
  /** Initial state, `null` where none is known. */
  readonly state: Json;
  /** Calls may change things: the world can go back to its start. */
  readonly mayWrite: boolean;
}

/** Calls made to look around, at most. */
const MAX_CALLS = 60;
const SEED = 'look around';

/**
 * What there is at the start: all that the initial state says, and what the functions that only read answer when they
 * are called without arguments. In a world that cannot go back nothing else is called.
 */
export async function learnFacts(learning: Learning, signal?: AbortSignal): Promise<readonly Fact[]> {
  const { world, functions, state } = learning;
  const facts = state === null ? [] : factsIn(state, 'state');
  const start = await world.start(SEED);
  for (const { id } of lookups(learning).slice(0, MAX_CALLS)) {
    const { outcome } = await world.execute({ function: id, arguments: {} }, start, signal);
    if (outcome.ok) facts.push(...factsIn(outcome.output, id));
  }
  return functions.length === 0 ? [] : facts;
}

function lookups({ functions, mayWrite }: Learning): GraphFunction[] {
  const reading = createSimulatedWorld(functions);
  return functions.filter(({ id, signature }) => {
    if ((signature.parameters.required ?? []).length > 0) return false;
    const { readOnly } = signature.annotations;
    return readOnly === true || (readOnly !== false && (mayWrite || reading.isReadOnly(id)));
  });
}
