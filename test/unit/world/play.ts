import type { GraphFunction } from '../../../server/src/graph/index.ts';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { createRandom } from '../../../server/src/random/index.ts';
import type { SimulatedWorld } from '../../../server/src/world/index.ts';
import type { Seen } from './checks.ts';

/** Calls of one conversation. */
const LENGTH = 30;

/**
 * A random conversation with a world: arguments as a user gives them, identifiers that were told taken up again, and some
 * lookups made twice.
 */
export function play(world: SimulatedWorld, functions: readonly GraphFunction[], seed: string): Seen[] {
  const random = createRandom(seed);
  const seen: Seen[] = [];
  const told = new Map<string, Json>();
  let state = world.startNow(seed);
  for (let step = 0; step < LENGTH; step += 1) {
    const looked = afterEnd(seen.at(-1), functions);
    const again =
      looked === undefined && random.chance(0.2) ? random.pick(seen.filter(({ looks }) => looks)) : undefined;
    const taking = functions.filter(({ signature }) =>
      Object.keys(signature.parameters.properties ?? {}).some((name) => told.has(name)),
    );
    const item =
      looked ??
      functions.find(({ id }) => id === again?.id) ??
      random.pick(random.chance(0.6) && taking.length > 0 ? taking : functions);
    if (item === undefined) break;
    const known: JsonObject = Object.fromEntries(
      Object.keys(item.signature.parameters.properties ?? {}).flatMap((name) => {
        const value = told.get(name);
        return value === undefined || (looked === undefined && random.chance(0.3)) ? [] : [[name, value]];
      }),
    );
    const given = again?.arguments ?? world.proposeArguments(item.id, state, random, known);
    const execution = world.executeNow({ function: item.id, arguments: given }, state);
    state = execution.state;
    const { outcome } = execution;
    seen.push({ id: item.id, signature: item.signature, arguments: given, outcome, looks: world.isReadOnly(item.id) });
    if (outcome.ok && typeof outcome.output === 'object' && outcome.output !== null && !Array.isArray(outcome.output)) {
      for (const [name, value] of Object.entries({ ...given, ...outcome.output }))
        if (/_?id$/i.test(name) && isScalar(value)) told.set(name, value);
    }
  }
  return seen;
}

/** What shows the record that the last call ended. */
function afterEnd(last: Seen | undefined, functions: readonly GraphFunction[]): GraphFunction | undefined {
  if (last === undefined || !last.outcome.ok || !/^(?:cancel|delete)_/.test(last.signature.name)) return undefined;
  const named = Object.keys(last.arguments).find((name) => /_id$/.test(name));
  return functions.find(
    ({ signature }) =>
      /^get_/.test(signature.name) &&
      named !== undefined &&
      Object.hasOwn(signature.parameters.properties ?? {}, named),
  );
}

function isScalar(value: Json): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

/** The same functions without what is documented of their answers. */
export function withoutResponses(functions: readonly GraphFunction[]): readonly GraphFunction[] {
  return functions.map(({ id, signature: { response: _response, ...signature } }) => ({ id, signature }));
}
