import type { GraphFunction } from '../../graph/index.ts';
import type { Fact, World } from '../types.ts';
import { learnFacts } from './learn.ts';
import { observed } from './observed.ts';

/** Said before a run in a world that cannot go back. */
export const KEEPS_ITS_STATE =
  'It keeps its own state: calls go ahead from wherever it is, replays start there as well, and nothing is put back.';

/**
 * A service with what is known of it: what there is, by calls that only read, asked once; and where it answers otherwise
 * than documented.
 */
export function remembering(world: World, functions: readonly GraphFunction[], notes: readonly string[]): World {
  let facts: Promise<readonly Fact[]> | undefined;
  return observed(
    {
      ...world,
      open: async () => notes,
      facts: (signal) => {
        facts ??= learnFacts({ world, functions, state: null, mayWrite: false }, signal);
        return facts;
      },
    },
    functions,
  );
}
