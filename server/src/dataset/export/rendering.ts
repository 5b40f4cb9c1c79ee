import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { type Conversation, checkTemplate, type LossMask } from '../template/index.ts';
import { inSequence } from './parallel.ts';
import { flattenWithIds } from './sides.ts';
import type { ExportChoices, ExportTarget } from './target.ts';

/** What is learnt of one side of a record. */
export interface RenderedMask extends LossMask {
  readonly side: 'chosen' | 'rejected';
}

/** One side of a record as a template is given it, call ids and tools as the rows have them. */
export function recordConversation(record: TrajectoryRecord, side: RenderedMask['side']): Conversation | undefined {
  const { chosen, rejected, tools } = flattenWithIds(record);
  const messages = side === 'chosen' ? chosen : rejected;
  return messages === undefined ? undefined : { messages, tools };
}

/** The same with its parallel calls one after another. */
export function sequenceConversation(record: TrajectoryRecord, side: RenderedMask['side']): Conversation | undefined {
  return recordConversation(inSequence(record), side);
}

/** Both sides of a record rendered, where a template is given and the target's rows are read by one. */
export function renderedMasks(record: TrajectoryRecord, target: ExportTarget, { renderer }: ExportChoices) {
  const masks: RenderedMask[] = [];
  const problems: { level: 'dropped' | 'changed'; message: string }[] = [];
  if (renderer === undefined || target.withoutTemplate === true) return { masks, problems };
  for (const side of target.pairs ? (['chosen', 'rejected'] as const) : (['chosen'] as const)) {
    const conversation = recordConversation(record, side);
    if (conversation === undefined) continue;
    const checked = checkTemplate(renderer, conversation, () => sequenceConversation(record, side) ?? conversation);
    if (checked.mask !== undefined) masks.push({ ...checked.mask, side });
    for (const { level, message } of checked.problems)
      problems.push({ level, message: target.pairs ? `${side}: ${message}` : message });
  }
  return { masks, problems };
}
