import { t } from '@vscode/l10n';
import { commands, env, Uri, window, workspace } from 'vscode';
import type { ShareForm } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { plainNotice } from '../notice.ts';

/** Puts a record on the clipboard, or on a page that needs nothing else. */
export async function shareRecord(magnet: Magnet, uri: Uri, index: number, as: ShareForm): Promise<void> {
  const { text } = await magnet.request('magnet/shareRecord', { uri: uri.toString(), index, as });
  if (as === 'html') return savePage(t('Save the record as a page'), uri, `record-${index + 1}.html`, text);
  await env.clipboard.writeText(text);
  const words = {
    json: t('Magnet: copied as JSON'),
    markdown: t('Magnet: copied as Markdown'),
    curl: t('Magnet: copied as curl'),
  };
  window.setStatusBarMessage(words[as], 3000);
}

/** The run on one page: its first hundred records, and how many more there are. */
export async function shareRun(magnet: Magnet, uri: Uri): Promise<void> {
  const { text } = await magnet.request('magnet/shareRecord', { uri: uri.toString(), as: 'html' });
  const name = (uri.path.split('/').filter(Boolean).at(-1) ?? 'run').replace(/\.[a-z]+$/i, '');
  await savePage(t('Save the run as a page'), uri, `${name}.html`, text);
}

async function savePage(title: string, uri: Uri, name: string, text: string): Promise<void> {
  const target = await window.showSaveDialog({
    title,
    defaultUri: Uri.joinPath(uri, '..', name),
    filters: { [t('Web pages')]: ['html'] },
  });
  if (target === undefined) return;
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  // The browser of a person is on another machine than the files of a remote window: there it is shown where to download it.
  const remote = env.remoteName !== undefined;
  const open = remote ? t('Show in Explorer') : t('Open');
  const written = t('Written to {0}.', workspace.asRelativePath(target));
  void window.showInformationMessage(plainNotice(written), open).then(async (choice) => {
    if (choice !== open) return;
    await (remote ? commands.executeCommand('revealInExplorer', target) : env.openExternal(target));
  });
}
