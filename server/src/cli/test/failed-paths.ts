import type { RecordResult } from '../../endpoint/index.ts';
import type { GivenPath } from '../../path/index.ts';
import type { CatalogEntry } from '../../signature/index.ts';
import { pathOfRecord, toolNames } from '../../trajectory/index.ts';
import type { CommandContext } from '../command.ts';
import { saveText } from '../save.ts';
import { type RecordSource, readRecords } from './records.ts';

/** Writes the paths of the records that a model got wrong, as `magnet generate --paths` reads them. */
export async function saveFailedPaths(
  file: string,
  { source, results, functions }: FailedRecords,
  context: CommandContext,
): Promise<void> {
  const wrong = new Set(results.filter(({ verdict }) => verdict === 'wrong').map(({ id }) => id));
  const names = toolNames(functions);
  const paths: GivenPath[] = [];
  let without = 0;
  for await (const record of readRecords(source.file, Number.POSITIVE_INFINITY)) {
    if (!wrong.delete(record.id)) continue;
    const path = pathOfRecord(record, names);
    if (path === undefined) without += 1;
    else paths.push(path);
  }
  const target = await saveText(file, `${JSON.stringify(paths, null, 2)}\n`, true, context);
  const left = without === 0 ? '' : `; ${without} more have no path to go along`;
  context.terminal.message(`${target}: the paths of ${paths.length} records that were wrong${left}.`);
}

interface FailedRecords {
  readonly source: RecordSource;
  readonly results: readonly RecordResult[];
  readonly functions: readonly CatalogEntry[];
}
