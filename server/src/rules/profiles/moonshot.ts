import type { Profile } from './profile.ts';
import { READ_LATER } from './read.ts';

const FLAVOR = {
  title:
    'Moonshot\'s API: "not a valid moonshot flavored json schema … type is not defined", "when using anyOf, type should be defined in anyOf items", in an issue of Kimi CLI (March 2026)',
  url: 'https://github.com/MoonshotAI/kimi-cli/issues/1595',
  read: READ_LATER,
};

/** Moonshot AI, whose API holds schemas against a subset of its own. */
export const moonshot: Profile = {
  id: 'moonshot',
  title: 'Moonshot AI (Kimi)',
  kind: 'provider',
  unknown: ['lengths', 'counts', 'patterns', 'nesting'],
  name: {
    pattern: /^(?![0-9])/,
    words: 'it may not begin with a digit',
    source: {
      title:
        "Moonshot's API: names that begin with a digit are refused with status 400, in an issue of Kimi CLI (July 2026)",
      url: 'https://github.com/MoonshotAI/kimi-cli/issues/2531',
      read: READ_LATER,
    },
  },
  propertyType: { source: FLAVOR },
  typeBesideChoice: { source: FLAVOR },
  required: {
    what: 'unknown',
    source: {
      title:
        'Moonshot\'s API: "required property … is not defined in properties", in an issue of Kimi Code (July 2026)',
      url: 'https://github.com/MoonshotAI/kimi-code/issues/1610',
      read: READ_LATER,
    },
  },
  referenceTwice: {
    source: {
      title:
        'Moonshot\'s API: "conflicting keywords found after $ref expansion: description", in an issue of Kimi CLI (April 2026)',
      url: 'https://github.com/MoonshotAI/kimi-cli/issues/2061',
      read: READ_LATER,
    },
  },
  draft: {
    forms: ['tuple'],
    source: {
      title: 'opencode: what Kimi refuses, found with its API: tuples under `items`, among others (July 2026)',
      url: 'https://github.com/anomalyco/opencode/pull/37625',
      read: READ_LATER,
    },
  },
};
