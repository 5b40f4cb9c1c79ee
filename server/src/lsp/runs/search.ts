import { setTimeout } from 'node:timers/promises';
import { fullMatch, parseQuery, QUERY_FIELDS, quickMatch, type ReviewLedger } from '../../dataset/index.ts';
import type { QueryFieldItem, SearchRunResult } from '../protocol.ts';
import type { RunIndex } from './run-index.ts';

/** Milliseconds after which an answer is given with what was found; who wants more asks from there on. */
const BUDGET_MS = 250;
const CHECK_EVERY = 512;

/**
 * The records that a query finds, from one on: what memory can answer is not read. Where the time is over, or the index
 * goes no further yet, the answer says where to go on.
 */
export async function searchRun(
  index: RunIndex,
  ledger: ReviewLedger,
  text: string,
  from: number,
  signal: AbortSignal,
): Promise<SearchRunResult> {
  const query = parseQuery(text);
  const hits: number[] = [];
  const started = performance.now();
  let at = Math.max(0, from);
  // A run that was opened this moment has nothing to search yet: an answer of nothing would only be asked again.
  if (at >= index.indexed) await Promise.race([index.until(at + 1), setTimeout(BUDGET_MS, undefined, { ref: false })]);
  for (; at < index.indexed; at += 1) {
    const entry = index.record(at);
    if (entry === undefined) continue;
    const { facets, sketch } = entry;
    const known = { facets, sketch, review: ledger.decisionOf(facets.id)?.state ?? facets.review };
    const quick = quickMatch(query, known);
    if (quick === 'yes') hits.push(at);
    if (quick !== 'read') {
      if (at % CHECK_EVERY === 0 && performance.now() - started > BUDGET_MS) break;
      continue;
    }
    signal.throwIfAborted();
    const record = await index.read(at);
    if (record !== undefined && fullMatch(query, record, known)) hits.push(at);
    if (performance.now() - started > BUDGET_MS) {
      at += 1;
      break;
    }
  }
  const over = index.isDone && at >= index.indexed;
  return { hits, problems: query.problems, ...(over ? {} : { next: at }), indexed: index.indexed, total: index.count };
}

/** The fields that a query can name. */
export function queryFields(): readonly QueryFieldItem[] {
  return Object.entries(QUERY_FIELDS).map(([field, { takes, example, meaning }]) => ({
    field,
    takes,
    example,
    meaning,
  }));
}
