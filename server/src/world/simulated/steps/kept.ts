import type { InputReading } from '../../../domain/index.ts';
import type { TableModel } from '../model.ts';
import { MERGES } from '../settle-deeds.ts';
import { mergedInput, ownKeys } from './deed.ts';
import type { Compiling } from './types.ts';

/** The key of the record that another is merged into. */
export function keptInput({ reading, verb }: Compiling, table: TableModel): InputReading | undefined {
  const merged = MERGES.test(verb) && !table.single ? mergedInput(reading, table) : undefined;
  return merged === undefined ? undefined : ownKeys(reading, table).find((input) => input !== merged);
}
