import path from 'node:path';
import { Option } from 'commander';
import { readRegularText } from '../../files/index.ts';
import {
  createChecker,
  type LevelsOf,
  matrixOf,
  mergeSettings,
  type Observation,
  type ProjectConfig,
  readObservations,
  SEVERITIES,
  type Severity,
  TARGETS,
  type Target,
} from '../../rules/index.ts';
import type { Catalog } from '../../signature/index.ts';
import { PositionMapper } from '../check/diagnostic.ts';
import { JsonWriter } from '../check/json.ts';
import { matrixJson, matrixText } from '../check/matrix.ts';
import { ProgramPlaces } from '../check/program-places.ts';
import { type FindingWriter, Report } from '../check/report.ts';
import { SarifWriter } from '../check/sarif.ts';
import { scoresJson, scoresOf, scoresText } from '../check/score.ts';
import { TextWriter } from '../check/text.ts';
import { type CommandContext, EXIT, type RegisterCommand, UsageError } from '../command.ts';
import { createConfigFinder } from '../config.ts';
import { curatedGraph, withStated } from '../curation.ts';
import { loadCatalog } from '../files.ts';
import { probability } from '../options.ts';
import { readProgram } from '../program-document.ts';

interface CheckOptions {
  readonly target?: readonly Target[];
  readonly format: 'text' | 'json' | 'sarif';
  readonly config?: string;
  readonly severity?: Severity;
  /** Infinity for `none`. */
  readonly maxDiagnostics?: number;
  readonly recordings: readonly string[];
  readonly graph: boolean;
  readonly matrix: boolean;
  readonly score: boolean;
  readonly minScore?: number;
}

const collect = (value: string, previous: readonly string[]) => [
  ...previous,
  ...value.split(',').map((part) => part.trim()),
];

/** Nobody reads more in a terminal, and it takes minutes to print a million. */
const MAX_AS_TEXT = 1_000;

/** `magnet check FILES…`: findings of all rules; exit 1 where one is an error. */
export const registerCheck: RegisterCommand = (program, context) => {
  program
    .command('check')
    .description('Check tool signatures: well-formed, clear to a model, fit for a provider, fit for Magnet.')
    .argument(
      '<files...>',
      'files, folders or globs, FILE.py#Class; a file that is named is read whatever its extension',
    )
    .option(
      '--target <targets>',
      `who will read them: ${TARGETS.join(', ')} (repeat, or a list with commas)`,
      readTargets,
    )
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json', 'sarif']).default('text'))
    .option('--config <file>', 'settings to use instead of the nearest magnet.config.jsonc')
    .addOption(
      new Option('--severity <severity>', 'least severity to print (text: warning; json, sarif: hint)').choices([
        ...SEVERITIES,
      ]),
    )
    .option(
      '--max-diagnostics <count|none>',
      `most findings to print, the gravest first to be kept (text: ${MAX_AS_TEXT}; json, sarif: none)`,
      readMost,
    )
    .option('--recordings <file>', 'recorded answers to compare the documented responses with', collect, [])
    .option(
      '--matrix',
      'which functions work where, for the targets named or all (text, json); exit 1 where a named target refuses one',
      false,
    )
    .option('--score', 'score the descriptions by six components instead, with reasons and tokens (text, json)', false)
    .option('--min-score <number>', 'with --score: exit 1 where a function scores less (0 to 1)', probability)
    .option('--no-graph', 'leave out the rules that need the dependency graph')
    .action((files: string[], options: CheckOptions) => runCheck(files, options, context));
};

function readTargets(value: string, previous: readonly Target[] | undefined): readonly Target[] {
  const targets = value.split(',').map((part) => part.trim());
  for (const target of targets) {
    if (!(TARGETS as readonly string[]).includes(target)) {
      throw new UsageError(`there is no target "${target}": choose among ${TARGETS.join(', ')}.`);
    }
  }
  return [...new Set([...(previous ?? []), ...(targets as Target[])])];
}

function readMost(value: string): number {
  if (value === 'none') return Number.POSITIVE_INFINITY;
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw new UsageError(`--max-diagnostics takes a number from 1 on, or none, not "${value}".`);
}

