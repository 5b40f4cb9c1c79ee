import type { Profile } from './profile.ts';
import { READ } from './read.ts';

/** Ollama, whose server reads tools into types of its own. */
export const ollama: Profile = {
  id: 'ollama',
  title: 'Ollama',
  kind: 'server',
  unknown: ['names', 'counts', 'keywords', 'patterns', 'nesting'],
  arrayItems: {
    level: 'information',
    source: {
      title: 'Ollama: what an array holds is told to the model by `items` (April 2025)',
      url: 'https://github.com/ollama/ollama/pull/10091',
      read: READ,
    },
  },
};
