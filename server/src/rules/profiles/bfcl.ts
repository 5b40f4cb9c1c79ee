import type { Profile } from './profile.ts';

/** The function documents of the benchmark. All that is known of it is in rules of their own, `bfcl-…`. */
export const bfcl: Profile = {
  id: 'bfcl',
  title: 'Berkeley Function-Calling Leaderboard',
  kind: 'benchmark',
  unknown: [],
};
