import type { Profile } from './profile.ts';
import { READ, READ_LATER } from './read.ts';

/** Claude Code as a client of MCP servers. */
export const claudeCode: Profile = {
  id: 'claude-code',
  title: 'Claude Code',
  kind: 'client',
  includes: ['mcp', 'anthropic'],
  unknown: ['counts', 'patterns', 'nesting'],
  booleanSchema: {
    source: {
      title:
        'Claude Code: one boolean schema at a property drops all tools of the server without a word (September 2026; the same in issue 82949)',
      url: 'https://github.com/anthropics/claude-code/issues/92900',
      read: READ_LATER,
    },
  },
  prefix: {
    form: 'mcp__server__tool',
    added: 7,
    most: 64,
    level: 'warning',
    source: {
      title: 'Claude Code: names of tools with their prefix are refused beyond 64 characters (January 2026)',
      url: 'https://github.com/anthropics/claude-code/issues/19882',
      read: READ,
    },
  },
};
