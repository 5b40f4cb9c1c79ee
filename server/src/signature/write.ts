import type { Loss } from './dialects/loss.ts';
import { withPlainName } from './dialects/names.ts';
import { ownKeys } from './dialects/vendor.ts';
import { type RenamedParameter, writeJson } from './dialects/write.ts';
import { writeFsig } from './fsig/write/index.ts';
import { rawOf } from './locate.ts';
import { type CatalogEntry, DIALECTS, type DialectId, READ_ONLY_DIALECTS, type ReadOnlyDialect } from './types.ts';

/** The dialects that can be written. */
export type TargetDialect = Exclude<DialectId, ReadOnlyDialect>;

export const TARGET_DIALECTS: readonly TargetDialect[] = DIALECTS.filter(
  (id): id is TargetDialect => !(READ_ONLY_DIALECTS as readonly string[]).includes(id),
);

/** Functions as a file of a dialect, and what it cannot say, part by part. */
export function writeSignatures(
  entries: readonly CatalogEntry[],
  to: TargetDialect,
  anew: ReadonlySet<string> = new Set(),
): { text: string; losses: Loss[]; renamed: readonly RenamedParameter[] } {
  const written =
    to === 'fsig' ? { ...writeFsig(entries.map(withPlainName)), renamed: [] } : writeJson(entries, to, rawOf, anew);
  const { text, losses, renamed } = written;
  return { text, losses: [...losses, ...entries.flatMap((entry) => vendorLosses(entry, to))], renamed };
}

/** Keys of another dialect that a signature has no place for. */
function vendorLosses(entry: CatalogEntry, to: TargetDialect): Loss[] {
  const { dialect } = entry.signature.source;
  if (dialect === to || dialect === 'fsig') return [];
  return ownKeys(rawOf(entry), dialect).map((key) => ({
    id: entry.id,
    part: [key],
    message: `the key "${key}" is known to its own dialect alone`,
  }));
}
