import type { Profile } from './profile.ts';
import { READ, READ_LATER } from './read.ts';

/** Mistral's API. */
export const mistral: Profile = {
  id: 'mistral',
  title: 'Mistral',
  kind: 'provider',
  unknown: ['counts', 'keywords', 'patterns', 'nesting'],
  name: {
    pattern: /^[a-zA-Z0-9_-]{1,64}$/,
    words: 'letters, digits, `_` and `-` only, at most 64',
    source: {
      title:
        'Mistral\'s API: "must be a-z, A-Z, 0-9, or contain underscores and dashes, with a maximum length of 64", in a pull request of Witsy (April 2025)',
      url: 'https://github.com/Kochava-Studios/witsy/pull/164',
      read: READ,
    },
  },
  draft: {
    forms: ['flag'],
    source: {
      title:
        'Mistral\'s API: "Invalid tool schema … is not valid under any of the given schemas", for `"exclusiveMinimum": true`, in an issue of pdf-reader-mcp (May 2025)',
      url: 'https://github.com/SylphxAI/pdf-reader-mcp/issues/63',
      read: READ_LATER,
    },
  },
};
