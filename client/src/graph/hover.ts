import { t } from '@vscode/l10n';
import { type Hover, MarkdownString, type Position, type TextDocument } from 'vscode';
import type { MagnetHost } from '../host.ts';
import { functionAt } from './follow.ts';

/**
 * Adds a link to the graph under the hover of a function's name, where its edges are accepted and rejected. The link is
 * a part of its own: only that part may run a command, never the server's text beside it.
 */
export async function withGraphLink(
  magnet: MagnetHost,
  document: TextDocument,
  position: Position,
  hover: Hover | undefined,
): Promise<Hover | undefined> {
  const word = document.getWordRangeAtPosition(position, /[\w$.-]+/);
  if (hover === undefined || word === undefined) return hover;
  const name = document.getText(word);
  const functions = await magnet.functions().catch(() => []);
  const called = functions.filter(({ id }) => id === name || id.split('.').at(-1) === name);
  // Two namespaces may have a function of one name: the one declared here is meant.
  const here = functionAt(called, document.uri.toString(), position);
  const found = here?.place.line === position.line ? here : (called.find(({ id }) => id === name) ?? called[0]);
  if (found === undefined) return hover;
  const link = new MarkdownString();
  link.isTrusted = { enabledCommands: ['magnet.showDependencies'] };
  const argument = encodeURIComponent(JSON.stringify([found.id])).replace(/[()]/g, (sign) =>
    sign === '(' ? '%28' : '%29',
  );
  link.appendMarkdown(`[${t('Show and curate in the graph')}](command:magnet.showDependencies?${argument})`);
  hover.contents.push(link);
  return hover;
}
