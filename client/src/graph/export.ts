import { Buffer } from 'node:buffer';
import { t } from '@vscode/l10n';
import { commands, Uri, window, workspace } from 'vscode';
import type { Magnet } from '../magnet.ts';
import { plainNotice } from '../notice.ts';
import type { ExportFormat } from './messages.ts';

const ENDINGS: Record<ExportFormat, { readonly ending: string; readonly name: string }> = {
  svg: { ending: 'svg', name: 'SVG image' },
  png: { ending: 'png', name: 'PNG image' },
  dot: { ending: 'dot', name: 'Graphviz DOT' },
  mermaid: { ending: 'mmd', name: 'Mermaid' },
  json: { ending: 'json', name: 'JSON' },
  html: { ending: 'html', name: 'HTML page' },
};

/** Asks where to, then writes; the server writes a page around the drawing. */
export async function saveExport(magnet: Magnet, format: ExportFormat, drawn: string): Promise<void> {
  const { ending, name } = ENDINGS[format];
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    filters: { [name]: [ending] },
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, `dependency-graph.${ending}`) }),
  });
  if (target === undefined) return;
  const data = format === 'html' ? (await magnet.request('magnet/graphPage', { picture: drawn })).page : drawn;
  await workspace.fs.writeFile(target, Buffer.from(data, format === 'png' ? 'base64' : 'utf8'));
  const choice = await window.showInformationMessage(
    plainNotice(t('Saved {0}.', workspace.asRelativePath(target))),
    t('Open'),
  );
  // By its kind: an image is shown as an image.
  if (choice !== undefined) await commands.executeCommand('vscode.open', target).then(undefined, () => undefined);
}
