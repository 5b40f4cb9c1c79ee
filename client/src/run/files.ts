import { t } from '@vscode/l10n';
import { FileType, Uri, workspace } from 'vscode';
import { counted } from '../counted.ts';
import { readSettings } from '../settings.ts';

/** A folder written by a run. */
export interface RunFolder {
  readonly uri: Uri;
  readonly name: string;
  /** `20 records`, from its manifest; '' where that says nothing. */
  readonly detail: string;
  readonly modified: number;
}

/** Bytes of a manifest at most. */
const MAX_MANIFEST_BYTES = 16 * 1024 * 1024;

/** Runs of every workspace folder, newest first. */
export async function findRuns(): Promise<RunFolder[]> {
  const found: RunFolder[] = [];
  for (const folder of workspace.workspaceFolders ?? []) {
    const parent = Uri.joinPath(folder.uri, readSettings(folder.uri).generate.folder);
    const entries = await workspace.fs.readDirectory(parent).then(
      (list) => list,
      () => [],
    );
    for (const [name, type] of entries) {
      if ((type & FileType.Directory) === 0) continue;
      const run = await readRun(Uri.joinPath(parent, name), name);
      if (run !== undefined) found.push(run);
    }
  }
  return found.sort((a, b) => b.modified - a.modified);
}

async function readRun(uri: Uri, name: string): Promise<RunFolder | undefined> {
  const manifest = Uri.joinPath(uri, 'manifest.json');
  try {
    const { mtime, size, type } = await workspace.fs.stat(manifest);
    // A pipe would never be read to its end, and a device never ends.
    if ((type & FileType.File) === 0 || size > MAX_MANIFEST_BYTES) return undefined;
    const text = new TextDecoder().decode(await workspace.fs.readFile(manifest));
    return { uri, name, detail: describe(text), modified: mtime };
  } catch {
    return undefined;
  }
}

/** `20 records · 18 pairs · offline`, from a manifest's text. */
export function describe(text: string): string {
  try {
    const { result, teacher, status } = JSON.parse(text) as {
      readonly result?: { readonly records?: unknown; readonly pairs?: unknown };
      readonly teacher?: { readonly id?: unknown };
      readonly status?: unknown;
    };
    const parts: string[] = [];
    if (typeof result?.records === 'number') parts.push(counted(result.records, 'record'));
    if (typeof result?.pairs === 'number') parts.push(counted(result.pairs, 'pair'));
    if (typeof teacher?.id === 'string') parts.push(teacher.id);
    if (status === 'running') parts.push(t('not finished'));
    return parts.join(' · ');
  } catch {
    return t('unreadable manifest');
  }
}
