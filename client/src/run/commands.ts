import { t } from '@vscode/l10n';
import { commands, Uri, window, workspace } from 'vscode';
import type { Magnet } from '../magnet.ts';
import { findRuns } from './files.ts';
import { RunPanel } from './panel.ts';

/** Opens a run: the one named, the active file where it holds one, else a choice. */
export async function previewRun(magnet: Magnet, target: unknown): Promise<void> {
  const uri = uriOf(target) ?? activeRunFile() ?? (await pickRun());
  if (uri !== undefined) await openRun(magnet, uri.toString());
}

export async function openRun(magnet: Magnet, uri: string): Promise<void> {
  RunPanel.show(magnet, Uri.parse(uri));
}

export async function revealRun(run: unknown): Promise<void> {
  const uri = uriOf(run);
  if (uri !== undefined) await commands.executeCommand('revealInExplorer', uri);
}

/** To the trash, after asking. */
export async function deleteRun(magnet: Magnet, run: unknown): Promise<void> {
  const uri = uriOf(run);
  if (uri === undefined) return;
  const choice = await window.showWarningMessage(
    t('Delete {0}?', workspace.asRelativePath(uri)),
    { modal: true, detail: t('The run is moved to the trash where the file system has one.') },
    t('Delete'),
  );
  if (choice === undefined) return;
  await workspace.fs
    .delete(uri, { recursive: true, useTrash: true })
    .then(undefined, () => workspace.fs.delete(uri, { recursive: true, useTrash: false }));
  magnet.runsChanged();
}

function uriOf(target: unknown): Uri | undefined {
  if (target instanceof Uri) return target;
  if (typeof target === 'string') return Uri.parse(target);
  // An item of the runs view.
  const { uri } = (target ?? {}) as { uri?: unknown };
  return uri instanceof Uri ? uri : undefined;
}

function activeRunFile(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  if (document === undefined || !/\.jsonl?$/.test(document.uri.path)) return undefined;
  return /\.tools\.jsonl?$/.test(document.uri.path) ? undefined : document.uri;
}

async function pickRun(): Promise<Uri | undefined> {
  const runs = await findRuns();
  if (runs.length > 0) {
    const browse = { label: `$(folder-opened) ${t('Other file…')}`, description: '', uri: undefined };
    const items = runs.map((run) => ({ label: run.name, description: run.detail, uri: run.uri }));
    const picked = await window.showQuickPick([...items, browse], { title: t('Preview which run?') });
    if (picked === undefined || picked.uri !== undefined) return picked?.uri;
  }
  const files = await window.showOpenDialog({ title: t('Open a run'), filters: { [t('Runs')]: ['jsonl', 'json'] } });
  return files?.[0];
}
