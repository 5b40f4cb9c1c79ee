import path from 'node:path';
import { type Command, Option } from 'commander';
import { openTemplate, type Renderer, readTemplateText, readTokenizer, TemplateError } from '../dataset/index.ts';
import { readRegularText } from '../files/index.ts';
import { type CommandContext, UsageError } from './command.ts';

/** Options of every command that renders rows. */
export interface TemplateOptions {
  readonly template?: string;
  readonly tokenizer?: string;
}

const MAX_BYTES = 4 * 1024 * 1024;

export function templateOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--template <file>', "the model's chat template: a Jinja file, or a tokenizer_config.json").conflicts(
        'tokenizer',
      ),
    )
    .option('--tokenizer <dir>', "folder of the model's tokenizer, with chat_template.jinja or tokenizer_config.json");
}

/**
 * The template that a person named, opened; undefined where none is named.
 * @throws UsageError where it is not there or cannot be read
 */
export async function openTemplateOption(
  { template, tokenizer }: TemplateOptions,
  context: CommandContext,
): Promise<Renderer | undefined> {
  if (template === undefined && tokenizer === undefined) return undefined;
  try {
    if (template !== undefined) {
      const text = await readText(path.resolve(context.cwd, template));
      if (text === undefined) throw new UsageError(`--template ${template}: there is no such file.`);
      return await openTemplate(readTemplateText(text));
    }
    const folder = path.resolve(context.cwd, tokenizer as string);
    return await openTemplate(await readTokenizer((name) => readText(path.join(folder, name))));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new UsageError(
      `${template === undefined ? `--tokenizer ${tokenizer}` : `--template ${template}`}: ${error.message}.`,
    );
  }
}

/** The Jinja text of the template that a person named; undefined where none is named. Read after it was opened. */
export async function namedTemplate(
  { template, tokenizer }: TemplateOptions,
  { cwd }: CommandContext,
): Promise<string | undefined> {
  if (template !== undefined) return readTemplateText((await readText(path.resolve(cwd, template))) ?? '').text;
  if (tokenizer === undefined) return undefined;
  const folder = path.resolve(cwd, tokenizer);
  return (await readTokenizer((name) => readText(path.join(folder, name)))).text;
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readRegularText(file, MAX_BYTES);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new UsageError(`${file} cannot be read: ${message}.`);
  }
}
