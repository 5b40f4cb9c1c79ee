import type { Profile } from './profile.ts';
import { READ, READ_LATER } from './read.ts';

/** OpenAI, Chat Completions and Responses; strictness as each function says. Names and counts: rules `openai-…`. */
export const openai: Profile = {
  id: 'openai',
  title: 'OpenAI function calling',
  kind: 'provider',
  unknown: [],
  properties: {
    source: {
      title:
        'OpenAI\'s API: "object schema missing properties", as quoted in an issue of GitHub\'s MCP server (December 2025)',
      url: 'https://github.com/github/github-mcp-server/issues/1548',
      read: READ,
    },
  },
  draft: {
    forms: ['required'],
    source: {
      title:
        "OpenAI's API: \"True is not of type 'array'\", status 400, as quoted in an issue of Cherry Studio (March 2025)",
      url: 'https://github.com/CherryHQ/cherry-studio/issues/4188',
      read: READ_LATER,
    },
  },
  patterns: {
    limits: ['lookaround'],
    source: {
      title:
        'OpenAI\'s API: "regex lookaround is not supported", with or without strict mode, in a pull request of Cline (September 2026)',
      url: 'https://github.com/cline/cline/pull/14019',
      read: READ,
    },
  },
};
