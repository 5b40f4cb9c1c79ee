import { t } from '@vscode/l10n';
import { env, Uri, window, workspace } from 'vscode';
import type { ShareForm } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { plainNotice } from '../notice.ts';

/** Puts a record on the clipboard, or on a page that needs nothing else. */
export async function shareRecord(magnet: Magnet, uri: Uri, index: number, as: ShareForm): Promise<void> {
  const { text } = await magnet.request('magnet/shareRecord', { uri: uri.toString(), index, as });
  if (as === 'html') return savePage(uri, index, text);
  await env.clipboard.writeText(text);
  const words = {
    json: t('Magnet: copied as JSON'),
    markdown: t('Magnet: copied as Markdown'),
    curl: t('Magnet: copied as curl'),
  };
  window.setStatusBarMessage(words[as], 3000);
}

async function savePage(uri: Uri, index: number, text: string): Promise<void> {
  const target = await window.showSaveDialog({
    title: t('Save the record as a page'),
    defaultUri: Uri.joinPath(uri, '..', `record-${index + 1}.html`),
    filters: { [t('Web pages')]: ['html'] },
  });
  if (target === undefined) return;
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  const open = t('Open');
  const written = t('Written to {0}.', workspace.asRelativePath(target));
  void window.showInformationMessage(plainNotice(written), open).then(async (choice) => {
    if (choice === open) await env.openExternal(target);
  });
}
