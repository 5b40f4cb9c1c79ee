import type { Json } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import type { Maker } from './values/make.ts';
import { createProfile, todayOf } from './values/profile.ts';

/** A maker that knows nothing but its seed, and values to agree with. */
export function plainMaker(seed: string, worldSeed: string, known: readonly Json[] = []): Maker {
  return {
    profile: createProfile(seed, known),
    today: todayOf(worldSeed),
    random: (at) => createRandom(`${seed} ${at}`),
  };
}
