import { t } from '@vscode/l10n';
import { commands, Uri, window } from 'vscode';
import { pauseRun } from '../generate/progress.ts';
import type { Magnet } from '../magnet.ts';
import { plainLabel } from '../notice.ts';
import { findRuns, uriOf } from './files.ts';
import { RunPanel } from './panel.ts';

/** Opens a run: the one named, the active file where it holds one, else a choice. */
export async function previewRun(magnet: Magnet, target: unknown): Promise<void> {
  const uri = uriOf(target) ?? activeRunFile(magnet) ?? (await pickRun(magnet));
  if (uri !== undefined) await openRun(magnet, uri.toString());
}

export async function openRun(magnet: Magnet, uri: string): Promise<void> {
  RunPanel.show(magnet, Uri.parse(uri));
}

/** Stops a run that this window makes; what is done is kept. */
export async function pause(run: unknown): Promise<void> {
  const uri = uriOf(run);
  if (uri !== undefined) pauseRun(uri);
}

export async function revealRun(run: unknown): Promise<void> {
  const uri = uriOf(run);
  if (uri !== undefined) await commands.executeCommand('revealInExplorer', uri);
}

function activeRunFile(magnet: Magnet): Uri | undefined {
  const document = window.activeTextEditor?.document;
  if (document === undefined || magnet.toolFiles.includes(document)) return undefined;
  if (/\.(?:jsonl?|ndjson|eval|har)$/.test(document.uri.path)) return document.uri;
  // What was copied out of a terminal or a network log: a streamed answer, or JSON under any name.
  return /^\s*(?:[[{]|(?:data|event): ?\S)/.test(document.lineAt(0).text) ? document.uri : undefined;
}

async function pickRun(magnet: Magnet): Promise<Uri | undefined> {
  const runs = await findRuns(magnet);
  if (runs.length > 0) {
    const browse = { label: `$(folder-opened) ${t('Other file…')}`, description: '', uri: undefined };
    const items = runs.map((run) => ({
      label: plainLabel(run.name),
      description: plainLabel(run.detail),
      uri: run.uri,
    }));
    const picked = await window.showQuickPick([...items, browse], { title: t('Preview which run?') });
    if (picked === undefined || picked.uri !== undefined) return picked?.uri;
  }
  const files = await window.showOpenDialog({
    title: t('Open a run'),
    filters: { [t('Runs')]: ['jsonl', 'json', 'ndjson', 'eval', 'har', 'txt', 'log'] },
  });
  return files?.[0];
}
