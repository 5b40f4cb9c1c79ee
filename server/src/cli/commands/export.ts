import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Option } from 'commander';
import {
  createBfclFolder,
  EXPORT_IDS,
  EXPORT_TARGETS,
  type ExportChoices,
  type ExportedRecord,
  type ExportId,
  exportRecord,
  type Loss,
  learntLength,
  PARALLEL_RESULTS,
  type ParallelResults,
  RECORDS,
  readMagnetRecord,
  type Side,
} from '../../dataset/index.ts';
import { openLineFile } from '../../files/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { classWorldOption } from '../class-world.ts';
import { type CommandContext, EXIT, type RegisterCommand, UsageError } from '../command.ts';
import { exists, openSink, type Sink, siblingPath, writeCompanions } from '../export-files.ts';
import { type FilterOptions, filterOptions, openFilter, type RecordFilter } from '../export-filter.ts';
import { type ExportSplit, openSplit, type SplitOptions, splitOptions } from '../export-split.ts';
import { fileError } from '../file-error.ts';
import { oneLine } from '../gate.ts';
import { openTemplateOption, type TemplateOptions, templateOptions } from '../template.ts';

interface ExportOptions extends TemplateOptions, FilterOptions, SplitOptions {
  readonly world?: string;
  readonly state?: string;
  readonly parallelResults: ParallelResults;
  readonly as: ExportId;
  readonly out: string;
  readonly force?: boolean;
  readonly format: 'text' | 'json';
}

interface ExportReport {
  readonly as: ExportId;
  readonly out: string;
  readonly files: readonly string[];
  readonly records: number;
  readonly rows: number;
  readonly dropped: number;
  readonly changed: number;
  /** Lines that hold no record, 1-based. */
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
  /** In record order, at most 10,000. */
  readonly losses: readonly Loss[];
  readonly lossesLeftOut: number;
  /** What the template makes of the rows, where one was named. */
  readonly template?: TemplateReport;
  /** Where the rows went, of an export in two parts. */
  readonly split?: Readonly<Record<Side, SplitReport>>;
}

interface SplitReport {
  readonly file: string;
  readonly records: number;
  readonly rows: number;
  /** Function sequences, groups of tools, or records. */
  readonly groups: number;
}

/** Sides of records that the template rendered, and how much of them is learnt. */
interface TemplateReport {
  readonly rendered: number;
  readonly characters: number;
  readonly learnt: number;
  /** Who says what is learnt: the template's own marks, or the difference of prefixes. */
  readonly by: 'generation' | 'prefix';
}

const MAX_LOSSES = 10_000;

const UNFINISHED = 'the file ends within this line, as after a crash';

/** `magnet export DIR --as … --out FILE`: the file a trainer loads, and what each record would lose in it. */
export const registerExport: RegisterCommand = (program, context) => {
  splitOptions(filterOptions(templateOptions(program.command('export'))))
    .description('Write a run in the form a trainer loads, and say what each record would lose.')
    .argument('<dir>', 'run folder, or its records file')
    .addOption(new Option('--as <format>', "the trainer's format").choices([...EXPORT_IDS]).makeOptionMandatory())
    .requiredOption('--out <file>', 'file to write')
    .option('--force', 'replace the file if it is there')
    .addOption(
      new Option('--parallel-results <how>', 'parallel calls as they are, or one after another with their outputs')
        .choices([...PARALLEL_RESULTS])
        .default('as-is'),
    )
    .option(
      '--world <world>',
      'bfcl: the classes that the run was made with, module:FILE#Class[,Class]; they are not run',
    )
    .option('--state <file>', 'bfcl: their initial state, a JSON file')
    .addOption(new Option('--format <format>', 'text or json').choices(['text', 'json']).default('text'))
    .action((directory: string, options: ExportOptions) => run(directory, options, context));
};

