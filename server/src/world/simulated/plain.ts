import { createRandom } from '../../path/index.ts';
import type { Maker } from './values/make.ts';
import { createProfile, todayOf } from './values/profile.ts';

/** A maker that knows nothing but its seed. */
export function plainMaker(seed: string, worldSeed: string): Maker {
  return { profile: createProfile(seed), today: todayOf(worldSeed), random: (at) => createRandom(`${seed} ${at}`) };
}
