import { stat } from 'node:fs/promises';
import path from 'node:path';
import { EVAL_LIMITS, evalRows, howToRead, RECORDS, type RunRow, readLine, readWholeRun } from '../dataset/index.ts';
import { isZip, openLineFile, openRegularFile, readRegularText, ZipError, zipEntries } from '../files/index.ts';
import { UsageError } from './command.ts';

/** A file that is one JSON value is read whole, up to here; JSON Lines have no limit. */
export const MAX_WHOLE_BYTES = 64 * 1024 * 1024;

/** Bytes at the beginning of a file that tell how to read it. */
const HEAD = 64 * 1024;

/** The file of rows that a person named: itself, or the records of a run's folder. */
export async function dataFile(given: string): Promise<string> {
  const status = await stat(given).catch(() => undefined);
  if (status === undefined) throw new UsageError(`${given}: there is no such file.`);
  return status.isDirectory() ? path.join(given, RECORDS) : given;
}

/** Line by line, for a data set may be larger than memory; one JSON value over many lines is read whole, an archive of Inspect sample by sample. */
export async function* rowsOf(file: string): AsyncGenerator<RunRow> {
  const handle = await openRegularFile(file);
  try {
    if (isZip((await handle.read(Buffer.alloc(4), 0, 4, 0)).buffer)) {
      yield* evalRows((wanted) => zipEntries(handle, wanted, EVAL_LIMITS));
      return;
    }
  } catch (error) {
    if (error instanceof ZipError) throw new UsageError(`${file} ${error.message}.`);
    throw error;
  } finally {
    await handle.close();
  }
  if (await isOneValue(file)) {
    yield* readWholeRun(await readRegularText(file, MAX_WHOLE_BYTES));
    return;
  }
  let [line, index] = [0, 0];
  for await (const { text } of openLineFile(file).readAll()) {
    line += 1;
    if (text.trim() === '') continue;
    const read = readLine(text.trim(), index);
    if (typeof read === 'string') yield { line, problem: read };
    else yield { line, index: index++, ...read };
  }
}

/** Whether a file is read whole: one value over many lines, rows that take more than a line or share one. */
export async function isOneValue(file: string): Promise<boolean> {
  const handle = await openRegularFile(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const { size } = await handle.stat();
    const how = howToRead(buffer.toString('utf8', 0, bytesRead), bytesRead >= size);
    return how === 'whole' || (how === 'whole-if-small' && size <= MAX_WHOLE_BYTES);
  } finally {
    await handle.close();
  }
}
