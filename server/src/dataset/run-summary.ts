import { NO_TROUBLES } from '../teacher/index.ts';
import { CARD, DROPPED, MANIFEST, RECORDS } from './manifest.ts';
import { type RunStats, sorted } from './run-stats.ts';
import { SIGNATURES } from './signatures.ts';
import type { RunPlace, RunSubject, RunSummary } from './types.ts';

/** What to do so that nothing is missing. */
function retryAdvice(stats: RunStats, cancelled: boolean): string[] {
  const count = stats.setAside.length;
  if (cancelled || count === 0) return [];
  return [
    `${count} ${count === 1 ? 'record was' : 'records were'} set aside because the teacher could not be reached: run the same command again to make ${count === 1 ? 'it' : 'them'}; answers that came are not paid for again`,
  ];
}

/** How a start of a run ended, beside what its stats count. */
export interface RunEnd {
  /** Records that an earlier start had written. */
  readonly resumed: number;
  readonly cancelled: boolean;
  readonly seconds: number;
}

/** What the command prints when a run ends or is cancelled. */
export function summaryOf(
  { folder, teacher }: Pick<RunSubject & RunPlace, 'folder' | 'teacher'>,
  stats: RunStats,
  { resumed, cancelled, seconds }: RunEnd,
): RunSummary {
  return {
    out: folder.path,
    counts: { records: stats.records, ...sorted(stats.counts) },
    errorTypes: sorted(stats.errorTypes),
    certificates: sorted(stats.certificates),
    dropped: sorted(stats.dropped),
    repairs: sorted(stats.repairs),
    pairs: stats.pairs,
    paths: stats.paths,
    yield: Math.round(stats.yield * 10_000) / 10_000,
    seconds: Math.round(seconds * 100) / 100,
    costUsd: teacher.spentUsd(),
    resumed,
    cancelled,
    ...(teacher.troubles?.() ?? NO_TROUBLES),
    setAside: stats.setAside,
    retry: retryAdvice(stats, cancelled),
    files: cancelled ? [RECORDS, DROPPED, MANIFEST, SIGNATURES] : [RECORDS, DROPPED, MANIFEST, CARD, SIGNATURES],
  };
}
