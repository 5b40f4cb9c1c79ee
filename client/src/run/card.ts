import { t } from '@vscode/l10n';
import { commands, Uri, workspace } from 'vscode';
import type { MagnetHost } from '../host.ts';
import { runOf } from './files.ts';
import { RUN_FILES } from './run-files.ts';

/** Shows the card of a run as the hub will: rendered, in the editor's own preview of Markdown. */
export async function previewCard(magnet: MagnetHost, target: unknown): Promise<void> {
  const run = await runOf(magnet, target, t('Preview the card of which run?'));
  if (run !== undefined) await showCard(run.uri);
}

/**
 * @param place a run's folder, or a file in it
 * @throws where the run has no card yet, with what makes one
 */
export async function showCard(place: Uri): Promise<void> {
  for (const folder of [place, Uri.joinPath(place, '..')]) {
    const card = Uri.joinPath(folder, RUN_FILES.card);
    // A README beside any other file is no card.
    if (!(await isFile(card)) || !(await isFile(Uri.joinPath(folder, RUN_FILES.manifest)))) continue;
    await commands.executeCommand('markdown.showPreview', card);
    return;
  }
  throw new Error(t('This run has no card yet: it is written when the run is finished. Resume the run first.'));
}

async function isFile(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
