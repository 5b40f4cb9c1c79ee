import type { Loss } from './dialects/loss.ts';
import { type WritableDialect, writeJson } from './dialects/write.ts';
import { rawOf } from './locate.ts';
import type { CatalogEntry } from './types.ts';

/** Functions as a file of a dialect, and what it cannot say, part by part. */
export function writeSignatures(
  entries: readonly CatalogEntry[],
  to: WritableDialect,
): { text: string; losses: Loss[] } {
  return writeJson(entries, to, rawOf);
}