async function runCheck(patterns: readonly string[], options: CheckOptions, context: CommandContext): Promise<void> {
  const programs = new ProgramPlaces();
  const readCode = async (file: string, text: string) => {
    const read = await readProgram(file, text, context);
    if (read !== undefined) programs.add(read.source);
    return read?.document;
  };
  if (options.score) {
    printScores((await loadCatalog(patterns, context, {}, readCode)).catalog, options, context);
    return;
  }
  const finder = await createConfigFinder(options.config, context.cwd);
  const { catalog, files } = await loadCatalog(patterns, context, {}, readCode);
  const settings = new Map<string, ProjectConfig>();
  for (const uri of catalog.documents.keys()) settings.set(uri, await finder.settingsFor(uri));
  if (options.matrix) {
    printMatrix(catalog, (uri) => settings.get(uri)?.rules ?? {}, options, context);
    return;
  }
  const forced = options.target === undefined ? {} : { targets: options.target };
  const checker = createChecker();
  checker.update({
    catalog,
    graph: options.graph ? await curatedGraph(await withStated({ catalog, files }, context), context) : undefined,
    settingsFor: (uri) => mergeSettings(settings.get(uri) ?? {}, forced),
    observations: await readRecordings(options.recordings, context),
  });
  const places = new PositionMapper(catalog, context.cwd, programs.texts);
  const report = reportOf(catalog, files.length, options, context, places);
  for (const uri of catalog.documents.keys())
    for (const finding of checker.findings(uri).findings) report.add(programs.translate(finding));
  for (const failure of checker.takeFailures()) {
    context.terminal.message(`magnet: rule ${failure.code} failed on ${failure.function}: ${failure.error}`);
  }
  report.end(files.length, catalog.entries.length);
  if (report.errors > 0) context.exit(EXIT.findings);
}

function printScores(catalog: Catalog, options: CheckOptions, context: CommandContext): void {
  if (options.format === 'sarif') throw new UsageError('--score prints text or json.');
  const tools = scoresOf(catalog);
  const places = new PositionMapper(catalog, context.cwd);
  const { minScore } = options;
  const text =
    options.format === 'json' ? scoresJson(tools, minScore, (uri) => places.fileOf(uri)) : scoresText(tools, minScore);
  context.terminal.result(text);
  if (minScore !== undefined && tools.some(({ score }) => score < minScore)) context.exit(EXIT.findings);
}

function printMatrix(catalog: Catalog, levelsOf: LevelsOf, options: CheckOptions, context: CommandContext): void {
  if (options.format === 'sarif') throw new UsageError('--matrix prints text or json.');
  const matrix = matrixOf(catalog, levelsOf, options.target);
  const places = new PositionMapper(catalog, context.cwd);
  const fileOf = (uri: string) => places.fileOf(uri);
  context.terminal.result(options.format === 'json' ? matrixJson(matrix, fileOf) : matrixText(matrix));
  const refused = matrix.rows.some(({ cells }) => Object.values(cells).some(({ works }) => works === 'no'));
  if (options.target !== undefined && refused) context.exit(EXIT.findings);
}

function reportOf(
  catalog: Catalog,
  files: number,
  options: CheckOptions,
  context: CommandContext,
  places: PositionMapper,
): Report {
  const asText = options.format === 'text';
  return new Report(writerOf(catalog, files, options.format, context, places), {
    least: options.severity ?? (asText ? 'warning' : 'hint'),
    most: options.maxDiagnostics ?? (asText ? MAX_AS_TEXT : Number.POSITIVE_INFINITY),
  });
}

function writerOf(
  catalog: Catalog,
  files: number,
  format: CheckOptions['format'],
  { terminal, cwd }: CommandContext,
  places: PositionMapper,
): FindingWriter {
  if (format === 'text') return new TextWriter(places, terminal.result);
  if (format === 'sarif') return new SarifWriter(places, cwd, terminal.result);
  return new JsonWriter(places, { files, functions: catalog.entries.length }, terminal.result);
}

/** Bytes of a recording at most. */
const MAX_RECORDING_BYTES = 64 * 1024 * 1024;

async function readRecordings(files: readonly string[], { cwd }: CommandContext): Promise<Observation[]> {
  const all: Observation[] = [];
  for (const file of files) {
    const text = await readRegularText(path.resolve(cwd, file), MAX_RECORDING_BYTES).catch((error: Error) => {
      throw new UsageError(`${file} ${error.message}.`);
    });
    all.push(...readObservations(text, path.basename(file)));
  }
  return all;
}
