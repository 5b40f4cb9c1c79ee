import type { Profile } from './profile.ts';
import { READ, READ_LATER } from './read.ts';

/** xAI's API. */
export const xai: Profile = {
  id: 'xai',
  title: 'xAI (Grok)',
  kind: 'provider',
  unknown: ['names', 'lengths', 'keywords', 'patterns', 'nesting'],
  draft: {
    forms: ['tuple'],
    source: {
      title:
        "xAI's API: \"'items' must be a schema (object or boolean), not an array\", as quoted in an issue of enquire-mcp (July 2026)",
      url: 'https://github.com/oomkapwn/enquire-mcp/issues/360',
      read: READ_LATER,
    },
  },
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
