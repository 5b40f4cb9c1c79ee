import path from 'node:path';
import { Option } from 'commander';
import { checkRecord, type DataNote, type DataProblem, type RunRow, recordNotes } from '../../dataset/index.ts';
import { type CommandContext, EXIT, type RegisterCommand } from '../command.ts';
import { dataFile, rowsOf } from '../data-rows.ts';
import { fileError } from '../file-error.ts';
import { oneLine } from '../gate.ts';
import { VERSION } from '../version.ts';

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
  /** What may be right all the same, counted by kind; it does not change the exit code. */
  readonly noteCounts: Readonly<Record<string, number>>;
  /** In order, at most 10,000. */
  readonly notes: readonly (DataNote & { readonly record: number; readonly line: number })[];
}

/** `magnet check-data FILE`: what is wrong in a data set of conversations, whoever wrote it. */
export const registerCheckData: RegisterCommand = (program, context) => {
  program
    .command('check-data')
    .description('Check a data set of conversations with tool calls, ours or another tool’s, record by record.')
    .argument('<file>', 'JSON Lines, one JSON list, or the folder of a run')
    .addOption(
      new Option('--format <format>', 'text, json or sarif').choices(['text', 'json', 'sarif']).default('text'),
    )
    .action(async (given: string, options: { readonly format: 'text' | 'json' | 'sarif' }) => {
      const file = await dataFile(path.resolve(context.cwd, given));
      const report = await checkFile(file, context).catch((error: unknown) => {
        throw fileError(error);
      });
      const found = report.broken.length > 0 || Object.keys(report.counts).length > 0;
      context.exit(found ? EXIT.findings : EXIT.done);
      const json = options.format === 'sarif' ? sarifLog(report, context.cwd) : report;
      context.terminal.result(options.format === 'text' ? reportText(report, given) : JSON.stringify(json, null, 2));
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
  readonly #noteCounts = new Map<string, number>();
  readonly #notes: DataReport['notes'][number][] = [];
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
    for (const note of recordNotes(row.record)) {
      this.#noteCounts.set(note.kind, (this.#noteCounts.get(note.kind) ?? 0) + 1);
      if (this.#notes.length < MAX_PROBLEMS) this.#notes.push({ record: row.index, line: row.line, ...note });
    }
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
      noteCounts: Object.fromEntries([...this.#noteCounts].sort(([left], [right]) => (left < right ? -1 : 1))),
      notes: this.#notes,
    };
  }
}

function reportText(report: DataReport, given: string): string {
  const counts = Object.entries(report.counts).map(([kind, count]) => `${count} ${kind}`);
  const lines = [
    `${given}: ${report.records} records (${report.format}), ${report.calls} calls, ${report.notChecked} of them not checked for want of tools`,
    counts.length === 0 ? 'nothing wrong in what was checked' : counts.join(', '),
    ...(report.notes.length === 0
      ? []
      : [
          `to look at: ${Object.entries(report.noteCounts)
            .map(([kind, count]) => `${count} ${kind}`)
            .join(', ')}`,
        ]),
    ...report.broken.slice(0, SHOWN).map(({ line, reason }) => `  line ${line}: ${reason}`),
    ...report.problems
      .slice(0, SHOWN)
      .map(({ record, kind, message, detail }) => `  record ${record}, message ${message}: ${kind}: ${detail}`),
  ];
  const more = report.problems.length + report.problemsLeftOut - SHOWN;
  return [...lines, ...(more > 0 ? [`  and ${more} more (--format json lists them)`] : [])].map(oneLine).join('\n');
}

/** The problems for code hosts, by line of the file (SARIF 2.1.0). */
function sarifLog({ file, problems, notes, broken }: DataReport, cwd: string): object {
  const uri = path.relative(cwd, file).split(path.sep).join('/');
  const at = (line: number) => [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: line } } }];
  const results = [
    ...broken.map(({ line, reason }) => ({
      ruleId: 'unreadable',
      level: 'error',
      message: { text: reason },
      locations: at(line),
    })),
    ...problems.map((problem) => ({ ...sarifResult(problem), level: 'error', locations: at(problem.line) })),
    ...notes.map((note) => ({ ...sarifResult(note), level: 'note', locations: at(note.line) })),
  ];
  const rules = [...new Set(results.map(({ ruleId }) => ruleId))].map((id) => ({ id }));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'Magnet', version: VERSION, rules } }, results }],
  };
}

function sarifResult({
  kind,
  record,
  message,
  detail,
}: {
  kind: string;
  record: number;
  message: number;
  detail: string;
}) {
  return { ruleId: kind, message: { text: `record ${record}, message ${message}: ${detail}` } };
}
