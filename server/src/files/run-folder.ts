import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { openLineFile } from './line-file.ts';
import { giveBackLock, isLockHeld, takeLock } from './lock.ts';
import { readRegularText } from './regular-file.ts';
import type { RunFolder } from './types.ts';

const LOCK = '.lock';

/** Bytes of a file that is read whole at most: manifests and cards; records are read line by line. */
const MAX_WHOLE_BYTES = 64 * 1024 * 1024;

/** A run's folder on disk. It is made when first written to. */
export function openRunFolder(directory: string): RunFolder {
  const at = (name: string) => path.join(directory, name);
  return {
    path: directory,
    list: async () => (await readdir(directory).catch(() => [])).filter((name) => name !== LOCK),
    read: async (name) => readRegularText(at(name), MAX_WHOLE_BYTES).catch(() => undefined),
    write: async (name, text) => {
      await mkdir(directory, { recursive: true });
      const temporary = at(`${name}.${process.pid}.tmp`);
      await writeFile(temporary, text);
      await rename(temporary, at(name));
    },
    remove: async (name) => rm(at(name), { force: true }),
    replace: async (name, by) => rename(at(by), at(name)),
    lines: async (name) => {
      await mkdir(directory, { recursive: true });
      return openLineFile(at(name));
    },
    lock: async () => {
      await mkdir(directory, { recursive: true });
      await takeLock(at(LOCK));
    },
    unlock: async () => giveBackLock(at(LOCK)),
  };
}

/** Whether a process that lives is writing the folder now; nothing is taken. */
export function isFolderInUse(directory: string): Promise<boolean> {
  return isLockHeld(path.join(directory, LOCK));
}
