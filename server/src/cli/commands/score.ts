import { stat } from 'node:fs/promises';
import path from 'node:path';
import {
  BfclInputError,
  type BfclReport,
  createMultiTurnJudge,
  findBackends,
  scoreBfcl,
} from '../../endpoint/index.ts';
import { readRegularText } from '../../files/index.ts';
import { type CommandContext, type RegisterCommand, UsageError } from '../command.ts';
import { oneOf } from '../options.ts';

interface ScoreOptions {
  readonly data: string;
  readonly results: string;
  readonly backends?: string;
  readonly format: string;
}

const MOST_LINES = 20;

/** Bytes of a file of the benchmark, and of results, at most. */
const MAX_BYTES = 256 * 1024 * 1024;

/** `magnet score bfcl`: judges a result file of the Berkeley Function-Calling Leaderboard as its own checkers would. */
export const registerScore: RegisterCommand = (program, context) => {
  const score = program.command('score').description('Judge the result file of a benchmark by its own rules.');
  score
    .command('bfcl')
    .description('Judge results of the Berkeley Function-Calling Leaderboard, row by row.')
    .requiredOption('--data <dir>', `the benchmark's "data" folder, with its possible_answer folder`)
    .requiredOption('--results <file>', 'results, one {"id", "result"} a line; categories may be mixed and partial')
    .option(
      '--backends <dir>',
      'the Python classes of tasks of many turns: their folder, or the one that holds the package bfcl_eval; they are run',
    )
    .option('--format <format>', 'text or json', oneOf('text', 'json'), 'text')
    .action((options: ScoreOptions) => run(options, context));
};

async function run(options: ScoreOptions, context: CommandContext): Promise<void> {
  const data = await folderAt(options.data, '--data', context);
  const results = await readText(path.resolve(context.cwd, options.results));
  if (results === undefined) throw new UsageError(`${options.results}: there is no such file.`);
  const multiTurn = await judgeFor(options.backends, context);
  try {
    const report = await scoreBfcl({
      results,
      read: (file) => readText(path.join(data, file)),
      signal: context.signal,
      ...(multiTurn === undefined ? {} : { multiTurn }),
    });
    context.terminal.result(options.format === 'json' ? JSON.stringify(report, null, 2) : describe(report));
  } catch (error) {
    if (error instanceof BfclInputError) throw new UsageError(error.message);
    throw error;
  } finally {
    await multiTurn?.close();
  }
}

/** Naming the folder is a person's yes to running the classes in it. */
async function judgeFor(given: string | undefined, context: CommandContext) {
  if (given === undefined) return undefined;
  const backends = await findBackends(await folderAt(given, '--backends', context));
  if (backends.file === undefined) throw new UsageError(`${given}: no Python file in it holds a class.`);
  return createMultiTurnJudge(backends);
}

async function folderAt(given: string, option: string, context: CommandContext): Promise<string> {
  const folder = path.resolve(context.cwd, given);
  if ((await stat(folder).catch(() => undefined))?.isDirectory() !== true) {
    throw new UsageError(`${given}: there is no such folder. Name it with ${option}.`);
  }
  return folder;
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readRegularText(file, MAX_BYTES);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`${file} ${(error as Error).message}.`);
  }
}

function describe({ verdicts, categories, unjudged, overall }: BfclReport): string {
  const rows = Object.entries(categories).map(
    ([name, { total, correct }]) => `${name}: ${correct} of ${total} right (${percent(correct / total)})`,
  );
  const wrong = verdicts.filter((verdict) => !verdict.correct);
  const shown = wrong.slice(0, MOST_LINES).map(({ id, reason }) => `  ${id}: ${reason}`);
  const more = wrong.length - shown.length;
  return [
    ...rows,
    ...(unjudged === 0 ? [] : [`${unjudged} could not be judged and count as not right`]),
    `overall, version 4: ${percent(overall.v4.overall)} (without agentic, a figure of ours: ${percent(overall.v4.overallWithoutAgentic)})`,
    `overall, version 3: ${percent(overall.v3.overall)}`,
    'categories without rows count 0 in both',
    ...(wrong.length === 0 ? [] : ['not right:', ...shown]),
    ...(more > 0 ? [`  … ${more} more; --format json lists all`] : []),
  ].join('\n');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
