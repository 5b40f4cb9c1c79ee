import type { Message } from '../../chat/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import type { Policy, PolicyMove } from './types.ts';

/** Which side of a pair is said again. */
export type ReplaySide = 'chosen' | 'rejected';

/**
 * A policy that says what the records of a run say: the conversation of a request is found by its first question, and the answer is the message that follows as many answers as the request holds.
 */
export function createReplayPolicy(
  records: readonly TrajectoryRecord[],
  side: ReplaySide = 'chosen',
  model = `magnet-replay-${side}`,
): Policy {
  const known = new Map<string, (readonly Message[])[]>();
  for (const record of records) {
    const messages = side === 'rejected' ? (record.rejected ?? record.messages) : record.messages;
    const key = opening(record.messages);
    known.set(key, [...(known.get(key) ?? []), messages]);
  }
  return { model, move: ({ messages }) => nextOf(known.get(opening(messages)) ?? [], messages) };
}

/** What is said where no record goes on from a request. */
export const NO_REPLAY = 'No record of the run goes on from here.';

/** The first question; what a system message says is the client's own affair. */
function opening(messages: readonly Message[]): string {
  return messages.find((message) => message.role === 'user')?.content ?? '';
}

function nextOf(conversations: readonly (readonly Message[])[], messages: readonly Message[]): PolicyMove {
  const answers = messages.filter((message) => message.role === 'assistant').length;
  // Records that open alike differ further on: the one that shares the most is meant.
  const best = conversations
    .map((conversation) => ({ conversation, shared: sharedWith(conversation, messages) }))
    .sort((left, right) => right.shared - left.shared)[0];
  const next = best?.conversation.filter((message) => message.role === 'assistant')[answers];
  if (next?.role !== 'assistant') return { text: NO_REPLAY, calls: [] };
  return { text: next.content, calls: (next.tool_calls ?? []).map((call) => call.function) };
}

function sharedWith(conversation: readonly Message[], messages: readonly Message[]): number {
  let shared = 0;
  while (
    shared < messages.length &&
    conversation[shared]?.role === messages[shared]?.role &&
    conversation[shared]?.content === messages[shared]?.content
  ) {
    shared += 1;
  }
  return shared;
}
