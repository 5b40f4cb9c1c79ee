import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PROMPT_FOLDER, promptFiles, promptHash } from '../../teacher/index.ts';
import { type CommandContext, type RegisterCommand, UsageError } from '../command.ts';
import { fileError } from '../file-error.ts';
import { readPrompts } from '../prompts.ts';

/** `magnet prompts`: which prompts a paid teacher is asked with; `--write` puts them into files to be edited. */
export const registerPrompts: RegisterCommand = (program, context) => {
  program
    .command('prompts')
    .description(
      `Show the version of a teacher's prompts, or write them to files; generate uses ${PROMPT_FOLDER}/ where it is.`,
    )
    .option('--write [dir]', `write every prompt to a file; ${PROMPT_FOLDER} where no folder is named`)
    .option('--force', 'replace files that are there')
    .action((options: PromptsOptions) => run(options, context));
};

interface PromptsOptions {
  readonly write?: string | true;
  readonly force?: true;
}

async function run({ write, force }: PromptsOptions, context: CommandContext): Promise<void> {
  if (write === undefined) {
    const own = await readPrompts(undefined, context);
    const where = own === undefined ? 'built in' : PROMPT_FOLDER;
    context.terminal.result(
      `prompts ${promptHash(own)} (${where}): ${promptFiles()
        .map(({ name }) => name)
        .join(', ')}`,
    );
    return;
  }
  const folder = write === true ? PROMPT_FOLDER : write;
  const directory = path.resolve(context.cwd, folder);
  try {
    await mkdir(directory, { recursive: true });
    for (const { name, text } of promptFiles())
      await writeFile(path.join(directory, name), text, { flag: force === true ? 'w' : 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new UsageError(`${folder} holds prompts already. --force replaces them.`);
    throw fileError(error);
  }
  context.terminal.result(
    promptFiles()
      .map(({ name }) => path.join(folder, name))
      .join('\n'),
  );
}
