import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Option } from 'commander';
import {
  EXPORT_IDS,
  EXPORT_TARGETS,
  type ExportChoices,
  type ExportedRecord,
  type ExportId,
  exportRecord,
  exportRun,
  type HubLayout,
  type Loss,
  PARALLEL_RESULTS,
  type ParallelResults,
  type PartCounts,
  RECORDS,
  type RunExportReport,
  type Side,
  type SidedRecord,
  siblingPath,
  type TemplateReport,
} from '../../dataset/index.ts';
import { isThere } from '../../files/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { classWorldOption } from '../class-world.ts';
import { type CommandContext, EXIT, type RegisterCommand, UsageError } from '../command.ts';
import { type FilterOptions, filterOptions, openFilter, type RecordFilter } from '../export-filter.ts';
import { type LayoutOptions, layoutOptions, openHubLayout, outputPath, refuseFullFolder } from '../export-layout.ts';
import { type ExportSplit, openSplit, type SplitOptions, splitOptions } from '../export-split.ts';
import { fileError } from '../file-error.ts';
import { joinLines } from '../gate.ts';
import { openTemplateOption, type TemplateOptions, templateOptions } from '../template.ts';

interface ExportOptions extends TemplateOptions, FilterOptions, SplitOptions, LayoutOptions {
  readonly world?: string;
  readonly state?: string;
  readonly parallelResults: ParallelResults;
  readonly as: ExportId;
  readonly out: string;
  readonly force?: boolean;
  readonly format: 'text' | 'json';
}

type ExportReport = Omit<RunExportReport, 'parts'> & {
  readonly as: ExportId;
  readonly out: string;
  /** Where the rows went, of an export in two parts. */
  readonly split?: Readonly<Record<Side, SplitReport>>;
};

interface SplitReport extends PartCounts {
  readonly file: string;
  /** Function sequences, groups of tools, or records. */
  readonly groups: number;
}

/** `magnet export DIR --as … --out FILE`: the file a trainer loads, and what each record would lose in it. */
export const registerExport: RegisterCommand = (program, context) => {
  layoutOptions(splitOptions(filterOptions(templateOptions(program.command('export')))))
    .description('Write a run in the form a trainer loads, and say what each record would lose.')
    .argument('<dir>', 'run folder, or its records file')
    .addOption(new Option('--as <format>', "the trainer's format").choices([...EXPORT_IDS]).makeOptionMandatory())
    .requiredOption('--out <file>', 'file to write; NAME.parquet and NAME.jsonl.zst are written as that')
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
  const out = path.resolve(context.cwd, outputPath(options.out, options.as, options));
  const hub = await openHubLayout(source, options.as, options);
  if (hub !== undefined) await refuseFullFolder(out, options.force === true, context);
  const targets = targetsOf(out, options);
  for (const target of targets) {
    if (target === source) throw new UsageError('--out is the run itself.');
    if (options.force !== true && (await isThere(target)))
      throw new UsageError(
        `${path.relative(context.cwd, target)} is there already. Name another file, or add --force.`,
      );
  }
  if (options.as === 'bfcl' && options.split !== undefined)
    throw new UsageError('bfcl is a test set as a whole: leave --split out.');
  const choices = await choicesOf(options, context);
  const filter = await openFilter(source, options, context);
  const split = await openSplit(source, out, options, context);
  const report = await write(source, out, { ...options, choices, filter, hub }, split, context).catch(
    (error: unknown) => {
      throw fileError(error);
    },
  );
  const failed = report.broken.length > 0 || report.dropped > 0;
  context.exit(failed ? EXIT.findings : EXIT.done);
  context.terminal.result(options.format === 'json' ? JSON.stringify(report, null, 2) : reportText(report, context));
}

/** The files that must not be there yet. */
function targetsOf(out: string, { layout, split }: ExportOptions): string[] {
  if (layout === 'hf') return [path.join(out, 'README.md')];
  return split === undefined ? [out] : [siblingPath(out, 'train'), siblingPath(out, 'test')];
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
  if (!(await isThere(file))) throw new UsageError(`${file}: there is no run here.`);
  return file;
}

async function write(
  source: string,
  out: string,
  options: ExportOptions & {
    readonly choices: ExportChoices;
    readonly filter: RecordFilter;
    readonly hub: HubLayout | undefined;
  },
  split: ExportSplit | undefined,
  context: CommandContext,
): Promise<ExportReport> {
  const { as, choices, filter, hub } = options;
  const { parts, ...report } = await exportRun(source, {
    as,
    choices,
    out,
    force: options.force === true,
    signal: context.signal,
    ...(split === undefined ? {} : { sides: split.files }),
    ...(hub === undefined ? {} : { hub }),
    each: (record, at) => sidedExport(record, at, { as, choices, filter }, split),
  });
  const sideReport = (side: Side, { files, groups }: ExportSplit, counts: PartCounts): SplitReport => ({
    file: hub === undefined ? files[side] : path.join(out, 'data', `${side}-*.parquet`),
    ...counts,
    groups: groups[side],
  });
  return {
    as,
    out,
    ...report,
    ...(split === undefined || parts === undefined
      ? {}
      : { split: { train: sideReport('train', split, parts.train), test: sideReport('test', split, parts.test) } }),
  };
}

/** A record as its side of the split offers it, unless others have it as well. */
function sidedExport(
  read: TrajectoryRecord,
  at: number,
  { as, choices, filter }: { readonly as: ExportId; readonly choices: ExportChoices; readonly filter: RecordFilter },
  split: ExportSplit | undefined,
): SidedRecord {
  const { side, record, note } = split?.sided(read, at) ?? { side: 'train', record: read };
  const exported =
    read.tools.length > 0 && record.tools.length === 0
      ? nothingOffered(record)
      : unlessLeftOut(exportRecord(record, as, choices), record, filter);
  if (note === undefined) return { exported, side };
  const moved: Loss = { id: record.id, index: record.index, level: 'changed', message: note };
  return { exported: { ...exported, losses: [moved, ...exported.losses] }, side };
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
    ...((report.jsonText ?? []).length === 0 ? [] : [jsonTextLine(report.jsonText ?? [])]),
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
  return joinLines([...lines, ...(more > 0 ? [`  and ${more} more (--format json lists them)`] : [])]);
}

function jsonTextLine(places: readonly string[]): string {
  return `JSON text, because a column has one type for all rows; read it back before a template sees it: ${places.join(', ')}`;
}

function templateText({ rendered, characters, learnt, by }: TemplateReport): string {
  const share = characters === 0 ? 0 : (100 * learnt) / characters;
  const who = by === 'generation' ? 'the marks of the template' : 'what each turn adds to its prompt';
  return `template: ${rendered} conversations rendered, ${learnt} of ${characters} characters learnt (${share.toFixed(1)} %), by ${who}`;
}
