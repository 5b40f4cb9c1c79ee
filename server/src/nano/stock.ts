import type { Message } from '../chat/index.ts';
import { withIsoDates } from '../english/index.ts';
import type { MoveKind, TrajectoryRecord } from '../trajectory/index.ts';

/** What the model says in words. Its size allows to learn what to do, and not how to put it. */
export const STOCK = {
  answer: 'Done.',
  ask: 'Something is missing. Could you tell me?',
  decline: 'I have no function for that.',
} as const;

/** Words of a question, where no record says what a message is. */
const ASKS = /\?|\bneed to know\b|\btell me\b|\blet me know\b|\bplease (?:give|name|say)\b/i;

/** What the model reads: dates in the user's words as calls have them, which a model of this size cannot learn to write. */
export function asRead(message: Message): Message {
  return message.role === 'user' ? { ...message, content: withIsoDates(message.content) } : message;
}

/** A side of a record with each text of the agent in its stock form; calls, outputs and the user's words are kept. */
export function inStockWords(record: TrajectoryRecord, side: 'chosen' | 'rejected' = 'chosen'): Message[] {
  const messages = side === 'chosen' ? record.messages : (record.rejected ?? []);
  return messages.map((message, at) => {
    if (message.role !== 'assistant' || (message.tool_calls ?? []).length > 0) return asRead(message);
    return { role: 'assistant', content: STOCK[kindOf(record, { messages, at, side })] };
  });
}

/** A conversation of whatever words as the model reads it: what the agent said is told by its place and its form. */
export function asReadConversation(messages: readonly Message[]): Message[] {
  return messages.map((message, at) => {
    if (message.role !== 'assistant' || (message.tool_calls ?? []).length > 0) return asRead(message);
    return { role: 'assistant', content: STOCK[kindByPlace(messages, at)] };
  });
}

function kindByPlace(messages: readonly Message[], at: number): Exclude<MoveKind, 'call'> {
  if (messages[at - 1]?.role === 'tool') return 'answer';
  return ASKS.test(messages[at]?.content ?? '') ? 'ask' : 'decline';
}

interface Place {
  readonly messages: readonly Message[];
  readonly at: number;
  readonly side: 'chosen' | 'rejected';
}

function kindOf(record: TrajectoryRecord, { messages, at, side }: Place): Exclude<MoveKind, 'call'> {
  const diverges = record.divergesAt;
  if (diverges?.message === at) {
    const kind = side === 'chosen' ? diverges.preferred : diverges.avoided;
    if (kind !== undefined && kind !== 'call') return kind;
  }
  if (messages[at - 1]?.role !== 'tool' && side === 'chosen') {
    const turn = record.turns.find(({ messages: [start, end] }) => start <= at && at < end);
    if (turn?.kind === 'miss_params') return 'ask';
    if (turn?.kind === 'miss_func' || record.kind === 'irrelevance') return 'decline';
  }
  return kindByPlace(messages, at);
}
