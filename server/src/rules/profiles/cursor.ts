import type { Profile } from './profile.ts';
import { READ, READ_LATER } from './read.ts';

/** Cursor as a client of MCP servers: a tool whose name is too long is left out without a word to the model. */
export const cursor: Profile = {
  id: 'cursor',
  title: 'Cursor',
  kind: 'client',
  includes: ['mcp'],
  unknown: ['keywords', 'patterns', 'nesting'],
  name: {
    pattern: /^[\w-]+$/,
    words: 'letters, digits and `_` only, in its own words; tools with `-` are seen to work',
    level: 'warning',
    source: {
      title:
        'Cursor: "Tool name must only contain alphanumeric characters and underscores", of names with dots (July 2026)',
      url: 'https://github.com/webstudio-is/webstudio/issues/5960',
      read: READ_LATER,
    },
  },
  prefix: {
    form: 'server:tool',
    added: 1,
    most: 59,
    level: 'warning',
    source: {
      title: 'Cursor: "Combined server and tool name length (60) exceeds 60 characters" (February 2026)',
      url: 'https://github.com/ComposioHQ/composio/issues/2788',
      read: READ,
    },
  },
  toolCount: {
    most: 80,
    level: 'warning',
    source: {
      title:
        'Cursor: more than 80 tools of all servers together are warned of; earlier editions stopped at 40 (September 2025)',
      url: 'https://github.com/Snowflake-Labs/mcp/issues/77',
      read: READ,
    },
  },
};
