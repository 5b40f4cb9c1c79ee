import type { Profile } from './profile.ts';

/** Anthropic Messages. All that is known of it is in rules of their own, `anthropic-…`. */
export const anthropic: Profile = {
  id: 'anthropic',
  title: 'Anthropic tool use',
  kind: 'provider',
  unknown: ['counts', 'patterns', 'nesting'],
};
