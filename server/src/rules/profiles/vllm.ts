import type { Profile } from './profile.ts';
import { READ } from './read.ts';

/** vLLM. Its default backend for structured output refuses some keywords where a call is forced. */
export const vllm: Profile = {
  id: 'vllm',
  title: 'vLLM',
  kind: 'server',
  unknown: ['names', 'counts', 'patterns', 'nesting'],
  keywords: {
    names: ['patternProperties', 'propertyNames'],
    where: "vLLM's xgrammar backend, where a call is forced",
    level: 'warning',
    source: {
      title: 'vLLM: schema features that xgrammar does not support (pull request of December 2025)',
      url: 'https://github.com/vllm-project/vllm/pull/30390',
      read: READ,
    },
  },
};
