import type { Profile } from './profile.ts';
import { READ } from './read.ts';

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
};
