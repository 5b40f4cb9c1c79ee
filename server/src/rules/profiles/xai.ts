import type { Profile } from './profile.ts';
import { READ } from './read.ts';

/** xAI's API. */
export const xai: Profile = {
  id: 'xai',
  title: 'xAI (Grok)',
  kind: 'provider',
  unknown: ['names', 'lengths', 'keywords', 'patterns', 'nesting'],
  toolCount: {
    most: 200,
    source: {
      title:
        'xAI\'s API: "219 tools have been provided but the maximum is 200", as quoted in an issue of opencode (May 2026)',
      url: 'https://github.com/anomalyco/opencode/issues/28911',
      read: READ,
    },
  },
};
