import { stat } from 'node:fs/promises';
import path from 'node:path';
import { MANIFEST, RECORDS, runOverview } from '../../dataset/index.ts';
import { isFolderInUse, openRunFolder, readLastLine } from '../../files/index.ts';
import type { RunItem } from '../protocol.ts';
import { filePath, fileUri } from '../uris.ts';

/** Run folders looked at in one folder; the view says nothing of more. */
const MAX_RUNS = 2_000;

/** Runs that lie directly in these folders, newest first. Hidden folders are none: what was deleted waits in one. */
export async function listRuns(folders: readonly string[]): Promise<readonly RunItem[]> {
  const found: RunItem[] = [];
  for (const folder of new Set(folders.map(filePath))) {
    if (folder === undefined) continue;
    const names = (await openRunFolder(folder).list()).filter((name) => !name.startsWith('.'));
    for (const name of names.slice(0, MAX_RUNS)) {
      const run = await readItem(path.join(folder, name));
      if (run !== undefined) found.push(run);
    }
  }
  return found.sort((left, right) => right.modified - left.modified);
}

/** Undefined where the folder has no manifest. */
async function readItem(directory: string): Promise<RunItem | undefined> {
  const [manifest, records] = [path.join(directory, MANIFEST), path.join(directory, RECORDS)];
  const written = await modifiedAt(manifest);
  if (written === undefined) return undefined;
  const text = await openRunFolder(directory).read(MANIFEST);
  const lastRecord = await readLastLine(records).catch(() => undefined);
  const modified = Math.max(written, (await modifiedAt(records)) ?? 0);
  return {
    uri: fileUri(directory),
    name: path.basename(directory),
    modified,
    ...runOverview(text ?? '', lastRecord, await isFolderInUse(directory)),
  };
}

async function modifiedAt(file: string): Promise<number | undefined> {
  const status = await stat(file).catch(() => undefined);
  return status?.mtimeMs;
}
