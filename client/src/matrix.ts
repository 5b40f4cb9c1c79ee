import { t } from '@vscode/l10n';
import { ProgressLocation, Uri, ViewColumn, window } from 'vscode';
import type { Magnet } from './magnet.ts';
import { panelIcon } from './webview/host.ts';

/**
 * Which functions work with which provider and client, on a page without scripts.
 * @param target the one file whose functions are looked at; without, the workspace's
 * @returns functions that each target refuses
 */
export async function showMatrix(magnet: Magnet, target: unknown): Promise<Readonly<Record<string, number>>> {
  const scope = target instanceof Uri ? { uris: [target.toString()] } : {};
  const options = { location: ProgressLocation.Window, title: t('Checking every function for every target') };
  const { page, refused } = await window.withProgress(options, () => magnet.request('magnet/matrix', scope));
  const title = t('Which Tools Work Where');
  const shown = { enableScripts: false, localResourceRoots: [] };
  const panel = window.createWebviewPanel('magnet.matrix', title, ViewColumn.Active, {
    ...shown,
    enableFindWidget: true,
  });
  panel.iconPath = panelIcon(magnet.context.extensionUri);
  panel.webview.html = page;
  return refused;
}
