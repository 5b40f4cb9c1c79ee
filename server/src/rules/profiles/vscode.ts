import type { Profile } from './profile.ts';
import { READ, READ_LATER } from './read.ts';

/** VS Code as a client of MCP servers, and for tools of its extensions. */
export const vscode: Profile = {
  id: 'vscode',
  title: 'VS Code (Copilot Chat)',
  kind: 'client',
  includes: ['mcp'],
  unknown: ['patterns', 'nesting'],
  name: {
    pattern: /^[\w-]+$/,
    words: 'letters, digits, `_` and `-` only; the tool still works, with a warning in the log',
    level: 'information',
    source: {
      title: 'VS Code: "Tool … is invalid. Tools names may only contain [a-z0-9_-]" of a tool that works (April 2026)',
      url: 'https://github.com/microsoft/vscode/issues/308463',
      read: READ_LATER,
    },
  },
  manifestName: {
    pattern: /^(?!copilot_|vscode_)[\w-]+$/,
    words:
      'letters, digits, `_` and `-` only, and not beginning with `copilot_` or `vscode_`; the tool is not registered',
    source: {
      title: 'VS Code: what it asks of tools in `contributes.languageModelTools`, in its sources (July 2025)',
      url: 'https://github.com/microsoft/vscode/blob/01b4e450bd38ecc19ffe8a7ccb260147dc8fd56e/src/vs/workbench/contrib/chat/common/tools/languageModelToolsContribution.ts',
      read: READ_LATER,
    },
  },
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
