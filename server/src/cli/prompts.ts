import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { PROMPT_FOLDER, type Prompts, promptsFrom } from '../teacher/index.ts';
import { type CommandContext, UsageError } from './command.ts';

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
  for (const name of names.filter((item) => item.endsWith('.md')).sort())
    files.set(name, await readFile(path.join(directory, name), 'utf8'));
  try {
    return promptsFrom(files);
  } catch (error) {
    throw new UsageError(`${directory}: ${(error as Error).message}.`);
  }
}
