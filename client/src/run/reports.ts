import { t } from '@vscode/l10n';
import { ProgressLocation, type Uri, ViewColumn, window } from 'vscode';
import type { StaleResult, VerifyRunResult } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { plainLabel, plainNotice } from '../notice.ts';
import { panelIcon } from '../webview/host.ts';
import { runOf } from './files.ts';
import { RunPanel } from './panel.ts';

/** What a run holds, finished or not, on a page without scripts. */
export async function showStatistics(magnet: Magnet, target: unknown): Promise<void> {
  const run = await runOf(magnet, target, t('Statistics of which run?'));
  if (run === undefined) return;
  const { page } = await magnet.request('magnet/runStatistics', { uri: run.uri.toString() });
  const options = { enableScripts: false, localResourceRoots: [] };
  const title = t('Statistics: {0}', run.name);
  const panel = window.createWebviewPanel('magnet.statistics', title, ViewColumn.Active, options);
  panel.iconPath = panelIcon(magnet.context.extensionUri);
  panel.webview.html = page;
}

/** Records that signatures of the workspace have left behind; one that is picked is shown. */
export async function showStale(magnet: Magnet, target: unknown): Promise<StaleResult | undefined> {
  const run = await runOf(magnet, target, t('Check which run against the signatures?'));
  if (run === undefined) return undefined;
  const result = await magnet.request('magnet/staleRecords', { uri: run.uri.toString() });
  void list(magnet, run.uri, run.name, result);
  return result;
}

/** Every record proved again, as `magnet verify` does; one that does not hold is shown when it is picked. */
export async function verifyRun(magnet: Magnet, target: unknown): Promise<VerifyRunResult | undefined> {
  const run = await runOf(magnet, target, t('Verify which run?'));
  if (run === undefined) return undefined;
  const options = { location: ProgressLocation.Notification, title: t('Verifying {0}', run.name), cancellable: true };
  const result = await window.withProgress(options, (_, token) =>
    magnet.request('magnet/verifyRun', { uri: run.uri.toString() }, token),
  );
  void showVerified(magnet, run.uri, run.name, result);
  return result;
}

async function showVerified(
  magnet: Magnet,
  uri: Uri,
  name: string,
  { records, ok, failed, failures, broken, notChecked }: VerifyRunResult,
): Promise<void> {
  const open = Object.entries(notChecked).map(([check, { why }]) => `${check} (${why.join('; ')})`);
  const unchecked = open.length === 0 ? '' : ` ${t('Not checked: {0}.', open.join(', '))}`;
  if (failures + broken.length === 0) {
    const holds = t('{0} of {1} records of {2} hold what they say, in all that was checked.', ok, records, name);
    void window.showInformationMessage(plainNotice(`${holds}${unchecked}`));
    return;
  }
  const items = [
    ...failed.map(({ index, id, problems }) => ({
      label: `$(error) ${t('Record {0}', index + 1)}`,
      description: plainLabel(problems.map(({ check, detail }) => `${check}: ${detail}`).join(' · ')),
      id,
    })),
    ...broken.map(({ line, reason }) => ({
      label: `$(error) ${t('Line {0}', line)}`,
      description: plainLabel(reason),
      id: undefined,
    })),
  ];
  const title = t('{0} of {1} records do not hold what they say', failures, records);
  const picked = await window.showQuickPick(items, { title: `${title}.${unchecked}`, matchOnDescription: true });
  if (picked?.id !== undefined) RunPanel.show(magnet, uri, { record: picked.id });
}

async function list(magnet: Magnet, uri: Parameters<typeof RunPanel.show>[1], name: string, result: StaleResult) {
  const { stale, records, comparedWith } = result;
  const partly =
    comparedWith === 'tools'
      ? ` ${t('The run keeps no signatures: responses, premises and errors were not compared.')}`
      : '';
  if (stale.length === 0) {
    void window.showInformationMessage(plainNotice(`${t('No record of {0} is stale.', name)}${partly}`));
    return;
  }
  const items = stale.map(({ index, id, why }) => ({
    label: t('Record {0}', index + 1),
    description: plainLabel(why),
    id,
  }));
  const title = t('{0} of {1} records are stale', stale.length, records);
  const picked = await window.showQuickPick(items, { title: `${title}.${partly}`, matchOnDescription: true });
  if (picked !== undefined) RunPanel.show(magnet, uri, { record: picked.id });
}
