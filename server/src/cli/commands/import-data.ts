import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { RECORDS } from '../../dataset/index.ts';
import { openToReplace } from '../../files/index.ts';
import { type CommandContext, EXIT, type RegisterCommand, UsageError } from '../command.ts';
import { dataFile, rowsOf } from '../data-rows.ts';
import { fileError } from '../file-error.ts';
import { joinLines } from '../gate.ts';
import { oneOf } from '../options.ts';

interface ImportReport {
  readonly file: string;
  readonly out: string;
  readonly records: number;
  readonly formats: Readonly<Record<string, number>>;
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
  /** What rows hold and their records do not: thoughts, pictures, entries of nobody known. The first 1,000. */
  readonly leftOut: readonly { readonly line: number; readonly what: string }[];
}

const MAX_LEFT_OUT = 1_000;

const SHOWN = 20;

/** `magnet import-data FILE --out DIR`: another tool's conversations as records, which every command for runs reads. */
export const registerImportData: RegisterCommand = (program, context) => {
  program
    .command('import-data')
    .description('Turn a data set of another tool into records of a run.')
    .argument('<file>', 'JSON Lines or one JSON list')
    .requiredOption('--out <dir>', 'folder that gets records.jsonl')
    .option('--force', 'replace the records that are there')
    .option('--format <format>', 'text or json', oneOf('text', 'json'), 'text')
    .action(async (given: string, options: { out: string; force?: boolean; format: string }) => {
      const file = await dataFile(path.resolve(context.cwd, given));
      const records = path.join(path.resolve(context.cwd, options.out), RECORDS);
      if (records === file) throw new UsageError('--out is the file itself.');
      if (options.force !== true && (await stat(records).catch(() => undefined)) !== undefined)
        throw new UsageError(`${options.out} holds records already. Name another folder, or add --force.`);
      const report = await write(file, records, context).catch((error: unknown) => {
        throw fileError(error);
      });
      context.exit(report.broken.length > 0 || report.records === 0 ? EXIT.findings : EXIT.done);
      context.terminal.result(options.format === 'json' ? JSON.stringify(report, null, 2) : textOf(report));
    });
};

async function write(file: string, out: string, { signal }: CommandContext): Promise<ImportReport> {
  await mkdir(path.dirname(out), { recursive: true });
  const handle = await openToReplace(out);
  const formats = new Map<string, number>();
  const broken: { line: number; reason: string }[] = [];
  const leftOut: { line: number; what: string }[] = [];
  let records = 0;
  try {
    for await (const row of rowsOf(file)) {
      signal.throwIfAborted();
      if ('problem' in row) {
        broken.push({ line: row.line, reason: row.problem });
        continue;
      }
      records += 1;
      for (const what of row.leftOut ?? []) if (leftOut.length < MAX_LEFT_OUT) leftOut.push({ line: row.line, what });
      formats.set(row.format, (formats.get(row.format) ?? 0) + 1);
      await handle.appendFile(`${JSON.stringify(row.record)}\n`);
    }
  } finally {
    await handle.close();
  }
  return { file, out, records, formats: Object.fromEntries(formats), broken, leftOut };
}

function textOf({ out, records, formats, broken, leftOut }: ImportReport): string {
  const kinds = Object.entries(formats).map(([name, count]) => `${count} ${name}`);
  return joinLines([
    `${records} records (${kinds.join(', ') || 'none'}): ${out}`,
    ...broken.slice(0, SHOWN).map(({ line, reason }) => `  line ${line}: ${reason}`),
    ...leftOut.slice(0, SHOWN).map(({ line, what }) => `  line ${line}: ${what}`),
    ...(leftOut.length > SHOWN ? [`  and ${leftOut.length - SHOWN} more of what is left out (--format json)`] : []),
    ...(broken.length > SHOWN ? [`  and ${broken.length - SHOWN} more lines (--format json lists them)`] : []),
  ]);
}
