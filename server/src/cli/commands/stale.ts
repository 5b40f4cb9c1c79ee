import path from 'node:path';
import { Option } from 'commander';
import { createStaleTools, readSignatures, SIGNATURES, type StaleReport, staleRecords } from '../../dataset/index.ts';
import { openLineFile, openRunFolder } from '../../files/index.ts';
import { catalogHash } from '../../signature/index.ts';
import { EXIT, type RegisterCommand } from '../command.ts';
import { loadStated } from '../curation.ts';
import { fileError } from '../file-error.ts';
import { joinLines } from '../gate.ts';
import { recordsFile } from '../records-file.ts';

/** `magnet stale DIR FILES…`: records whose signatures changed since they were made. */
export const registerStale: RegisterCommand = (program, context) => {
  program
    .command('stale')
    .description('List the records of a run that used or offered a function which changed since.')
    .argument('<run>', 'folder of a run, or its records file')
    .argument('<files...>', 'signature files as they are now')
    .addOption(new Option('--format <format>', 'text or json').choices(['text', 'json']).default('text'))
    .action(async (run: string, files: string[], options: { readonly format: 'text' | 'json' }) => {
      const { catalog } = await loadStated(files, context);
      const source = await recordsFile(run, context);
      const before = readSignatures(await openRunFolder(path.dirname(source)).read(SIGNATURES));
      const reasons = createStaleTools(catalog.entries, before, catalogHash(catalog));
      const comparedWith = before === undefined ? 'tools' : 'signatures';
      const lines = openLineFile(source).readAll();
      const report = await staleRecords(lines, reasons, comparedWith, context.signal).catch((error: unknown) => {
        throw fileError(error);
      });
      if (report.stale.length > 0) context.exit(EXIT.findings);
      context.terminal.result(
        options.format === 'json' ? JSON.stringify(report, null, 2) : reportText(report, run, files),
      );
    });
};

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
  return joinLines(lines);
}
