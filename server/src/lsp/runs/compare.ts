import {
  differences,
  type PrintDifference,
  type RecordPrint,
  recordPrint,
  type SharedRecord,
  shareRecord,
  shareRecords,
} from '../../dataset/index.ts';
import { refused } from '../guard.ts';
import type { DiffRunsResult, RecordDifference, ShareForm } from '../protocol.ts';
import type { OpenRun, OpenRuns } from './open-runs.ts';
import type { RunIndex } from './run-index.ts';
import { titleOf } from './summaries.ts';

const MAX_DIFFERENCES = 10_000;

/** What one run has otherwise than another, record by record. */
export async function diffRuns(
  runs: OpenRuns,
  uri: string,
  other: string,
  signal: AbortSignal,
): Promise<DiffRunsResult> {
  const [first, second] = [await runs.open(uri), await runs.open(other)];
  if (first.file === second.file) throw refused('These are the same run.');
  const found = differences(await printsOf(first.index, signal), await printsOf(second.index, signal));
  const listed = found.differences.slice(0, MAX_DIFFERENCES);
  return {
    same: found.same,
    differences: listed.map((difference) => described(difference, first.index, second.index)),
    leftOut: found.differences.length - listed.length,
  };
}

async function printsOf(index: RunIndex, signal: AbortSignal): Promise<RecordPrint[]> {
  await index.done;
  const prints: RecordPrint[] = [];
  const all = Array.from({ length: index.count }, (_, at) => at);
  for await (const { index: at, record } of index.readEach(all)) {
    signal.throwIfAborted();
    prints.push(recordPrint(record, at));
  }
  return prints;
}

function described({ first, second, parts }: PrintDifference, left: RunIndex, right: RunIndex): RecordDifference {
  const facets = first === undefined ? right.record(second ?? -1)?.facets : left.record(first)?.facets;
  return {
    id: facets?.id ?? '',
    title: facets?.title ?? '',
    state: first === undefined ? 'only-second' : second === undefined ? 'only-first' : 'changed',
    ...(first === undefined ? {} : { first }),
    ...(second === undefined ? {} : { second }),
    parts,
  };
}

/** Records of a run that one page holds. */
const MAX_SHARED = 100;

/** One record as a text to hand on; without an index the first records of the run. */
export async function share(run: OpenRun, at: number | undefined, as: ShareForm): Promise<{ readonly text: string }> {
  if (at === undefined) return shareFirst(run, as);
  const record = await run.index.read(at);
  if (record === undefined) throw refused(`${titleOf(run.file)} has no record ${at}.`);
  const review = run.review.ledger.stateOf(record.id, record);
  return { text: shareRecord({ record, review }, as, `Record ${record.id}`) };
}

async function shareFirst({ file, index, review }: OpenRun, as: ShareForm): Promise<{ readonly text: string }> {
  await index.done;
  const first = Array.from({ length: Math.min(index.count, MAX_SHARED) }, (_, at) => at);
  const records: SharedRecord[] = [];
  for await (const { record } of index.readEach(first))
    records.push({ record, review: review.ledger.stateOf(record.id, record) });
  return { text: shareRecords(records, as, titleOf(file), index.count - records.length) };
}
