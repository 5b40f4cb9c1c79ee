import type { Profile } from './profile.ts';
import { READ, READ_LATER } from './read.ts';

/** MCP servers, and what several of their clients make of the tools. */
export const mcp: Profile = {
  id: 'mcp',
  title: 'Model Context Protocol servers',
  kind: 'client',
  unknown: ['counts', 'patterns', 'nesting'],
  prefix: {
    form: 'mcp__server__tool',
    added: 7,
    most: 64,
    level: 'information',
    source: {
      title: 'Claude Code: names of tools with their prefix are refused beyond 64 characters (January 2026)',
      url: 'https://github.com/anthropics/claude-code/issues/19882',
      read: READ,
    },
  },
  parameters: {
    what: 'there',
    source: {
      title: 'MCP schema 2025-06-18: `inputSchema` of a Tool is required, an object of type "object"',
      url: 'https://modelcontextprotocol.io/specification/2025-06-18/schema#tool',
      read: READ,
    },
  },
  arrayItems: {
    level: 'warning',
    source: {
      title: 'VS Code: "tool parameters array type must have items" (December 2025)',
      url: 'https://github.com/microsoft/vscode/issues/284536',
      read: READ,
    },
  },
  booleanSchema: {
    level: 'warning',
    source: {
      title:
        'OpenCode: "Failed to get tools" of the whole server where one property is `true` (September 2026); the same of Hermes Agent (issue 101669) and of clients that validate as the MCP SDK for TypeScript does (Azure-Resource-Manager-MCP, issue 21)',
      url: 'https://github.com/anomalyco/opencode/issues/49464',
      read: READ_LATER,
    },
  },
  recursion: {
    level: 'warning',
    source: {
      title: 'Claude Code: a list of tools with a recursive schema is not taken (July 2026)',
      url: 'https://github.com/anthropics/claude-code/issues/77106',
      read: READ,
    },
  },
};
