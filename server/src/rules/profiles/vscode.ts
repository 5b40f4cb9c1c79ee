import type { Profile } from './profile.ts';
import { READ, READ_LATER } from './read.ts';

/** VS Code as a client of MCP servers, and for tools of its extensions. */
export const vscode: Profile = {
  id: 'vscode',
  title: 'VS Code (Copilot Chat)',
  kind: 'client',
  includes: ['mcp'],
  unknown: ['patterns', 'nesting'],
  arrayItems: {
    source: {
      title: 'VS Code: "tool parameters array type must have items" (December 2025)',
      url: 'https://github.com/microsoft/vscode/issues/284536',
      read: READ,
    },
  },
  metaSchema: {
    pattern: /\/draft\/20(?:19-09|20-12)\/schema#?$/,
    level: 'warning',
    source: {
      title:
        'VS Code: "The schema uses meta-schema features ($dynamicRef) that are not yet supported by the validator", and the tool has "invalid JSON parameters", in an issue of mcp-golang (June 2025)',
      url: 'https://github.com/metoro-io/mcp-golang/issues/119',
      read: READ_LATER,
    },
  },
  toolCount: {
    most: 128,
    source: {
      title: 'VS Code: "Cannot have more than 128 tools per request", of all servers together (July 2025)',
      url: 'https://github.com/microsoft/vscode/issues/258890',
      read: READ,
    },
  },
};
