import type { Profile } from './profile.ts';
import { READ, READ_LATER } from './read.ts';

/** DeepSeek's API. Its strict mode is a beta with a subset of schemas of its own. */
export const deepseek: Profile = {
  id: 'deepseek',
  title: 'DeepSeek',
  kind: 'provider',
  unknown: ['counts', 'patterns', 'nesting'],
  name: {
    pattern: /^[a-zA-Z0-9_-]{1,64}$/,
    words: 'letters, digits, `_` and `-` only, at most 64',
    source: {
      title:
        'DeepSeek: the function object of its API, as a client for Rust restates it (letters, digits, underscores and dashes, at most 64)',
      url: 'https://docs.rs/crate/ds-api/latest/source/src/raw/request/tool.rs',
      read: READ,
    },
  },
  parameters: {
    what: 'not-null',
    source: {
      title:
        'DeepSeek\'s API: a schema must be of type object, "got type null", status 400 for the whole list of tools, in a pull request of openclaw (July 2026)',
      url: 'https://github.com/openclaw/openclaw/pull/106464',
      read: READ_LATER,
    },
  },
  keywords: {
    names: ['minLength', 'maxLength', 'minItems', 'maxItems', 'patternProperties'],
    where: "DeepSeek's strict mode",
    strictOnly: true,
    level: 'warning',
    source: {
      title: "DeepSeek: Tool calls, strict mode (beta), as a note of June 2026 restates the guide's list of schemas",
      url: 'https://deepseekv4pro.com/news/deepseek-june29-tool-calls-strict-schema-beta',
      read: READ,
    },
  },
};
