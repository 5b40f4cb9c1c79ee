import type { Profile } from './profile.ts';
import { READ } from './read.ts';

/** Cursor as a client of MCP servers: a tool whose name is too long is left out without a word to the model. */
export const cursor: Profile = {
  id: 'cursor',
  title: 'Cursor',
  kind: 'client',
  includes: ['mcp'],
  unknown: ['keywords', 'patterns', 'nesting'],
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
