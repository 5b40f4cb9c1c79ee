import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isThere, readRegularText } from '../files/index.ts';
import { LOG_FILES, readTrainingLog, type TrainingLog } from './curves.ts';

const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The log of a training: a log file, the folder where one lies, or the folder that `magnet train` wrote. Of checkpoints the
 * last is taken.
 * @returns undefined where nothing was logged yet
 */
export async function findTrainingLog(
  given: string,
): Promise<{ readonly file: string; readonly log: TrainingLog } | undefined> {
  const file = await logFile(given);
  if (file === undefined) return undefined;
  return { file, log: readTrainingLog(await readRegularText(file, MAX_BYTES)) };
}

async function logFile(given: string): Promise<string | undefined> {
  const names = await readdir(given).catch(() => undefined);
  if (names === undefined) return (await isThere(given)) ? given : undefined;
  for (const folder of [
    given,
    path.join(given, 'model'),
    ...(await checkpoints(path.join(given, 'model'))),
    ...(await checkpoints(given)),
  ])
    for (const name of LOG_FILES) {
      const file = path.join(folder, name);
      if (await isThere(file)) return file;
    }
  return undefined;
}

/** `checkpoint-200` before `checkpoint-100`. */
async function checkpoints(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^checkpoint-\d+$/.test(name));
  return names.sort((a, b) => Number(b.slice(11)) - Number(a.slice(11))).map((name) => path.join(folder, name));
}
