import { opendir } from 'node:fs/promises';
import path from 'node:path';
import { isSkippedFolder, type PathMatcher } from './patterns.ts';

export interface WalkLimits {
  /** Files found at most. */
  readonly maxFiles: number;
  /** Directory entries looked at, at most. */
  readonly maxEntries: number;
}

export interface WalkResult {
  readonly files: readonly string[];
  /** A limit was met: there may be more. */
  readonly cut: boolean;
}

/**
 * Signature files under `root`, nearest first. Symbolic links are not followed (they can form cycles), folders that
 * cannot be read are passed over, and the walk ends at the limits or when `signal` is aborted.
 */
export async function findFiles(
  root: string,
  matches: PathMatcher,
  limits: WalkLimits,
  signal: AbortSignal,
): Promise<WalkResult> {
  const files: string[] = [];
  const folders = [''];
  let entries = 0;
  for (let next = 0; next < folders.length; next++) {
    const folder = folders[next] ?? '';
    const directory = await opendir(path.join(root, folder)).catch(() => undefined);
    if (directory === undefined) continue;
    try {
      for await (const entry of directory) {
        if (signal.aborted || entries++ > limits.maxEntries || files.length >= limits.maxFiles)
          return { files, cut: !signal.aborted };
        const relative = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) {
          if (!isSkippedFolder(entry.name)) folders.push(relative);
        } else if (entry.isFile() && matches(relative)) files.push(path.join(root, relative));
      }
    } catch {
      // A folder that vanishes while it is read holds nothing any more.
    }
  }
  return { files, cut: false };
}
