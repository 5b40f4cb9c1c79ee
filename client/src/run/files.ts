import { t } from '@vscode/l10n';
import { Uri, window, workspace } from 'vscode';
import type { RunItem } from '../../../server/src/lsp/protocol.ts';
import { counted } from '../counted.ts';
import type { MagnetHost } from '../host.ts';
import { plainLabel } from '../notice.ts';
import { readSettings } from '../settings.ts';

/** A folder written by a run. */
export interface RunFolder extends Omit<RunItem, 'uri'> {
  readonly uri: Uri;
  /** `20 records · 18 pairs · offline`, `running · 12 of 20`. */
  readonly detail: string;
}

/** Folders that runs are written into, one a workspace folder. */
export function runParents(): Uri[] {
  return (workspace.workspaceFolders ?? []).map(({ uri }) => runFolderIn(uri, readSettings(uri).generate.folder));
}

/** Stays inside the workspace folder, whatever the setting says. */
export function runFolderIn(root: Uri, folder: string): Uri {
  const segments = folder.split(/[\\/]+/).filter((segment) => !['', '.', '..'].includes(segment));
  return Uri.joinPath(root, ...segments);
}

/** Runs of every workspace folder, newest first. */
export async function findRuns(magnet: MagnetHost): Promise<RunFolder[]> {
  const folders = runParents().map(String);
  if (folders.length === 0) return [];
  const items = await magnet.request('magnet/runs', { folders });
  return items.map((item) => ({ ...item, uri: Uri.parse(item.uri), detail: describe(item) }));
}

/** State, counts and teacher of a run, in words. */
function describe(run: RunItem): string {
  const { state, records, pairs, done, total, setAside, teacher } = run;
  if (state === 'unreadable') return t('unreadable manifest');
  const parts: string[] = [];
  if (state === 'running') parts.push(t('running'));
  if (state === 'interrupted') parts.push(t('interrupted'));
  if (done !== undefined && total !== undefined)
    parts.push(t('{0} of {1}', done.toLocaleString('en'), total.toLocaleString('en')));
  if (records !== undefined) parts.push(counted(records, 'record'));
  if (pairs !== undefined) parts.push(counted(pairs, 'pair'));
  if (setAside !== undefined) parts.push(t('{0} set aside', setAside));
  if (teacher !== undefined) parts.push(teacher);
  return parts.join(' · ');
}

/** The run that a command is about: the one named, else a choice among those that fit. */
export async function runOf(
  magnet: MagnetHost,
  target: unknown,
  title: string,
  fits: (run: RunFolder) => boolean = () => true,
): Promise<RunFolder | undefined> {
  const runs = await findRuns(magnet);
  const uri = uriOf(target);
  if (uri !== undefined) {
    const named = runs.find((run) => run.uri.toString() === uri.toString());
    if (named === undefined) throw new Error(t('{0} is no run of this workspace.', workspace.asRelativePath(uri)));
    return named;
  }
  const fitting = runs.filter(fits);
  if (fitting.length === 0) throw new Error(noneFits(runs.length));
  const items = fitting.map((run) => ({ label: plainLabel(run.name), description: plainLabel(run.detail), run }));
  return (await window.showQuickPick(items, { title, matchOnDescription: true }))?.run;
}

/** Why there is no run to choose, and where runs are looked for: one that lies elsewhere is opened as a file. */
function noneFits(all: number): string {
  const places = runParents()
    .map((uri) => workspace.asRelativePath(uri))
    .join(', ');
  if (places === '') return t('Runs lie in a folder of the workspace, and none is open.');
  if (all === 0) return t('There are no runs in {0} yet.', places);
  return all === 1
    ? t('The run in {0} is not one for this.', places)
    : t('None of the {0} runs in {1} is one for this.', all, places);
}

/** The place that a command was given: itself, its text, or an item of the view. */
export function uriOf(target: unknown): Uri | undefined {
  if (target instanceof Uri) return target;
  if (typeof target === 'string') return Uri.parse(target);
  const { uri } = (target ?? {}) as { uri?: unknown };
  return uri instanceof Uri ? uri : undefined;
}
