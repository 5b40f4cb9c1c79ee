import { t } from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import type { ImportMcpParams, ImportMcpResult } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { plainLabel, plainLine } from '../notice.ts';
import { requireTrust } from '../trust.ts';
import { show } from './commands.ts';
import { wordsOf } from './words.ts';

/**
 * Imports the tools of a running MCP server as signatures, in a new document. A command is started only after the
 * person has read exactly what would run and said yes.
 */
export async function importMcp(magnet: Magnet, line: unknown): Promise<ImportMcpResult | undefined> {
  if (!requireTrust(t('Importing from an MCP server'))) return undefined;
  const target = typeof line === 'string' ? line : await askTarget();
  if (target === undefined) return undefined;
  const params = paramsOf(target);
  if (params.command !== undefined && !(await consent(params))) return undefined;
  const result = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: t('Magnet: asking the MCP server for its tools'),
      cancellable: true,
    },
    (_progress, token) => magnet.request('magnet/importMcp', params, token),
  );
  await show(magnet, result, 'fsig');
  window.setStatusBarMessage(plainLabel(t('Magnet: {0} tools of {1}', result.functions, result.server)), 4000);
  return result;
}

function askTarget(): Thenable<string | undefined> {
  return window.showInputBox({
    title: t('Import from MCP Server'),
    prompt: t('The command that starts the server, or its URL'),
    placeHolder: 'npx -y @modelcontextprotocol/server-everything   or   https://example.com/mcp',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? t('A command or a URL.') : undefined),
  });
}

function paramsOf(line: string): ImportMcpParams {
  const text = line.trim();
  if (/^https?:\/\/\S+$/i.test(text)) return { url: text };
  const [command, ...args] = wordsOf(text);
  if (command === undefined) throw new Error(t('The command that starts the server is missing.'));
  return { command, args };
}

async function consent({ command = '', args = [] }: ImportMcpParams): Promise<boolean> {
  const start = t('Start');
  const choice = await window.showWarningMessage(
    t('Start this program and ask it for its tools?'),
    {
      modal: true,
      detail: plainLine([command, ...args].map((word) => (/\s/.test(word) ? JSON.stringify(word) : word)).join(' ')),
    },
    start,
  );
  return choice === start;
}
