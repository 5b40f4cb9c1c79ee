import type { FileLine } from '../files/index.ts';
import { type BrokenLine, recordsIn } from './read/record-lines.ts';
import type { StaleReason, StaleTools } from './stale.ts';

/** Records of a run whose signatures changed since they were made. */
export interface StaleReport {
  readonly records: number;
  readonly stale: readonly { readonly index: number; readonly id: string; readonly why: string }[];
  /** `signatures` where the run keeps what its signatures were; `tools` where only its offered tools can be compared. */
  readonly comparedWith: 'signatures' | 'tools';
  readonly broken: readonly BrokenLine[];
}

export async function staleRecords(
  lines: AsyncIterable<FileLine>,
  reasons: StaleTools,
  comparedWith: StaleReport['comparedWith'],
  signal?: AbortSignal,
): Promise<StaleReport> {
  const stale: StaleReport['stale'][number][] = [];
  const broken: BrokenLine[] = [];
  let records = 0;
  for await (const record of recordsIn(lines, broken, signal)) {
    records += 1;
    const found = reasons(record);
    if (found.length > 0) stale.push({ index: record.index, id: record.id, why: whyText(found) });
  }
  return { records, stale, comparedWith, broken };
}

function whyText(reasons: readonly StaleReason[]): string {
  return reasons.map(({ function: name, why }) => `${name}: ${why}`).join('; ');
}
