import path from 'node:path';
import { Option } from 'commander';
import {
  type Coverage,
  coverageOf,
  DROPPED,
  MANIFEST,
  parseManifest,
  type RunStatistics,
  statisticsOf,
  statisticsPage,
} from '../../dataset/index.ts';
import { openLineFile, openRunFolder } from '../../files/index.ts';
import { type CommandContext, EXIT, type RegisterCommand } from '../command.ts';
import { curatedGraph, loadStated } from '../curation.ts';
import { fileError } from '../file-error.ts';
import { joinLines } from '../gate.ts';
import { recordsFile } from '../records-file.ts';
import { saveText } from '../save.ts';

interface StatsOptions {
  readonly format: 'text' | 'json' | 'html';
  readonly out?: string;
  readonly force?: boolean;
}

type StatsReport = RunStatistics & {
  readonly run: string;
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
  readonly coverage?: Coverage;
};

/** `magnet stats DIR [FILES…]`: what a run holds, also while it is being made. */
export const registerStats: RegisterCommand = (program, context) => {
  program
    .command('stats')
    .description('Count what a run holds: mixture, turns, calls, certificates, coverage, diversity, cost.')
    .argument('<run>', 'folder of a run, finished or not, or its records file')
    .argument('[files...]', 'the signature files, to say how much of the catalog is covered')
    .addOption(new Option('--format <format>', 'text, json or html').choices(['text', 'json', 'html']).default('text'))
    .option('--out <file>', 'write there instead of printing')
    .option('--force', 'replace a file that is there')
    .action(async (run: string, files: string[], options: StatsOptions) => {
      const report = await collect(run, files, context).catch((error: unknown) => {
        throw fileError(error);
      });
      if (report.broken.length > 0) context.exit(EXIT.findings);
      const text = render(report, options);
      if (options.out === undefined) context.terminal.result(text);
      else context.terminal.message(`written: ${await saveText(options.out, text, options.force === true, context)}`);
    });
};

async function collect(given: string, files: string[], context: CommandContext): Promise<StatsReport> {
  const source = await recordsFile(given, context);
  const folder = openRunFolder(path.dirname(source));
  const { statistics, broken } = await statisticsOf(
    {
      records: openLineFile(source).readAll(),
      dropped: openLineFile(path.join(path.dirname(source), DROPPED)).readAll(),
      status: parseManifest(await folder.read(MANIFEST))?.status ?? 'unknown',
    },
    context.signal,
  );
  const coverage = files.length === 0 ? {} : { coverage: await coverageIn(statistics, files, context) };
  return { run: given, ...statistics, ...coverage, broken };
}

async function coverageIn(statistics: RunStatistics, files: string[], context: CommandContext): Promise<Coverage> {
  const loaded = await loadStated(files, context);
  return coverageOf(statistics, loaded.catalog.entries, await curatedGraph(loaded, context));
}

function render(report: StatsReport, { format }: StatsOptions): string {
  if (format === 'json') return JSON.stringify(report, null, 2);
  if (format === 'html') return statisticsPage(`Run ${report.run}`, report, report.coverage);
  return reportText(report);
}

function reportText(report: StatsReport): string {
  const { turns, calls, multiTurn, queries, answers, coverage } = report;
  const lines = [
    `${report.run}: ${report.records} records, ${report.pairs} pairs, ${report.status}`,
    `kinds: ${list(report.kinds)}`,
    `turns a record: ${turns.mean} (${turns.min} to ${turns.max}); calls: ${calls.mean} (${calls.min} to ${calls.max})`,
    `multi-turn records: ${multiTurn.records}, of ${multiTurn.turns} turns and ${multiTurn.calls} calls`,
    `turns: ${list(report.turnKinds)}; steps: ${list(report.origins)}; operations: ${list(report.operations)}`,
    `errors of the negatives by type: ${list(report.errorTypes)}`,
    `certificates: ${certificateText(report)}`,
    `values of arguments: ${list(report.sources)}`,
    `queries: compression ${queries.compression}, distinct-2 ${queries.distinct2}, ${percent(queries.different)} different, of ${queries.texts}`,
    `answers: compression ${answers.compression}, distinct-2 ${answers.distinct2}, ${percent(answers.different)} different, of ${answers.texts}`,
    ...(coverage === undefined ? [] : coverageText(coverage)),
    `dropped paths: ${list(report.dropped)}`,
    `tokens: ${report.tokens.input} in, ${report.tokens.output} out, $${report.costUsd.toFixed(4)}; review: ${list(report.review)}`,
    ...report.broken.slice(0, 20).map(({ line, reason }) => `line ${line}: ${reason}`),
  ];
  return joinLines(lines);
}

function coverageText({ functions, edges, operations }: Coverage): string[] {
  const never = functions.never.slice(0, 10).join(', ');
  const more = functions.never.length > 10 ? `, and ${functions.never.length - 10} more` : '';
  return [
    `coverage: ${functions.called} of ${functions.of} functions called, ${edges.used} of ${edges.of} edges used${never === '' ? '' : `; never called: ${never}${more}`}`,
    `calls by operation: ${list(operations)}`,
  ];
}

function certificateText({ certificates }: RunStatistics): string {
  const parts = Object.entries(certificates).map(([kind, { holds, fails }]) =>
    fails === 0 ? `${kind} ${holds}` : `${kind} ${holds} hold, ${fails} fail`,
  );
  return parts.join(', ') || 'none';
}

function list(values: Readonly<Record<string, number>>): string {
  return (
    Object.entries(values)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none'
  );
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
