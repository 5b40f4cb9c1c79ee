import type { FileLine } from '../../files/index.ts';
import { type BrokenLine, recordsIn } from '../read/record-lines.ts';
import { type RunStatistics, StatisticsCollector } from './collect.ts';

/** What a run's files hold: its records, the paths that gave none, and what its manifest says of it. */
interface RunLines {
  readonly records: AsyncIterable<FileLine>;
  readonly dropped: AsyncIterable<FileLine>;
  readonly status: RunStatistics['status'];
}

/** Counts a run, also while it is being made. */
export async function statisticsOf(
  { records, dropped, status }: RunLines,
  signal?: AbortSignal,
): Promise<{ readonly statistics: RunStatistics; readonly broken: readonly BrokenLine[] }> {
  const collector = new StatisticsCollector();
  const broken: BrokenLine[] = [];
  for await (const record of recordsIn(records, broken, signal)) collector.add(record);
  for await (const { text } of dropped) {
    const reason = reasonOf(text);
    if (reason !== undefined) collector.addDropped({ reason });
  }
  return { statistics: collector.finish(status), broken };
}

function reasonOf(text: string): string | undefined {
  try {
    const { reason } = JSON.parse(text) as { readonly reason?: unknown };
    return typeof reason === 'string' ? reason : undefined;
  } catch {
    return undefined;
  }
}
