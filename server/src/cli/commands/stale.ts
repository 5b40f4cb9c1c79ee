import path from 'node:path';
import { Option } from 'commander';
import {
  createStaleTools,
  readMagnetRecord,
  readSignatures,
  SIGNATURES,
  type StaleReason,
} from '../../dataset/index.ts';
import { openLineFile, openRunFolder } from '../../files/index.ts';
import { catalogHash } from '../../signature/index.ts';
import { type CommandContext, EXIT, type RegisterCommand } from '../command.ts';
import { fileError } from '../file-error.ts';
import { loadCatalog } from '../files.ts';
import { oneLine } from '../gate.ts';
import { sayReading } from '../reading.ts';
import { recordsFile } from '../records-file.ts';

interface StaleReport {
  readonly records: number;
  readonly stale: readonly { readonly index: number; readonly id: string; readonly why: string }[];
  /** `signatures` where the run keeps what its signatures were; `tools` where only its offered tools can be compared. */
  readonly comparedWith: 'signatures' | 'tools';
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
}

/** `magnet stale DIR FILES…`: records whose signatures changed since they were made. */
export const registerStale: RegisterCommand = (program, context) => {
  program
    .command('stale')
    .description('List the records of a run that used or offered a function which changed since.')
    .argument('<run>', 'folder of a run, or its records file')
    .argument('<files...>', 'signature files as they are now')
    .addOption(new Option('--format <format>', 'text or json').choices(['text', 'json']).default('text'))
    .action(async (run: string, files: string[], options: { readonly format: 'text' | 'json' }) => {
      const { catalog } = sayReading(await loadCatalog(files, context), context);
      const source = await recordsFile(run, context);
      const before = readSignatures(await openRunFolder(path.dirname(source)).read(SIGNATURES));
      const reasons = createStaleTools(catalog.entries, before, catalogHash(catalog));
      const report = await read(source, before === undefined ? 'tools' : 'signatures', reasons, context).catch(
        (error: unknown) => {
          throw fileError(error);
        },
      );
      if (report.stale.length > 0) context.exit(EXIT.findings);
      context.terminal.result(
        options.format === 'json' ? JSON.stringify(report, null, 2) : reportText(report, run, files),
      );
    });
};

async function read(
  source: string,
  comparedWith: StaleReport['comparedWith'],
  reasons: ReturnType<typeof createStaleTools>,
  context: CommandContext,
): Promise<StaleReport> {
  const stale: StaleReport['stale'][number][] = [];
  const broken: StaleReport['broken'][number][] = [];
  let [line, records] = [0, 0];
  for await (const { text } of openLineFile(source).readAll()) {
    context.signal.throwIfAborted();
    line += 1;
    if (text.trim() === '') continue;
    const record = readMagnetRecord(text);
    if (typeof record === 'string') {
      broken.push({ line, reason: record });
      continue;
    }
    records += 1;
    const found = reasons(record);
    if (found.length > 0) stale.push({ index: record.index, id: record.id, why: whyText(found) });
  }
  return { records, stale, comparedWith, broken };
}

function whyText(reasons: readonly StaleReason[]): string {
  return reasons.map(({ function: name, why }) => `${name}: ${why}`).join('; ');
}

const SHOWN = 20;

function reportText(report: StaleReport, run: string, files: readonly string[]): string {
  const { stale, records } = report;
  const more = stale.length - SHOWN;
  const lines = [
    `${stale.length} of ${records} records are stale`,
    ...stale.slice(0, SHOWN).map(({ index, why }) => `  record ${index}: ${why}`),
    ...(more > 0 ? [`  and ${more} more (--format json lists them)`] : []),
    ...report.broken.slice(0, SHOWN).map(({ line, reason }) => `  line ${line}: ${reason}`),
    ...(report.comparedWith === 'tools'
      ? [`the run keeps no ${SIGNATURES}: responses, premises and errors could not be compared`]
      : []),
    ...(stale.length > 0
      ? [
          `next: magnet generate ${files.join(' ')} --out ${run} --stale, with the other options of the run, makes exactly these again`,
        ]
      : []),
  ];
  return lines.map(oneLine).join('\n');
}
