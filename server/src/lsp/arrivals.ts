import { lstat } from 'node:fs/promises';
import { findFiles, type WalkOptions } from '../files/index.ts';
import { isSkippedFolder } from './patterns.ts';
import { filePath, fileUri } from './uris.ts';

/** More new things than this are not looked at one by one. */
export const MAX_ARRIVALS = 1_000;

/**
 * What new folders hold: clients may report a folder that was moved in by its own name alone.
 * @param uris new files and folders, nobody knows which
 * @param wanted whether a file belongs to the workspace, by its URI
 */
export async function filesInFolders(
  uris: readonly string[],
  wanted: (uri: string) => boolean,
  limits: Pick<WalkOptions, 'maxFiles' | 'maxEntries'>,
  signal: AbortSignal,
): Promise<string[]> {
  const found: string[] = [];
  for (const uri of uris) {
    const root = filePath(uri);
    if (root === undefined || signal.aborted || !(await isFolder(root))) continue;
    const matches = (path: string) => wanted(fileUri(`${root}/${path}`));
    const { files } = await findFiles(root, { ...limits, matches, skips: isSkippedFolder, signal });
    for (const file of files) found.push(fileUri(file));
  }
  return found;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch {
    return false;
  }
}
