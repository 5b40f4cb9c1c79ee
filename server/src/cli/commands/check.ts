import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Option } from 'commander';
import {
  createChecker,
  type Finding,
  mergeSettings,
  type Observation,
  type ProjectConfig,
  readObservations,
  SEVERITIES,
  type Severity,
  TARGETS,
  type Target,
} from '../../rules/index.ts';
import { type Catalog, type LineIndex, lineIndex } from '../../signature/index.ts';
import { type CommandContext, EXIT, type RegisterCommand, UsageError } from '../command.ts';
import { createConfigFinder } from '../config.ts';
import { curatedGraph } from '../curation.ts';
import { loadCatalog } from '../files.ts';
import { codeFrame, printable } from '../frame.ts';
import { type Diagnostic, sarifLog } from '../sarif.ts';

interface CheckOptions {
  readonly target?: readonly Target[];
  readonly format: 'text' | 'json' | 'sarif';
  readonly config?: string;
  readonly severity?: Severity;
  readonly recordings: readonly string[];
  readonly graph: boolean;
}

const collect = (value: string, previous: readonly string[]) => [
  ...previous,
  ...value.split(',').map((part) => part.trim()),
];

/** `magnet check FILES…`: findings of all rules; exit 1 where one is an error. */
export const registerCheck: RegisterCommand = (program, context) => {
  program
    .command('check')
    .description('Check tool signatures: well-formed, clear to a model, fit for a provider, fit for Magnet.')
    .argument('<files...>', 'files, folders or globs; a file that is named is read whatever its extension')
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
    .option('--recordings <file>', 'recorded answers to compare the documented responses with', collect, [])
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

async function runCheck(patterns: readonly string[], options: CheckOptions, context: CommandContext): Promise<void> {
  const finder = await createConfigFinder(options.config, context.cwd);
  const { catalog, files } = await loadCatalog(patterns, context);
  const settings = new Map<string, ProjectConfig>();
  for (const uri of catalog.documents.keys()) settings.set(uri, await finder.settingsFor(uri));
  const forced = options.target === undefined ? {} : { targets: options.target };
  const checker = createChecker();
  checker.update({
    catalog,
    graph: options.graph ? await curatedGraph({ catalog, files }, context) : undefined,
    settingsFor: (uri) => mergeSettings(settings.get(uri) ?? {}, forced),
    observations: await readRecordings(options.recordings, context),
  });
  const findings = [...catalog.documents.keys()].flatMap((uri) => checker.findings(uri).findings);
  for (const failure of checker.takeFailures()) {
    context.terminal.message(`magnet: rule ${failure.code} failed on ${failure.function}: ${failure.error}`);
  }
  print(findings, { catalog, files: files.length, options, context });
  if (findings.some(({ severity }) => severity === 'error')) context.exit(EXIT.findings);
}

async function readRecordings(files: readonly string[], { cwd }: CommandContext): Promise<Observation[]> {
  const all: Observation[] = [];
  for (const file of files) {
    const text = await readFile(path.resolve(cwd, file), 'utf8').catch((error: Error) => {
      throw new UsageError(`${file}: cannot be read (${error.message}).`);
    });
    all.push(...readObservations(text, path.basename(file)));
  }
  return all;
}

interface Printing {
  readonly catalog: Catalog;
  readonly files: number;
  readonly options: CheckOptions;
  readonly context: CommandContext;
}

function print(findings: readonly Finding[], { catalog, files, options, context }: Printing): void {
  const least = options.severity ?? (options.format === 'text' ? 'warning' : 'hint');
  const shown = findings.filter(({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least));
  const lines = new Map<string, LineIndex>();
  const linesOf = (uri: string): LineIndex => {
    let known = lines.get(uri);
    if (known === undefined) {
      known = lineIndex(catalog.documents.get(uri)?.text ?? '');
      lines.set(uri, known);
    }
    return known;
  };
  const toDiagnostic = (finding: Finding) => diagnosticOf(finding, linesOf(finding.uri), context.cwd);
  const { terminal } = context;
  if (options.format === 'json') {
    const diagnostics = shown.map(toDiagnostic);
    terminal.result(JSON.stringify({ files, functions: catalog.entries.length, diagnostics }, null, 2));
  } else if (options.format === 'sarif') terminal.result(JSON.stringify(sarifLog(shown.map(toDiagnostic)), null, 2));
  else {
    for (const finding of shown) {
      const text = catalog.documents.get(finding.uri)?.text ?? '';
      terminal.result(describe(toDiagnostic(finding), codeFrame(text, linesOf(finding.uri), finding.span)));
    }
    terminal.result(summary(findings, shown.length, files, catalog.entries.length));
  }
}

/** Lines and columns count from 1, columns in UTF-16 units. */
function diagnosticOf(finding: Finding, lines: LineIndex, cwd: string): Diagnostic {
  const start = lines.positionAt(finding.span.start);
  const end = lines.positionAt(finding.span.end);
  const file = finding.uri.startsWith('file:') ? path.relative(cwd, fileURLToPath(finding.uri)) : finding.uri;
  return {
    file: file === '' ? finding.uri : file,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    code: finding.code,
    severity: finding.severity,
    message: finding.message,
  };
}

function describe(diagnostic: Diagnostic, frame: string): string {
  const { severity, code, message, file, line, column } = diagnostic;
  return `${severity}[${code}]: ${printable(message)}\n  --> ${file}:${line}:${column}\n${frame}\n`;
}

function summary(findings: readonly Finding[], shown: number, files: number, functions: number): string {
  const counts = SEVERITIES.map((severity) => findings.filter((finding) => finding.severity === severity).length);
  const [errors = 0, warnings = 0, information = 0, hints = 0] = counts;
  const found = [count(errors, 'error'), count(warnings, 'warning')].join(', ');
  const hidden = findings.length - shown;
  const more = information + hints > 0 ? `, ${information} information, ${count(hints, 'hint')}` : '';
  const note = hidden > 0 ? `\n${hidden} of them not shown; --severity hint shows all.` : '';
  return `${found}${more} in ${count(functions, 'function')} of ${count(files, 'file')}.${note}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
