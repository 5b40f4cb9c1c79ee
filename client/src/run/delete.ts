import { t } from '@vscode/l10n';
import { commands, type FileType, Uri, window, workspace } from 'vscode';
import type { Magnet } from '../magnet.ts';
import { plainNotice } from '../notice.ts';
import { type RunFolder, runOf } from './files.ts';

/** Beside the runs: what was deleted waits in it until its message is closed. Hidden folders are no runs. */
const WAITING = '.deleted';

interface Deleted {
  readonly from: Uri;
  readonly waiting: Uri;
}

/** What can still be undone, the latest last. */
const deleted: Deleted[] = [];

/** Puts a run out of sight at once, with a way back; it goes to the trash when the message is closed. */
export async function deleteRun(magnet: Magnet, target: unknown): Promise<void> {
  const run = await runOf(magnet, target, t('Delete which run?'), ({ state }) => state !== 'running');
  if (run === undefined) return;
  if (run.state === 'running') throw new Error(t('{0} is being written. Pause it first.', run.name));
  const gone = await putAside(run);
  magnet.runsChanged();
  const undo = t('Undo');
  void window.showInformationMessage(plainNotice(t('Deleted {0}.', run.name)), undo).then(async (choice) => {
    if (choice === undo) await commands.executeCommand('magnet.runs.undoDelete');
    else await throwAway(gone).catch((error: unknown) => magnet.output.warn(`Deleting: ${String(error)}`));
  });
}

/** Brings the run back that was deleted last. */
export async function undoDelete(magnet: Magnet): Promise<void> {
  const last = deleted.pop();
  publish();
  if (last === undefined) return;
  await workspace.fs.rename(last.waiting, last.from, { overwrite: false });
  await removeIfEmpty(Uri.joinPath(last.waiting, '..'));
  magnet.runsChanged();
}

async function putAside({ uri, name }: RunFolder): Promise<Deleted> {
  const folder = Uri.joinPath(uri, '..', WAITING);
  await workspace.fs.createDirectory(folder);
  const waiting = Uri.joinPath(folder, `${name}.${Date.now().toString(36)}`);
  await workspace.fs.rename(uri, waiting, { overwrite: false });
  const gone = { from: uri, waiting };
  deleted.push(gone);
  publish();
  return gone;
}

/** To the trash where the file system has one. */
async function throwAway(gone: Deleted): Promise<void> {
  const at = deleted.indexOf(gone);
  if (at < 0) return;
  deleted.splice(at, 1);
  publish();
  await workspace.fs
    .delete(gone.waiting, { recursive: true, useTrash: true })
    .then(undefined, () => workspace.fs.delete(gone.waiting, { recursive: true, useTrash: false }));
  await removeIfEmpty(Uri.joinPath(gone.waiting, '..'));
}

async function removeIfEmpty(folder: Uri): Promise<void> {
  const entries: readonly [string, FileType][] = await workspace.fs.readDirectory(folder);
  if (entries.length === 0) await workspace.fs.delete(folder, { recursive: false, useTrash: false });
}

/** For `when` clauses. */
function publish(): void {
  void commands.executeCommand('setContext', 'magnet.canUndoDelete', deleted.length > 0);
}
