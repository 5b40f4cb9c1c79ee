import { type FileHandle, stat } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { EVAL_LIMITS, evalRows, howToRead, RECORDS, type RunRow, wholeRun } from '../../dataset/index.ts';
import { isZip, ZipError, zipEntries } from '../../files/index.ts';
import { refused } from '../guard.ts';
import { filePath } from '../uris.ts';

/** Files that are one JSON value are read whole, up to here; JSON Lines have no limit. */
const MAX_WHOLE = 64 * 1024 * 1024;
/** Milliseconds of reading after which other requests have their turn. */
const SLICE_MS = 12;
const HEAD = 64 * 1024;

/** The file of records behind a URI: itself, or the one in the folder of a run. */
export async function recordsFile(uri: string): Promise<string> {
  const file = filePath(uri);
  if (file === undefined) throw refused('Runs are read from files only.');
  const status = await stat(file).catch(() => undefined);
  if (status === undefined) throw refused(`${file} is not there.`);
  return status.isDirectory() ? path.join(file, RECORDS) : file;
}

/** Whether a file is read whole: an archive, one value over many lines, rows that take more than a line or share one. */
export async function isOneValue(handle: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
  if (isZip(buffer.subarray(0, bytesRead))) return true;
  const { size } = await handle.stat();
  const how = howToRead(buffer.toString('utf8', 0, bytesRead), bytesRead >= size);
  return how === 'whole' || (how === 'whole-if-small' && size <= MAX_WHOLE);
}

export async function readWhole(handle: FileHandle, file: string): Promise<readonly RunRow[]> {
  if (isZip((await handle.read(Buffer.alloc(4), 0, 4, 0)).buffer)) return readArchive(handle, file);
  const { size } = await handle.stat();
  if (size > MAX_WHOLE) throw refused(`${file} is one JSON value of more than ${MAX_WHOLE / 1024 / 1024} MiB.`);
  const rows: RunRow[] = [];
  let started = performance.now();
  for (const row of wholeRun(await handle.readFile('utf8'))) {
    rows.push(row);
    if (performance.now() - started < SLICE_MS) continue;
    await nextTurn();
    started = performance.now();
  }
  return rows;
}

/** The samples of Inspect's archive; after each, what waits meanwhile gets its turn. */
async function readArchive(handle: FileHandle, file: string): Promise<readonly RunRow[]> {
  const rows: RunRow[] = [];
  try {
    for await (const row of evalRows((wanted) => zipEntries(handle, wanted, EVAL_LIMITS))) {
      rows.push(row);
      await nextTurn();
    }
  } catch (error) {
    if (error instanceof ZipError) throw refused(`${file} ${error.message}.`);
    throw error;
  }
  return rows;
}
