import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readRegularText } from '../files/index.ts';
import { PROMPT_FOLDER, type Prompts, promptsFrom } from '../teacher/index.ts';
import { type CommandContext, UsageError } from './command.ts';

/** A prompt is some pages of text. */
const MAX_BYTES = 1024 * 1024;

/**
 * The prompts of a folder, of `magnet.prompts` where none is named; undefined where that is not there.
 * @throws UsageError where a named folder cannot be read, or holds what is no prompt.
 */
export async function readPrompts(folder: string | undefined, { cwd }: CommandContext): Promise<Prompts | undefined> {
  const directory = path.resolve(cwd, folder ?? PROMPT_FOLDER);
  let names: string[];
  try {
    names = await readdir(directory);
  } catch (error) {
    if (folder === undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`--prompts: ${directory} cannot be read as a folder.`);
  }
  const files = new Map<string, string>();
  try {
    for (const name of names.filter((item) => item.endsWith('.md')).sort())
      files.set(name, await readRegularText(path.join(directory, name), MAX_BYTES));
    return promptsFrom(files);
  } catch (error) {
    throw new UsageError(`${directory}: ${(error as Error).message}.`);
  }
}