async function run(directory: string, options: ExportOptions, context: CommandContext): Promise<void> {
  const source = await recordsFile(path.resolve(context.cwd, directory));
  const out = path.resolve(context.cwd, options.out);
  const targets = options.split === undefined ? [out] : [siblingPath(out, 'train'), siblingPath(out, 'test')];
  for (const target of targets) {
    if (target === source) throw new UsageError('--out is the run itself.');
    if (options.force !== true && (await exists(target)))
      throw new UsageError(
        `${path.relative(context.cwd, target)} is there already. Name another file, or add --force.`,
      );
  }
  if (options.as === 'bfcl' && options.split !== undefined)
    throw new UsageError('bfcl is a test set as a whole: leave --split out.');
  const choices = await choicesOf(options, context);
  const filter = await openFilter(source, options, context);
  const split = await openSplit(source, out, options, context);
  const report = await write(source, out, { ...options, choices, filter }, split, context).catch((error: unknown) => {
    throw fileError(error);
  });
  const failed = report.broken.length > 0 || report.dropped > 0;
  context.exit(failed ? EXIT.findings : EXIT.done);
  context.terminal.result(options.format === 'json' ? JSON.stringify(report, null, 2) : reportText(report, context));
}

async function choicesOf(options: ExportOptions, context: CommandContext): Promise<ExportChoices> {
  const renderer = await openTemplateOption(options, context);
  if (renderer !== undefined && EXPORT_TARGETS[options.as].withoutTemplate === true)
    throw new UsageError(`no chat template reads the rows of ${options.as}: leave --template and --tokenizer out.`);
  if (renderer === undefined && EXPORT_TARGETS[options.as].needsTemplate === true)
    throw new UsageError(
      `${options.as} holds rendered text: name the model's template with --template or --tokenizer.`,
    );
  const classWorld = await classWorldOption(options, context);
  return {
    parallelResults: options.parallelResults,
    ...(renderer === undefined ? {} : { renderer }),
    ...(classWorld === undefined ? {} : { classWorld }),
  };
}

async function recordsFile(given: string): Promise<string> {
  const status = await stat(given).catch(() => undefined);
  const file = status?.isDirectory() === true ? path.join(given, RECORDS) : given;
  if (!(await exists(file))) throw new UsageError(`${file}: there is no run here.`);
  return file;
}

/** Line by line: a run may be larger than memory. */
async function write(
  source: string,
  out: string,
  options: ExportOptions & { readonly choices: ExportChoices; readonly filter: RecordFilter },
  split: ExportSplit | undefined,
  context: CommandContext,
): Promise<ExportReport> {
  const { renderer } = options.choices;
  await mkdir(path.dirname(out), { recursive: true });
  const parts = await openParts(out, split);
  const answersPath = siblingPath(out, 'answers');
  let answersFile: Sink | undefined;
  const folder = options.as === 'bfcl' ? createBfclFolder(out, options.choices.classWorld) : undefined;
  const losses: Loss[] = [];
  const changedRecords = { count: 0, last: -1 };
  const note = (loss: Loss) => {
    if (losses.length < MAX_LOSSES) losses.push(loss);
    else lossesLeftOut += 1;
    if (loss.level === 'changed' && loss.index !== changedRecords.last) {
      changedRecords.count += 1;
      changedRecords.last = loss.index;
    }
  };
  let lossesLeftOut = 0;
  const template = { rendered: 0, characters: 0, learnt: 0 };
  const broken: { line: number; reason: string }[] = [];
  let [records, rows, dropped, line] = [0, 0, 0, 0];
  for await (const { text, unended } of openLineFile(source).readAll()) {
    context.signal.throwIfAborted();
    line += 1;
    if (text.trim() === '') continue;
    const read = readMagnetRecord(text);
    if (typeof read === 'string') {
      broken.push({ line, reason: unended === true ? `${UNFINISHED}: ${read}` : read });
      continue;
    }
    const { side, record, note: moved } = split?.sided(read, records) ?? { side: 'train', record: read };
    records += 1;
    const written = read.tools.length > 0 && record.tools.length === 0 ? nothingOffered(record) : undefined;
    const exported =
      written ?? unlessLeftOut(exportRecord(record, options.as, options.choices), record, options.filter);
    if (moved !== undefined) note({ id: record.id, index: record.index, level: 'changed', message: moved });
    for (const mask of exported.masks ?? []) {
      template.rendered += 1;
      template.characters += mask.text.length;
      template.learnt += learntLength(mask);
    }
    for (const loss of exported.losses) note(loss);
    if (exported.rows.length === 0) dropped += 1;
    rows += exported.rows.length;
    await parts[side].add(exported.rows);
    folder?.add(exported.rows, exported.answers);
    if (exported.answers.length > 0) answersFile ??= await openSink(answersPath);
    for (const answer of exported.answers) await answersFile?.line(answer);
  }
  await Promise.all([...new Set(Object.values(parts))].map((part) => part.end()));
  await answersFile?.end();
  const companions = await writeCompanions(split?.files.train ?? out, {
    ...options,
    ...(split === undefined ? {} : { test: split.files.test }),
  });
  const byCategory = (await folder?.write()) ?? [];
  const files = [
    ...(split === undefined ? [out] : [split.files.train, split.files.test]),
    ...(answersFile === undefined ? [] : [answersPath]),
    ...companions,
    ...byCategory,
  ];
  return {
    as: options.as,
    out,
    files,
    records,
    rows,
    dropped,
    changed: changedRecords.count,
    broken,
    losses,
    lossesLeftOut,
    ...(renderer === undefined
      ? {}
      : { template: { ...template, by: renderer.marksGeneration ? ('generation' as const) : ('prefix' as const) } }),
    ...(split === undefined
      ? {}
      : { split: { train: splitReport('train', split, parts), test: splitReport('test', split, parts) } }),
  };
}

