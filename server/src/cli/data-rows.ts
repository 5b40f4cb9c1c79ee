import { stat } from 'node:fs/promises';
import path from 'node:path';
import {
  EVAL_LIMITS,
  evalRows,
  holdsManyRows,
  RECORDS,
  type RunRow,
  readLine,
  readWholeRun,
} from '../dataset/index.ts';
import { isZip, openLineFile, openRegularFile, readRegularText, ZipError, zipEntries } from '../files/index.ts';
import { UsageError } from './command.ts';

/** A file that is one JSON value is read whole, up to here; JSON Lines have no limit. */
export const MAX_WHOLE_BYTES = 64 * 1024 * 1024;

/** Characters that tell what a line is. */
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

/** JSON Lines have a whole object on the first line that is not empty. */
export async function isOneValue(file: string): Promise<boolean> {
  for await (const { text } of openLineFile(file).readAll()) {
    const first = text.trim();
    if (first !== '' && holdsManyRows(first.slice(0, HEAD))) return (await stat(file)).size <= MAX_WHOLE_BYTES;
    if (first !== '') return first.startsWith('[') || (first.startsWith('{') && !first.endsWith('}'));
  }
  return false;
}
