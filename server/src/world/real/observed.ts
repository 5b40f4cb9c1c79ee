import type { GraphFunction } from '../../graph/index.ts';
import type { Json } from '../../json/index.ts';
import type { Observation, World } from '../types.ts';
import { valueErrors } from '../validator.ts';

/** Differences told of one function; the first say what is wrong. */
const MAX_TOLD = 5;

/**
 * The world, which also notes where an answer is not what its author documents: the first such answer of each function with
 * what differs, and how many there were.
 */
export function observed(world: World, functions: readonly GraphFunction[]): World {
  const responses = new Map(functions.map(({ id, signature }) => [id, signature.response]));
  const found = new Map<string, { times: number; differs: readonly string[]; output: Json }>();
  return {
    id: world.id,
    start: (seed) => world.start(seed),
    close: () => world.close(),
    ...(world.open === undefined ? {} : { open: (signal) => world.open?.(signal) ?? Promise.resolve([]) }),
    ...(world.facts === undefined ? {} : { facts: (signal) => world.facts?.(signal) ?? Promise.resolve([]) }),
    execute: async (call, state, signal) => {
      const execution = await world.execute(call, state, signal);
      const schema = responses.get(call.function);
      if (!execution.outcome.ok || schema === undefined) return execution;
      const errors = valueErrors(schema, execution.outcome.output);
      const known = found.get(call.function);
      if (known !== undefined && errors.length > 0) known.times += 1;
      else if (errors.length > 0) {
        const differs = errors
          .slice(0, MAX_TOLD)
          .map(({ path, message }) => (path.length === 0 ? `the answer ${message}` : message));
        found.set(call.function, { times: 1, differs, output: execution.outcome.output });
      }
      return execution;
    },
    observations: (): Observation[] => [...found].map(([id, item]) => ({ function: id, ...item })),
  };
}