/** A file of rows, and what went into it. */
interface Part {
  readonly counts: { records: number; rows: number };
  add(rows: readonly unknown[]): Promise<void>;
  end(): Promise<void>;
}

/** The files of both sides; without a split one and the same. */
async function openParts(out: string, split: ExportSplit | undefined): Promise<Record<Side, Part>> {
  const train = await openPart(split?.files.train ?? out);
  return { train, test: split === undefined ? train : await openPart(split.files.test) };
}

async function openPart(file: string): Promise<Part> {
  const sink = await openSink(file);
  const counts = { records: 0, rows: 0 };
  return {
    counts,
    add: async (rows) => {
      counts.records += Number(rows.length > 0);
      counts.rows += rows.length;
      for (const row of rows) await sink.line(row);
    },
    end: () => sink.end(),
  };
}

function splitReport(side: Side, { files, groups }: ExportSplit, parts: Readonly<Record<Side, Part>>): SplitReport {
  return { file: files[side], ...parts[side].counts, groups: groups[side] };
}

/** A record without calls whose tools all belong to the other side. */
function nothingOffered({ id, index }: TrajectoryRecord): ExportedRecord {
  const message = 'all tools that it offers belong to the other side of the split';
  return { rows: [], answers: [], losses: [{ id, index, level: 'dropped', message }] };
}

/** What others have as well, or what was written before, is left out; a record that is dropped anyway is no one's double. */
function unlessLeftOut(exported: ExportedRecord, record: TrajectoryRecord, filter: RecordFilter): ExportedRecord {
  const reason = exported.rows.length === 0 ? undefined : filter(record, record.index);
  if (reason === undefined) return exported;
  return { rows: [], answers: [], losses: [{ id: record.id, index: record.index, level: 'dropped', message: reason }] };
}

const SHOWN_LOSSES = 12;

function reportText(report: ExportReport, context: CommandContext): string {
  const show = (file: string) => path.relative(context.cwd, file) || file;
  const lines = [
    `${report.rows} rows from ${report.records} records as ${report.as}: ${report.files.map(show).join(', ')}`,
    `${report.dropped} dropped, ${report.changed} changed, ${report.broken.length} lines that could not be read`,
    ...(report.template === undefined ? [] : [templateText(report.template)]),
    ...(report.split === undefined
      ? []
      : Object.entries(report.split).map(
          ([side, { file, records, rows, groups }]) =>
            `${side}: ${rows} rows from ${records} records (${groups} groups): ${show(file)}`,
        )),
    ...report.broken.slice(0, SHOWN_LOSSES).map(({ line, reason }) => `  line ${line}: ${reason}`),
    ...report.losses
      .slice(0, SHOWN_LOSSES)
      .map(({ index, level, message }) => `  record ${index} ${level}: ${message}`),
  ];
  const more = report.losses.length + report.lossesLeftOut - SHOWN_LOSSES;
  return [...lines, ...(more > 0 ? [`  and ${more} more (--format json lists them)`] : [])].map(oneLine).join('\n');
}

function templateText({ rendered, characters, learnt, by }: TemplateReport): string {
  const share = characters === 0 ? 0 : (100 * learnt) / characters;
  const who = by === 'generation' ? 'the marks of the template' : 'what each turn adds to its prompt';
  return `template: ${rendered} conversations rendered, ${learnt} of ${characters} characters learnt (${share.toFixed(1)} %), by ${who}`;
}
