import { Buffer } from 'node:buffer';
import { t } from '@vscode/l10n';
import { commands, Uri, window, workspace } from 'vscode';
import type { GivenPath } from '../../../server/src/lsp/protocol.ts';
import { plainNotice } from '../notice.ts';

/** Asks where to, then writes the file that `magnet generate --paths` reads. */
export async function savePaths(paths: readonly GivenPath[]): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    filters: { JSON: ['json'] },
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, 'paths.json') }),
  });
  if (target === undefined) return;
  await workspace.fs.writeFile(target, Buffer.from(`${JSON.stringify(paths, null, 2)}\n`));
  const choice = await window.showInformationMessage(
    plainNotice(t('Saved {0}. In a terminal: magnet generate … --paths {0}', workspace.asRelativePath(target))),
    t('Open'),
  );
  if (choice !== undefined) await commands.executeCommand('vscode.open', target).then(undefined, () => undefined);
}
