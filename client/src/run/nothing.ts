import { t } from '@vscode/l10n';
import { Uri, window, workspace } from 'vscode';
import { RUN_FILES } from './run-files.ts';

/** Bytes of it that are read to find the commonest reason. */
const MAX_READ = 4 * 1024 * 1024;

/** Why a run shows no record, and whether its dropped paths say more. */
export interface Nothing {
  readonly words: string;
  readonly dropped: boolean;
}

/** What a run that is still empty waits for, by its folder: a proxy says so, and a generation that has begun. */
const awaited = new Map<string, string>();

/** @returns ends the waiting */
export function awaitRecords(run: Uri, words: string): () => void {
  awaited.set(run.toString(), words);
  return () => awaited.delete(run.toString());
}

export async function whyNothing(run: Uri): Promise<Nothing> {
  const waiting = awaited.get(run.toString());
  if (waiting !== undefined) return { words: waiting, dropped: false };
  const reason = await commonestReason(run);
  return reason === undefined
    ? { words: t('This run has no record.'), dropped: false }
    : { words: noneWords(reason), dropped: true };
}

/** `No path became a record. Most often: get_issue: the call fails: …` */
export function noneWords(reason: string): string {
  return t('No path became a record. Most often: {0}', reason);
}

/** What most of the dropped paths of a run failed at, in the words of the run. */
export async function commonestReason(run: Uri): Promise<string | undefined> {
  const file = Uri.joinPath(run, RUN_FILES.dropped);
  try {
    if ((await workspace.fs.stat(file)).size > MAX_READ) return undefined;
    return commonest(new TextDecoder().decode(await workspace.fs.readFile(file)));
  } catch {
    // A file of another tool has none.
    return undefined;
  }
}

function commonest(text: string): string | undefined {
  const counts = new Map<string, number>();
  for (const line of text.split('\n')) {
    const detail = detailOf(line);
    if (detail !== undefined) counts.set(detail, (counts.get(detail) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function detailOf(line: string): string | undefined {
  try {
    const { reason, detail } = JSON.parse(line) as { reason?: unknown; detail?: unknown };
    if (typeof detail === 'string' && detail !== '') return detail;
    return typeof reason === 'string' ? reason : undefined;
  } catch {
    return undefined;
  }
}

export async function showDropped(run: Uri): Promise<void> {
  await window.showTextDocument(Uri.joinPath(run, RUN_FILES.dropped));
}
