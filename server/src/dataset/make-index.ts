import { type GenerationContext, generateRecord } from '../trajectory/index.ts';
import type { RunPlan } from './plan.ts';
import { type DroppedLine, SET_ASIDE } from './run-stats.ts';
import type { IndexResult } from './types.ts';

/** Of a text that was dropped, so much is kept. */
const MAX_TEXT = 2000;

/** Tries paths for an index until one gives a record. */
export async function makeIndex(
  index: number,
  plan: RunPlan,
  context: GenerationContext,
  attempts: number,
): Promise<IndexResult> {
  const dropped: DroppedLine[] = [];
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    context.signal?.throwIfAborted();
    const request = plan.request(index, attempt);
    if (request === undefined)
      return { dropped: [{ index, attempt, reason: 'no-path', detail: 'the catalog gives no path', final: true }] };
    const result = await generateRecord(request, context);
    if (result.ok) return { dropped, record: result.record };
    const final = attempt === attempts - 1;
    // No other path is asked for: the teacher cannot be reached, and the record waits for the same command again.
    const setAside = result.reason === SET_ASIDE;
    dropped.push({
      index,
      attempt,
      reason: result.reason,
      detail: result.detail.slice(0, 300),
      final: final || setAside,
      ...(result.text === undefined ? {} : { text: result.text.slice(0, MAX_TEXT) }),
    });
    if (setAside) break;
  }
  return { dropped };
}
