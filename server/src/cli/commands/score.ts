import path from 'node:path';
import { BfclInputError, scoreBfcl } from '../../endpoint/index.ts';
import { describe, folderAt, judgeFor, readText } from '../benchmark/bfcl.ts';
import { type CommandContext, type RegisterCommand, UsageError } from '../command.ts';
import { oneOf } from '../options.ts';

interface ScoreOptions {
  readonly data: string;
  readonly results: string;
  readonly backends?: string;
  readonly strict: boolean;
  readonly format: string;
}

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
    .option('--strict', 'differ from the published checkers where they are arguable, and say why', false)
    .option('--format <format>', 'text or json', oneOf('text', 'json'), 'text')
    .action((options: ScoreOptions) => run(options, context));
};

async function run(options: ScoreOptions, context: CommandContext): Promise<void> {
  const data = await folderAt(options.data, '--data', context);
  const results = await readText(path.resolve(context.cwd, options.results));
  if (results === undefined) throw new UsageError(`${options.results}: there is no such file.`);
  const multiTurn = (await judgeFor(options.backends, context))?.judge;
  try {
    const report = await scoreBfcl({
      results,
      read: (file) => readText(path.join(data, file)),
      signal: context.signal,
      strict: options.strict,
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
