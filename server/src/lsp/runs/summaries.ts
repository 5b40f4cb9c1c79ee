import path from 'node:path';
import { checkCalls, type ReviewLedger } from '../../dataset/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import type { OpenRunResult, ReadRecordResult, RecordSummary } from '../protocol.ts';
import type { RunIndex } from './run-index.ts';

/** Lines that are told of in an answer; a file of something else has millions. */
const MAX_BROKEN = 200;
/** Summaries that one request gets. */
const MAX_ASKED = 2_000;

/** What a list shows of a record; undefined where it is not indexed. */
export function summaryOf(index: RunIndex, at: number, ledger: ReviewLedger): RecordSummary | undefined {
  const facets = index.record(at)?.facets;
  if (facets === undefined) return undefined;
  const { id, title, kind, turns, calls, pair, errorType, invalid, notChecked, edited } = facets;
  const decision = ledger.decisionOf(id) ?? { state: facets.review };
  return {
    index: at,
    id,
    title,
    kind,
    turns,
    calls,
    pair,
    ...(invalid === 0 ? {} : { invalid }),
    ...(notChecked === 0 ? {} : { notChecked }),
    ...(errorType === undefined ? {} : { errorType }),
    ...(decision.state === 'unreviewed' ? {} : { review: decision.state }),
    ...(decision.note === undefined ? {} : { note: decision.note }),
    ...(edited ? { edited } : {}),
  };
}

/** What a panel calls a run that is no folder. */
export function titleOf(file: string): string {
  return path.basename(file);
}

/** A record with what can be said of each of its calls, those of its wrong side from where the sides part. */
export function withChecks(record: TrajectoryRecord): ReadRecordResult {
  const { rejected, divergesAt, tools } = record;
  const checks = checkCalls(record);
  if (rejected === undefined) return { ...record, checks };
  const from = divergesAt?.message ?? 0;
  return {
    ...record,
    checks,
    rejectedChecks: checkCalls({ messages: rejected, tools }).filter(({ message }) => message >= from),
  };
}

/** Summaries of some records; those that are not indexed yet are left out. */
export function summariesOf(index: RunIndex, indices: readonly number[], ledger: ReviewLedger): RecordSummary[] {
  return indices
    .slice(0, MAX_ASKED)
    .map((at) => summaryOf(index, at, ledger))
    .filter((summary): summary is RecordSummary => summary !== undefined);
}

/** The summaries from the first on, as many as are asked for and indexed. */
export function openedRun(index: RunIndex, title: string, ledger: ReviewLedger, first: number): OpenRunResult {
  const records: RecordSummary[] = [];
  for (let at = 0; at < Math.min(first, index.indexed); at += 1) {
    const summary = summaryOf(index, at, ledger);
    if (summary !== undefined) records.push(summary);
  }
  const next = ledger.undoable;
  const undoable = next === undefined ? {} : { undoable: { kind: next.kind, records: next.ids.length } };
  return { title, format: index.format, records, ...undoable, ...indexState(index) };
}

/** How far an index is. */
export function indexState(index: RunIndex): Pick<OpenRunResult, 'broken' | 'total' | 'indexed' | 'complete'> {
  const broken = index.broken();
  return {
    broken: broken.slice(0, MAX_BROKEN).map(({ line, reason }) => ({ line, reason })),
    total: index.count,
    indexed: index.indexed,
    complete: index.isDone,
  };
}
