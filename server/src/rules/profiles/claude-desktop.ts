import type { Profile } from './profile.ts';
import { READ } from './read.ts';

/** Claude Desktop and claude.ai as clients of MCP servers: one name they refuse takes away all tools. */
export const claudeDesktop: Profile = {
  id: 'claude-desktop',
  title: 'Claude Desktop',
  kind: 'client',
  includes: ['mcp', 'anthropic'],
  unknown: ['counts', 'patterns', 'nesting'],
  name: {
    pattern: /^[a-zA-Z0-9_-]{1,64}$/,
    words: 'letters, digits, `_` and `-` only, at most 64',
    source: {
      title:
        'Claude Desktop: "FrontendRemoteMcpToolDefinition.name: String should match pattern \'^[a-zA-Z0-9_-]{1,64}$\'" (August 2026)',
      url: 'https://github.com/evoila/meho/issues/2745',
      read: READ,
    },
  },
};
