import path from 'node:path';
import { Option } from 'commander';
import { checkRecord, type DataProblem, type RunRow } from '../../dataset/index.ts';
import { type CommandContext, EXIT, type RegisterCommand } from '../command.ts';
import { dataFile, rowsOf } from '../data-rows.ts';
import { fileError } from '../file-error.ts';
import { oneLine } from '../gate.ts';

const MAX_PROBLEMS = 10_000;
const SHOWN = 20;

interface DataReport {
  readonly file: string;
  readonly format: string;
  readonly records: number;
  readonly calls: number;
  readonly notChecked: number;
  /** Problems by kind, all of them counted. */
  readonly counts: Readonly<Record<string, number>>;
  /** Lines or rows that hold no record. */
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
  /** In order, at most 10,000. */
  readonly problems: readonly (DataProblem & { readonly record: number; readonly line: number })[];
  readonly problemsLeftOut: number;
}

/** `magnet check-data FILE`: what is wrong in a data set of conversations, whoever wrote it. */
export const registerCheckData: RegisterCommand = (program, context) => {
  program
    .command('check-data')
    .description('Check a data set of conversations with tool calls, ours or another tool’s, record by record.')
    .argument('<file>', 'JSON Lines, one JSON list, or the folder of a run')
    .addOption(new Option('--format <format>', 'text or json').choices(['text', 'json']).default('text'))
    .action(async (given: string, options: { readonly format: 'text' | 'json' }) => {
      const file = await dataFile(path.resolve(context.cwd, given));
      const report = await checkFile(file, context).catch((error: unknown) => {
        throw fileError(error);
      });
      const found = report.broken.length > 0 || Object.keys(report.counts).length > 0;
      context.exit(found ? EXIT.findings : EXIT.done);
      context.terminal.result(options.format === 'json' ? JSON.stringify(report, null, 2) : reportText(report, given));
    });
};

async function checkFile(file: string, context: CommandContext): Promise<DataReport> {
  const report = new ReportBuilder(file);
  for await (const row of rowsOf(file)) {
    context.signal.throwIfAborted();
    report.add(row);
  }
  return report.finish();
}

class ReportBuilder {
  readonly #file: string;
  readonly #counts = new Map<string, number>();
  readonly #problems: DataReport['problems'][number][] = [];
  readonly #broken: { line: number; reason: string }[] = [];
  readonly #formats = new Set<string>();
  #records = 0;
  #calls = 0;
  #notChecked = 0;
  #leftOut = 0;

  constructor(file: string) {
    this.#file = file;
  }

  add(row: RunRow): void {
    if ('problem' in row) {
      this.#broken.push({ line: row.line, reason: row.problem });
      return;
    }
    this.#records += 1;
    this.#formats.add(row.format);
    const { problems, calls, notChecked } = checkRecord(row.record);
    this.#calls += calls;
    this.#notChecked += notChecked;
    for (const problem of problems) {
      this.#counts.set(problem.kind, (this.#counts.get(problem.kind) ?? 0) + 1);
      if (this.#problems.length < MAX_PROBLEMS) this.#problems.push({ record: row.index, line: row.line, ...problem });
      else this.#leftOut += 1;
    }
  }

  finish(): DataReport {
    return {
      file: this.#file,
      format: [...this.#formats].join(', ') || 'unknown',
      records: this.#records,
      calls: this.#calls,
      notChecked: this.#notChecked,
      counts: Object.fromEntries([...this.#counts].sort(([left], [right]) => (left < right ? -1 : 1))),
      broken: this.#broken,
      problems: this.#problems,
      problemsLeftOut: this.#leftOut,
    };
  }
}

function reportText(report: DataReport, given: string): string {
  const counts = Object.entries(report.counts).map(([kind, count]) => `${count} ${kind}`);
  const lines = [
    `${given}: ${report.records} records (${report.format}), ${report.calls} calls, ${report.notChecked} of them not checked for want of tools`,
    counts.length === 0 ? 'nothing wrong in what was checked' : counts.join(', '),
    ...report.broken.slice(0, SHOWN).map(({ line, reason }) => `  line ${line}: ${reason}`),
    ...report.problems
      .slice(0, SHOWN)
      .map(({ record, kind, message, detail }) => `  record ${record}, message ${message}: ${kind}: ${detail}`),
  ];
  const more = report.problems.length + report.problemsLeftOut - SHOWN;
  return [...lines, ...(more > 0 ? [`  and ${more} more (--format json lists them)`] : [])].map(oneLine).join('\n');
}
