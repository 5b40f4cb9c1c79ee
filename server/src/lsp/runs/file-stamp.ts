import { stat } from 'node:fs/promises';
import path from 'node:path';
import { refused } from '../guard.ts';

/** What is known of a file on disk: another value means another content. */
export interface FileStamp {
  readonly size: number;
  readonly modified: number;
  readonly inode: number;
}

/** @throws the refusal that a client is shown, where there is no such file */
export async function stampOf(file: string): Promise<FileStamp> {
  const status = await stat(file).catch(() => {
    throw refused(`${path.dirname(file)} holds no ${path.basename(file)}.`);
  });
  return { size: status.size, modified: status.mtimeMs, inode: status.ino };
}

export function sameStamp(left: FileStamp, right: FileStamp): boolean {
  return left.size === right.size && left.modified === right.modified && left.inode === right.inode;
}
