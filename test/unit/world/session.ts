import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

/** A dozen beginnings of a world. */
export const SEEDS = Array.from({ length: 12 }, (_, at) => `seed ${at}`);

/** One session with the functions of a text: `call` wants an answer, `refused` says why there is none. */
export function sessionOf(text: string, seed: string) {
  const world = createSimulatedWorld(functionsOf(text));
  let state = world.startNow(seed);
  const run = (name: string, given: JsonObject) => {
    const { outcome, state: next } = world.executeNow({ function: name, arguments: given }, state);
    state = next;
    return outcome;
  };
  return {
    call: (name: string, given: JsonObject = {}) => {
      const outcome = run(name, given);
      if (!outcome.ok) throw new Error(`${name}: ${outcome.error.message}`);
      return outcome.output as JsonObject;
    },
    refused: (name: string, given: JsonObject = {}) => {
      const outcome = run(name, given);
      return outcome.ok ? undefined : outcome.error.message;
    },
  };
}

/** The records of an answer that lists some. */
export function listed(answer: Json): JsonObject[] {
  return (Object.values(answer as JsonObject).find(Array.isArray) ?? []) as JsonObject[];
}

/** The first record of an answer that lists some. */
export function first(answer: Json): JsonObject {
  return listed(answer)[0] ?? {};
}
