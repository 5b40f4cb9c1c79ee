/** What a run is made by: its settings, its world as it is written down, its teacher. */

import path from 'node:path';
import { RunError, type RunSettings, runSettings, TEACHER_REPLIES, type WorldTarget } from '../../dataset/index.ts';
import type { GivenPath } from '../../path/index.ts';
import type { Catalog } from '../../signature/index.ts';
import { createTeacher, type Teacher, TeacherError, type TeacherOptions } from '../../teacher/index.ts';
import { type CommandContext, UsageError } from '../command.ts';
import { fileError } from '../file-error.ts';
import { environmentFor } from '../keys.ts';
import { modelOptions } from '../model-options.ts';
import { readPhrases } from '../phrases.ts';
import { readPrompts } from '../prompts.ts';
import type { RunMoney } from './money.ts';
import { type GenerateOptions, limitsOf } from './options.ts';

/** The real world as it was named; one whose name may hold a key is not written down. */
export function targetOf(options: GenerateOptions): WorldTarget | undefined {
  const { world: target, state, stateMethod, snapshotMethods, failure, resetTool } = options;
  if (/key|token|secret|passw|bearer|auth|\/\/[^/@\s]*@|[?&][^=\s]+=/i.test(target)) return undefined;
  return {
    target,
    ...(state === undefined ? {} : { state }),
    ...(stateMethod === undefined ? {} : { stateMethod }),
    ...(snapshotMethods === undefined ? {} : { snapshotMethods }),
    ...(failure === undefined ? {} : { failure }),
    ...(resetTool === undefined ? {} : { resetTool }),
  };
}

/** Path settings that were given; a function may be named without its namespace. */
function pathOf(
  { length, merge, insert, split, mode, deadEnd, start }: GenerateOptions,
  catalog: Catalog,
): RunSettings['path'] {
  const found = start === undefined ? [] : catalog.lookup(start);
  if (start !== undefined && found.length !== 1) {
    throw new UsageError(
      `--start: "${start}" is ${found.length === 0 ? 'no function' : 'more than one function'} of the files.`,
    );
  }
  const [first] = found;
  return {
    ...(length === undefined ? {} : { length }),
    ...(merge === undefined ? {} : { merge }),
    ...(insert === undefined ? {} : { insert }),
    ...(split === undefined ? {} : { split }),
    ...(mode === undefined ? {} : { mode }),
    ...(deadEnd === undefined ? {} : { deadEnd }),
    ...(first === undefined ? {} : { start: first.id }),
  };
}

export function settingsOf(
  options: GenerateOptions,
  catalog: Catalog,
  paths: readonly GivenPath[] | undefined,
): RunSettings {
  try {
    return runSettings({
      count: paths === undefined || options.countGiven === true ? options.count : paths.length,
      seed: options.seed,
      shard: options.shard,
      path: pathOf(options, catalog),
      ...(options.mixture === undefined ? {} : { mixture: options.mixture }),
      ...(paths === undefined ? {} : { paths }),
      ...(options.errors === undefined ? {} : { errors: options.errors }),
      ...(options.student === undefined
        ? {}
        : {
            student: {
              model: options.studentModel ?? '',
              rollouts: options.rollouts,
              ...(options.judgeModel === undefined ? {} : { judge: options.judgeModel }),
            },
          }),
    });
  } catch (error) {
    throw asUsage(error);
  }
}

/** A project's own texts for its teacher. */
export type TeacherTexts = Pick<TeacherOptions, 'phrasings' | 'prompts' | 'language'>;

export async function readTexts(
  options: GenerateOptions,
  catalog: Catalog,
  context: CommandContext,
): Promise<TeacherTexts> {
  if (options.language !== 'en' && options.teacher !== 'offline')
    throw new UsageError(
      '--language is for --teacher offline: the others write what their prompts ask for (magnet prompts).',
    );
  const phrasings = options.teacher === 'offline' ? await readPhrases(options.phrases, catalog, context) : undefined;
  if (phrasings === undefined && options.phrases !== undefined)
    throw new UsageError('--phrases are for --teacher offline: the others write their own.');
  const prompts = options.teacher === 'offline' ? undefined : await readPrompts(options.prompts, context);
  return {
    ...(prompts === undefined ? {} : { prompts }),
    ...(phrasings === undefined ? {} : { phrasings }),
    ...(options.language === 'en' ? {} : { language: options.language }),
  };
}

/** The teacher of this command; where workers ask it, they share the files of replies and expenses otherwise. */
export async function makeTeacher(
  options: GenerateOptions,
  directory: string,
  money: RunMoney | undefined,
  texts: TeacherTexts,
  context: CommandContext,
): Promise<Teacher> {
  try {
    return await createTeacher(options.teacher, {
      ...modelOptions(options, context),
      limits: limitsOf(options),
      ...texts,
      ...(options.redis === undefined ? { cacheFile: path.join(directory, TEACHER_REPLIES) } : {}),
      ...(money === undefined ? {} : { shared: money }),
      environment: environmentFor(options),
      onNotice: (text) => context.terminal.message(text),
    });
  } catch (error) {
    throw asUsage(error);
  }
}

/** What a person can mend is said without a stack. */
export function asUsage(error: unknown): unknown {
  const known = error instanceof RunError || error instanceof TeacherError || error instanceof RangeError;
  return known ? new UsageError(error.message) : fileError(error);
}
