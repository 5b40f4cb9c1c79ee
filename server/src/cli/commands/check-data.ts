import path from 'node:path';
import { Option } from 'commander';
import { DEFAULT_DUPLICATE, DEFAULT_SIMILARITY, readAgainst } from '../against.ts';
import { type CommandContext, EXIT, type RegisterCommand } from '../command.ts';
import { type DataQuestions, type DataReport, DataReportBuilder, dataReportText } from '../data-report.ts';
import { dataFile, rowsOf } from '../data-rows.ts';
import { sarifLog } from '../data-sarif.ts';
import { fileError } from '../file-error.ts';
import { similarity } from '../options.ts';

interface CheckDataOptions {
  readonly format: 'text' | 'json' | 'sarif';
  readonly against?: readonly string[];
  readonly similarity: number;
  readonly nearDuplicates?: number | true;
}

/** `magnet check-data FILE`: what is wrong in a data set of conversations, whoever wrote it. */
export const registerCheckData: RegisterCommand = (program, context) => {
  program
    .command('check-data')
    .description('Check a data set of conversations with tool calls, ours or another tool’s, record by record.')
    .argument('<file>', 'JSON Lines, one JSON list, or the folder of a run')
    .option('--against <path...>', 'name texts that also stand in these files or folders: test sets, benchmarks')
    .addOption(
      new Option('--similarity <number>', 'with --against: from which on two texts are nearly the same')
        .argParser(similarity)
        .default(DEFAULT_SIMILARITY),
    )
    .addOption(
      new Option(
        '--near-duplicates [similarity]',
        `name records that are nearly the same as an earlier one (${DEFAULT_DUPLICATE} unless told)`,
      ).argParser(similarity),
    )
    .addOption(
      new Option('--format <format>', 'text, json or sarif').choices(['text', 'json', 'sarif']).default('text'),
    )
    .action(async (given: string, options: CheckDataOptions) => {
      const file = await dataFile(path.resolve(context.cwd, given));
      const report = await checkFile(file, options, context).catch((error: unknown) => {
        throw fileError(error);
      });
      const found = report.broken.length > 0 || Object.keys(report.counts).length > 0;
      context.exit(found ? EXIT.findings : EXIT.done);
      const json = options.format === 'sarif' ? sarifLog(report, context.cwd) : report;
      context.terminal.result(
        options.format === 'text' ? dataReportText(report, given) : JSON.stringify(json, null, 2),
      );
    });
};

async function checkFile(file: string, options: CheckDataOptions, context: CommandContext): Promise<DataReport> {
  const report = new DataReportBuilder(file, await questionsOf(file, options, context));
  for await (const row of rowsOf(file)) {
    context.signal.throwIfAborted();
    report.add(row);
  }
  return report.finish();
}

async function questionsOf(
  file: string,
  { against, similarity: from, nearDuplicates }: CheckDataOptions,
  context: CommandContext,
): Promise<DataQuestions> {
  return {
    ...(against === undefined
      ? {}
      : { against: { ...(await readAgainst(against, from, file, context)), similarity: from } }),
    ...(nearDuplicates === undefined
      ? {}
      : { nearDuplicates: nearDuplicates === true ? DEFAULT_DUPLICATE : nearDuplicates }),
  };
}
