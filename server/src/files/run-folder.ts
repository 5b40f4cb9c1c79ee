import { type FileHandle, mkdir, open, readdir, rename, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { openRegularFile, readRegularText } from './regular-file.ts';
import type { FileLine, LineFile, RunFolder } from './types.ts';

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
    unlock: async () => rm(at(LOCK), { force: true }),
  };
}

/** @throws Error with code `locked` when the process that holds the lock is alive. */
async function takeLock(file: string): Promise<void> {
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number(await readRegularText(file, 1024).catch(() => ''));
      if (holder !== process.pid && isAlive(holder)) {
        throw Object.assign(new Error(`another process (${holder}) is writing this folder`), { code: 'locked' });
      }
      await rm(file, { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** An append-only file of lines on disk. */
export function openLineFile(file: string): LineFile {
  let handle: FileHandle | undefined;
  return {
    read: () => readLines(file, false),
    readAll: () => readLines(file, true),
    truncate: async (bytes) => {
      await handle?.close();
      handle = undefined;
      await truncate(file, bytes).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
    },
    append: async (text) => {
      handle ??= await open(file, 'a');
      await handle.appendFile(text);
    },
    close: async () => {
      await handle?.close();
      handle = undefined;
    },
  };
}

async function* readLines(file: string, unended: boolean): AsyncIterable<FileLine> {
  let rest = Buffer.alloc(0);
  let offset = 0;
  const textOf = (data: Buffer, start: number, end: number) =>
    data.toString('utf8', offset + start === 0 && startsWithMark(data) ? MARK.length : start, end);
  try {
    for await (const chunk of (await openRegularFile(file)).createReadStream()) {
      const data = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
      let start = 0;
      for (let end = data.indexOf(10, start); end >= 0; end = data.indexOf(10, start)) {
        yield { text: textOf(data, start, end), end: offset + end + 1 };
        start = end + 1;
      }
      offset += start;
      rest = Buffer.from(data.subarray(start));
    }
    const text = textOf(rest, 0, rest.length);
    if (unended && text !== '') yield { text, end: offset + rest.length, unended: true };
  } catch (error) {
    // A folder without the file, and a path that is none, hold no lines.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** The byte order mark of UTF-8. */
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

function startsWithMark(data: Buffer): boolean {
  return data.subarray(0, MARK.length).equals(MARK);
}
