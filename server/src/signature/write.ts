import type { Loss } from './dialects/loss.ts';
import { type WritableDialect, writeJson } from './dialects/write.ts';
import { rawOf } from './locate.ts';
import { type CatalogEntry, DIALECTS } from './types.ts';

/** The dialects that can be written. */
export type TargetDialect = WritableDialect;

export const TARGET_DIALECTS: readonly TargetDialect[] = DIALECTS.filter(
  (id): id is TargetDialect => id !== 'openapi' && id !== 'fsig',
);

/** Functions as a file of a dialect, and what it cannot say, part by part. */
export function writeSignatures(entries: readonly CatalogEntry[], to: TargetDialect): { text: string; losses: Loss[] } {
  return writeJson(entries, to, rawOf);
}
