import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Command, Option } from 'commander';
import { SPENT, TEACHER_REPLIES } from '../dataset/index.ts';
import { createTeacher, type Teacher, TeacherError, type TeacherId } from '../teacher/index.ts';
import { type CommandContext, UsageError } from './command.ts';
import { environmentFor } from './keys.ts';
import { type ModelOptions, modelOptions } from './model-options.ts';
import { amount, price } from './options.ts';
import { readPrompts } from './prompts.ts';

/** How a teacher is asked about a catalog, outside any run. */
export interface CatalogTeacherOptions extends ModelOptions {
  readonly teacher: TeacherId;
}

/** Gives a command the options that say which teacher is asked, and at what cost. */
export function withTeacherOptions(command: Command, teacher: Option): Command {
  return command
    .addOption(teacher.choices(['gemini', 'openai', 'replay']))
    .option('--model <name>', "the teacher's model")
    .option('--base-url <url>', "address of the teacher's server")
    .option('--budget <usd>', 'hard stop: the most money to spend, in US dollars', amount)
    .option('--price <in/out>', 'US dollars for a million tokens, where the price of the model is not known', price)
    .option('--replay <file>', 'recorded replies, for --teacher replay');
}

/** What is said where a teacher stops in the midst: nothing is paid twice. */
export const ANSWERS_ARE_KEPT = 'answers so far are kept: the same command does not ask for them again';

/**
 * Asks such a teacher and lets go of it.
 * @param kept said behind the reason where going on makes no sense
 * @throws UsageError where it cannot be asked, or not any more
 */
export async function withCatalogTeacher(
  options: CatalogTeacherOptions,
  purpose: string,
  kept: string,
  context: CommandContext,
  ask: (teacher: Teacher) => Promise<void>,
): Promise<void> {
  const teacher = await openCatalogTeacher(options, purpose, context);
  try {
    await ask(teacher);
  } catch (error) {
    if (error instanceof TeacherError) throw new UsageError(`${error.message} (${kept})`);
    throw error;
  } finally {
    await teacher.close();
  }
}

/**
 * Makes the teacher; what it answers and costs is kept under `.magnet`, so that nothing is paid twice.
 * @param purpose name of the folder there
 * @throws UsageError where it cannot be asked so
 */
async function openCatalogTeacher(
  options: CatalogTeacherOptions,
  purpose: string,
  context: CommandContext,
): Promise<Teacher> {
  const folder = path.join(context.cwd, '.magnet', purpose);
  if (options.teacher !== 'replay') await mkdir(folder, { recursive: true });
  const prompts = await readPrompts(undefined, context);
  try {
    return await createTeacher(options.teacher, {
      ...modelOptions(options, context),
      ...(prompts === undefined ? {} : { prompts }),
      cacheFile: path.join(folder, TEACHER_REPLIES),
      ledgerFile: path.join(folder, SPENT),
      environment: environmentFor(options),
      onNotice: (notice) => context.terminal.message(notice),
    });
  } catch (error) {
    if (error instanceof TeacherError) throw new UsageError(error.message);
    throw error;
  }
}
