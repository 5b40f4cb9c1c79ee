import { type FileHandle, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { RECORDS } from '../../dataset/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';

/** A line for each exchange, beside the records. */
const EXCHANGES = 'exchanges.jsonl';

/** How long exchanges are gathered before the records that they changed are written again. */
const PAUSE_MS = 300;

/** A folder that holds records already. */
export class FolderTaken extends Error {
  override readonly name = 'FolderTaken';
  constructor(folder: string) {
    super(`${folder} holds records already`);
  }
}

/** A run folder that grows while conversations go on. */
export interface KeptRun {
  readonly folder: string;
  /** Adds the line of an exchange and has the records written soon. */
  add(line: object): void;
  /** Writes what is left. */
  close(): Promise<void>;
}

/** What is to be written: conversations that ended since the last time, and those that may go on. */
export interface RecordsToWrite {
  readonly ended: readonly TrajectoryRecord[];
  readonly open: readonly TrajectoryRecord[];
}

/**
 * Opens a new run folder. Records of conversations that may go on stand at the end of the file and are written over; a process
 * that is killed leaves whole lines.
 * @throws FolderTaken where the folder holds records; the file system's own errors where it cannot be written
 */
export async function openKeptRun(
  folder: string,
  records: () => RecordsToWrite,
  say: (line: string) => void,
): Promise<KeptRun> {
  const [file, lines] = await openFiles(folder);
  let settled = 0;
  let length = 0;
  let timer: NodeJS.Timeout | undefined;
  let work: Promise<void> = Promise.resolve();
  const later = (task: () => Promise<void>) => {
    work = work.then(task).catch((error: Error) => say(`${folder} cannot be written (${error.message}).`));
  };
  const write = async () => {
    const { ended, open: going } = records();
    const done = bytesOf(ended);
    const tail = Buffer.concat([done, bytesOf(going)]);
    if (tail.length > 0) await file.write(tail, 0, tail.length, settled);
    const end = settled + tail.length;
    if (end < length) await file.truncate(end);
    [settled, length] = [settled + done.length, end];
  };
  return {
    folder,
    add: (line) => {
      later(async () => lines.appendFile(`${JSON.stringify(line)}\n`));
      timer ??= setTimeout(() => {
        timer = undefined;
        later(write);
      }, PAUSE_MS);
    },
    close: async () => {
      clearTimeout(timer);
      later(write);
      await work;
      await file.close();
      await lines.close();
    },
  };
}

async function openFiles(folder: string): Promise<[FileHandle, FileHandle]> {
  const at = (name: string) => path.join(folder, name);
  try {
    await mkdir(folder, { recursive: true });
    const file = await open(at(RECORDS), 'wx');
    return [file, await open(at(EXCHANGES), 'w')];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new FolderTaken(folder);
    throw error;
  }
}

function bytesOf(records: readonly TrajectoryRecord[]): Buffer {
  return Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
}
