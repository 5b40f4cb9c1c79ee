import { stat } from 'node:fs/promises';
import path from 'node:path';
import { UnreadableFile, writeNamed } from '../files/index.ts';
import { type CommandContext, UsageError } from './command.ts';

/**
 * Writes a result to the file a person named; an existing one only with `force`.
 * @throws UsageError when it exists, or cannot be written.
 */
export async function saveText(file: string, text: string, force: boolean, context: CommandContext): Promise<string> {
  const target = path.resolve(context.cwd, file);
  const exists = (await stat(target).catch(() => undefined)) !== undefined;
  if (exists && !force) throw new UsageError(`${target} exists. Use --force to overwrite it.`);
  try {
    await writeNamed(target, text);
  } catch (error) {
    if (error instanceof UnreadableFile) throw new UsageError(`${target} ${error.message}.`);
    throw new UsageError(`${target}: cannot be written (${error instanceof Error ? error.message : String(error)}).`);
  }
  return target;
}
