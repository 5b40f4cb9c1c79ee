import { NO_TROUBLES } from '../teacher/index.ts';
import { CARD, DROPPED, MANIFEST, RECORDS } from './manifest.ts';
import { type RunStats, sorted } from './run-stats.ts';
import { SIGNATURES } from './signatures.ts';
import { coverageOf } from './statistics/index.ts';
import type { RunPlace, RunSubject, RunSummary } from './types.ts';

/** What to do so that nothing is missing. */
function retryAdvice(stats: RunStats, cancelled: boolean): string[] {
  const count = stats.setAside.length;
  if (cancelled || count === 0) return [];
  return [
    `${count} ${count === 1 ? 'record was' : 'records were'} set aside because the teacher could not be reached: run the same command again to make ${count === 1 ? 'it' : 'them'}; answers that came are not paid for again`,
  ];
}

function mean(sum: number, count = 0): number {
  return count === 0 ? 0 : Math.round((sum / count) * 100) / 100;
}

type CatalogOfRun = Pick<RunSubject, 'functions' | 'graph'>;

function coverageIn({ called, fed }: RunStats, { functions, graph }: CatalogOfRun): RunSummary['coverage'] {
  const calls = Object.fromEntries([...called].map(([name, count]) => [name, { offered: 0, called: count }]));
  const coverage = coverageOf({ functions: calls, edges: Object.fromEntries(fed) }, functions, graph);
  return { functions: coverage.functions, edges: coverage.edges };
}

/** Said once where no output of the catalog feeds a call. */
function chainAdvice({ graph, functions }: CatalogOfRun): string[] {
  if (functions.length > 1 && graph.edges.some(({ kind }) => kind !== 'premise')) return [];
  return [
    'no function takes what another gives, so no call depends on an earlier one: records hold independent calls only. To have chains, give the functions response schemas whose fields are named like the parameters they fill, or add edges in magnet.graph.json',
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
  subject: Pick<RunSubject & RunPlace, 'folder' | 'teacher' | 'functions' | 'graph'>,
  stats: RunStats,
  { resumed, cancelled, seconds }: RunEnd,
): RunSummary {
  const { folder, teacher } = subject;
  return {
    out: folder.path,
    counts: { records: stats.records, ...sorted(stats.counts) },
    errorTypes: sorted(stats.errorTypes),
    certificates: sorted(stats.certificates),
    preferences: sorted(stats.preferences),
    lastTextOnly: stats.lastTextOnly,
    coverage: coverageIn(stats, subject),
    averages: {
      turns: mean(stats.multiTurn.turns, stats.counts.get('multi-turn')),
      calls: mean(stats.multiTurn.calls, stats.counts.get('multi-turn')),
    },
    advice: chainAdvice(subject),
    dropped: sorted(stats.dropped),
    repairs: sorted(stats.repairs),
    student: sorted(stats.student),
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
