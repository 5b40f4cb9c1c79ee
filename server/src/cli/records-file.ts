import { stat } from 'node:fs/promises';
import path from 'node:path';
import { RECORDS } from '../dataset/index.ts';
import { type CommandContext, UsageError } from './command.ts';

/**
 * The records file behind what a person named: a run's folder, or the file itself.
 * @throws UsageError where there is none.
 */
export async function recordsFile(given: string, context: CommandContext): Promise<string> {
  const resolved = path.resolve(context.cwd, given);
  const status = await stat(resolved).catch(() => undefined);
  if (status === undefined) throw new UsageError(`${given}: there is no such run.`);
  const file = status.isDirectory() ? path.join(resolved, RECORDS) : resolved;
  if ((await stat(file).catch(() => undefined)) === undefined) throw new UsageError(`${given} holds no ${RECORDS}.`);
  return file;
}
