import type { Profile } from './profile.ts';
import { READ, READ_LATER } from './read.ts';

/** Groq's API. */
export const groq: Profile = {
  id: 'groq',
  title: 'Groq',
  kind: 'provider',
  unknown: ['names', 'lengths', 'keywords', 'patterns', 'nesting'],
  required: {
    what: 'alone',
    source: {
      title:
        "Groq's API: \"'required' present but 'properties' is missing\", as quoted in an issue of Strix (August 2026)",
      url: 'https://github.com/usestrix/strix/issues/1204',
      read: READ,
    },
  },
  closedWhenStrict: {
    source: {
      title:
        'Groq\'s API: "additionalProperties:false must be set on every object", also below a choice and in items, in a pull request of Eigent (July 2026)',
      url: 'https://github.com/eigent-ai/eigent/pull/1786',
      read: READ_LATER,
    },
  },
  toolCount: {
    most: 128,
    source: {
      title: "Groq's API: \"'tools': maximum number of items is 128\", as quoted in an issue (April 2026)",
      url: 'https://github.com/gsd-build/gsd-2/issues/4376',
      read: READ,
    },
  },
};
