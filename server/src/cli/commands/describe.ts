import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { InvalidArgumentError, Option } from 'commander';
import { readRegularText } from '../../files/index.ts';
import { applyChanges, type FileEdit, scoreDescription, writeDescriptions } from '../../rules/index.ts';
import { type Catalog, type CatalogEntry, contentOf } from '../../signature/index.ts';
import { type Improvement, type Improvements, improveDescriptions } from '../../teacher/index.ts';
import {
  ANSWERS_ARE_KEPT,
  type CatalogTeacherOptions,
  withCatalogTeacher,
  withTeacherOptions,
} from '../catalog-teacher.ts';
import { type CommandContext, EXIT, type RegisterCommand, UsageError } from '../command.ts';
import { MAX_WHOLE_BYTES } from '../data-rows.ts';
import { loadCatalog } from '../files.ts';
import { joinLines } from '../gate.ts';
import { oneOf } from '../options.ts';
import { sayReading } from '../reading.ts';

interface DescribeOptions extends CatalogTeacherOptions {
  readonly function?: string;
  readonly below: number;
  readonly write?: true;
  readonly format: string;
}

/** `magnet describe FILES…`: better descriptions by a teacher, shown as a diff, written on request. */
export const registerDescribe: RegisterCommand = (program, context) => {
  const command = program
    .command('describe')
    .description('Ask a teacher for better descriptions, check them against the schemas and show what would change.')
    .argument('<files...>', 'signature files, folders or globs');
  withTeacherOptions(command, new Option('--teacher <id>', 'who is asked').makeOptionMandatory())
    .option('--function <name>', 'this one alone')
    .option('--below <score>', 'functions that score less, see magnet check --score', share, 0.7)
    .option('--write', 'write the descriptions into the files')
    .option('--format <format>', 'text or json', oneOf('text', 'json'), 'text')
    .action((files: string[], options: DescribeOptions) => run(files, options, context));
};

async function run(files: readonly string[], options: DescribeOptions, context: CommandContext): Promise<void> {
  const { catalog } = sayReading(await loadCatalog(files, context), context);
  const chosen = chosenOf(catalog, options);
  const names = new Set(catalog.entries.flatMap(({ id, signature }) => [id, signature.name]));
  await withCatalogTeacher(options, 'descriptions', ANSWERS_ARE_KEPT, context, async (teacher) => {
    const found = await improveDescriptions(chosen, names, teacher, {
      signal: context.signal,
      onProgress: (done, of) => context.terminal.progress(`asked about ${done} of ${of} functions`),
    });
    const written = options.write === true ? await write(catalog, found.improved) : undefined;
    if (written !== undefined && written.without.length > 0) context.exit(EXIT.findings);
    const printed = { functions: chosen.length, costUsd: teacher.spentUsd(), written };
    context.terminal.result(options.format === 'json' ? json(catalog, found, printed) : text(catalog, found, printed));
  });
}

function chosenOf(catalog: Catalog, { function: name, below }: DescribeOptions): readonly CatalogEntry[] {
  if (name === undefined) return catalog.entries.filter(({ signature }) => scoreDescription(signature).score < below);
  const found = catalog.lookup(name);
  if (found.length === 0) throw new UsageError(`--function: no function is called "${name}".`);
  return found;
}

interface Written {
  readonly files: readonly string[];
  /** Functions whose text has no place for what is to be written. */
  readonly without: readonly string[];
}

const BYTE_ORDER_MARK = '\uFEFF';

async function write(catalog: Catalog, improved: readonly Improvement[]): Promise<Written> {
  const changes = new Map<string, FileEdit['changes'][number][]>();
  const without: string[] = [];
  for (const { function: id, written } of improved) {
    const entry = catalog.get(id);
    const edits = entry && writeDescriptions(entry, written.description, written.parameters);
    if (edits === undefined) without.push(id);
    for (const edit of edits ?? []) changes.set(edit.uri, [...(changes.get(edit.uri) ?? []), ...edit.changes]);
  }
  for (const [uri, list] of changes) {
    const document = catalog.documents.get(uri);
    if (document === undefined) continue;
    const before = contentOf(document).toString();
    const now = await readRegularText(fileURLToPath(uri), MAX_WHOLE_BYTES);
    const mark = now.startsWith(BYTE_ORDER_MARK) && !before.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
    // A teacher takes its time: what somebody wrote meanwhile stays.
    if (now !== `${mark}${before}`)
      throw new UsageError(`${fileURLToPath(uri)} changed while the teacher was asked; run the same command again.`);
    await writeFile(fileURLToPath(uri), `${mark}${applyChanges(before, list)}`);
  }
  return { files: [...changes.keys()].map((uri) => fileURLToPath(uri)), without };
}

interface Printed {
  readonly functions: number;
  readonly costUsd: number;
  readonly written: Written | undefined;
}

function json(catalog: Catalog, { improved, left }: Improvements, { functions, costUsd, written }: Printed): string {
  const proposals = improved.map(({ function: id, written: after, before, after: score }) => ({
    name: id,
    score: { before, after: score },
    description: { before: catalog.get(id)?.signature.description ?? '', after: after.description },
    parameters: after.parameters,
  }));
  return JSON.stringify({ functions, proposals, left: Object.fromEntries(left), costUsd, ...written }, null, 2);
}

function text(catalog: Catalog, { improved, left }: Improvements, { functions, costUsd, written }: Printed): string {
  return joinLines([
    ...improved.flatMap(({ function: id, written: after, before, after: score }) => [
      `${id} (${before} → ${score})`,
      `- ${catalog.get(id)?.signature.description ?? ''}`,
      `+ ${after.description}`,
      ...Object.entries(after.parameters).map(([name, words]) => `+ ${name}: ${words}`),
    ]),
    `${functions} functions asked about, ${improved.length} better described; $${costUsd.toFixed(4)} spent`,
    ...[...left].map(([name, reason]) => `left as it is: ${name}: ${reason}`),
    ...(written === undefined
      ? improved.length === 0
        ? []
        : ['--write puts them into the files']
      : [
          ...written.without.map((name) => `not written: ${name}: its text has no place for them`),
          ...written.files.map((file) => `written: ${file}`),
        ]),
  ]);
}

function share(given: string): number {
  const value = Number(given);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError('a score above 0, up to 1.');
  return value;
}
