import path from 'node:path';
import { Option } from 'commander';
import { writeOwnText } from '../../files/index.ts';
import {
  type Collected,
  collectPhrasings,
  PHRASES_FILE,
  readPhraseFile,
  type TeacherFunction,
  withPhrasing,
} from '../../teacher/index.ts';
import { type CatalogTeacherOptions, withCatalogTeacher, withTeacherOptions } from '../catalog-teacher.ts';
import { type CommandContext, EXIT, type RegisterCommand, UsageError } from '../command.ts';
import { loadCatalog } from '../files.ts';
import { joinLines } from '../gate.ts';
import { positiveNumber } from '../options.ts';
import { phraseText } from '../phrases.ts';

interface PhraseOptions extends CatalogTeacherOptions {
  readonly out: string;
  readonly count: number;
  readonly again?: true;
  readonly format: 'text' | 'json';
}

/** `magnet phrase FILES…`: asks a teacher once for ways to speak of each function, for the offline teacher to use. */
export const registerPhrase: RegisterCommand = (program, context) => {
  const command = program
    .command('phrase')
    .description(
      `Ask a teacher once for ways people wish for each function; kept in ${PHRASES_FILE}, which generate uses where it is.`,
    )
    .argument('<files...>', 'signature files, folders or globs');
  withTeacherOptions(command, new Option('--teacher <id>', 'who is asked').makeOptionMandatory())
    .option('--out <file>', 'file of the phrasings; functions that are in it are not asked about', PHRASES_FILE)
    .option('--count <number>', 'phrasings of each kind asked for', positiveNumber, 6)
    .option('--again', 'ask about functions that are in the file too, and replace what it says of them')
    .addOption(new Option('--format <format>', 'text or json').choices(['text', 'json']).default('text'))
    .action((files: string[], options: PhraseOptions) => run(files, options, context));
};

async function run(files: string[], options: PhraseOptions, context: CommandContext): Promise<void> {
  const { catalog } = await loadCatalog(files, context);
  let text = await phraseText(options.out, context);
  const known = text === undefined ? new Map() : readFileOf(text, options.out);
  const open = new Map<string, TeacherFunction>();
  for (const { signature } of catalog.entries)
    if (options.again === true || !known.has(signature.name))
      open.set(signature.name, { name: signature.name, signature });
  const target = path.resolve(context.cwd, options.out);
  await withCatalogTeacher(options, 'phrases', `what was kept is in ${options.out}`, context, async (teacher) => {
    const collected = await collectPhrasings([...open.values()], teacher, {
      count: options.count,
      signal: context.signal,
      keep: async (name, phrasing) => {
        text = withPhrasing(text, name, phrasing);
        await writeOwnText(target, text);
      },
      onProgress: (done, of) => context.terminal.progress(`asked about ${done} of ${of} functions`),
    });
    report(collected, known.size, teacher.spentUsd(), options, context);
  });
}

function readFileOf(text: string, file: string) {
  try {
    return readPhraseFile(text);
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}. Mend it or name another file with --out.`);
  }
}

function report(
  collected: Collected,
  known: number,
  costUsd: number,
  options: PhraseOptions,
  context: CommandContext,
): void {
  const { functions, kept, refused, without } = collected;
  if (without.size > 0) context.exit(EXIT.findings);
  if (options.format === 'json') {
    const summary = {
      file: options.out,
      known,
      functions,
      kept,
      refused,
      without: Object.fromEntries(without),
      costUsd,
    };
    context.terminal.result(JSON.stringify(summary, null, 2));
    return;
  }
  const reasons = new Map<string, number>();
  for (const { reason } of refused) {
    const plain = reason.replace(/"[^"]*"|\{[^}]*\}/g, '…');
    reasons.set(plain, (reasons.get(plain) ?? 0) + 1);
  }
  context.terminal.result(
    joinLines([
      `${kept} of ${functions} functions have phrasings now, ${known} had some; $${costUsd.toFixed(4)} spent`,
      ...[...reasons].map(([reason, count]) => `left out: ${reason} (${count})`),
      ...[...without].map(([name, reason]) => `none for ${name}: ${reason}`),
      `file: ${options.out}`,
    ]),
  );
}
