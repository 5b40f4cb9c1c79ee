import {
  type Message,
  noPath,
  noProvenance,
  type ToolDefinition,
  type TrajectoryRecord,
  type TurnInfo,
} from '../../trajectory/index.ts';
import { type CallCheck, checkCalls } from './call-check.ts';

/** What a row of a file was recognised as. */
export type RunFormat =
  | 'magnet'
  | 'trl'
  | 'openai-messages'
  | 'openai-preference'
  | 'sharegpt'
  | 'toolace'
  | 'hermes'
  | 'toucan'
  | 'xlam'
  | 'nemo-preference'
  | 'ms-swift'
  | 'bfcl-result'
  | 'anthropic-messages'
  | 'responses'
  | 'gemini'
  | 'inspect'
  | 'otel-genai'
  | 'langsmith'
  | 'langfuse'
  | 'alpaca'
  | 'cohere'
  | 'rendered-text'
  | 'unknown';

/** A row as a record, however it was written: what a run panel shows. */
export interface ReadRow {
  readonly format: RunFormat;
  readonly record: TrajectoryRecord;
  /** What the row holds and the record does not, in words. */
  readonly leftOut?: readonly string[];
}

/** What a reader finds in a row. */
export interface Parts {
  readonly messages: readonly Message[];
  readonly rejected?: readonly Message[];
  readonly tools?: readonly ToolDefinition[];
  readonly id?: string;
  /** What of the row could not be read. */
  readonly notes?: readonly string[];
}

/** The parts of a row as a record; what only a run of ours knows is empty. */
export function row(format: RunFormat, index: number, parts: Parts): ReadRow {
  const { messages, tools = [], id, notes = [] } = parts;
  const rejected = parts.rejected === undefined ? undefined : withIdsOf(messages, parts.rejected);
  const at = rejected === undefined ? -1 : firstDifference(messages, rejected);
  return {
    format,
    ...(notes.length === 0 ? {} : { leftOut: notes }),
    record: {
      id: id ?? `${format}-${index}`,
      index,
      kind: messages.filter((message) => message.role === 'user').length > 1 ? 'multi-turn' : 'single',
      catalogHash: '',
      path: noPath(index),
      tools,
      messages,
      turns: withNotes(turnsFromMessages(messages, tools), notes),
      ...(rejected === undefined ? {} : { rejected }),
      ...(at < 0 ? {} : { divergesAt: { message: at, errorType: 0, reason: 'the file does not say how it is wrong' } }),
      certificates: [],
      provenance: noProvenance(),
      review: { status: 'unreviewed', edits: [] },
    },
  };
}

/**
 * The other side with the call ids of the first as far as both say the same: programs that keep each side by itself count its
 * calls anew, and what is shared would part at its first call.
 */
function withIdsOf(messages: readonly Message[], rejected: readonly Message[]): readonly Message[] {
  const ids = new Map<string, string>();
  for (const [at, message] of rejected.entries()) {
    const other = messages[at];
    if (other === undefined || withoutIds(message) !== withoutIds(other)) break;
    const [own, theirs] = [message, other].map(callsOf);
    for (const [index, call] of (own ?? []).entries()) ids.set(call.id, theirs?.[index]?.id ?? call.id);
  }
  const changes = [...ids].some(([from, to]) => from !== to);
  // An id of the first side may be that of a later call of the other.
  const taken = new Set(ids.values());
  const renamed = (id: string) => ids.get(id) ?? (taken.has(id) ? `${id}_` : id);
  return changes ? rejected.map((message) => withIds(message, renamed)) : rejected;
}

function callsOf(message: Message) {
  return message.role === 'assistant' ? (message.tool_calls ?? []) : [];
}

function withoutIds(message: Message): string {
  return JSON.stringify(withIds(message, () => ''));
}

function withIds(message: Message, idOf: (id: string) => string): Message {
  if (message.role === 'tool') return { ...message, tool_call_id: idOf(message.tool_call_id) };
  if (message.role !== 'assistant' || message.tool_calls === undefined) return message;
  return { ...message, tool_calls: message.tool_calls.map((call) => ({ ...call, id: idOf(call.id) })) };
}

function firstDifference(left: readonly Message[], right: readonly Message[]): number {
  const length = Math.max(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    if (JSON.stringify(left[index]) !== JSON.stringify(right[index])) return index;
  }
  return -1;
}

/** A turn begins with each user message; what stands before the first belongs to it. */
function turnsFromMessages(messages: readonly Message[], tools: readonly ToolDefinition[]): TurnInfo[] {
  const checks = checkCalls({ messages, tools });
  const starts = messages.flatMap((message, index) => (message.role === 'user' ? [index] : []));
  if (starts.length === 0 && messages.length > 0) starts.push(0);
  return starts.map((start, index): TurnInfo => {
    const end = starts[index + 1] ?? messages.length;
    const calls = messages
      .slice(start, end)
      .flatMap((message, at) =>
        message.role === 'assistant'
          ? (message.tool_calls ?? []).map((_, call) => ({ message: start + at, call, sources: [] }))
          : [],
      );
    const notes = checkNotes(checks.filter(({ message }) => message >= start && message < end));
    return { index, kind: 'call', messages: [start, end], calls, notes };
  });
}

function withNotes(turns: readonly TurnInfo[], notes: readonly string[]): readonly TurnInfo[] {
  const [first, ...more] = turns;
  return first === undefined || notes.length === 0 ? turns : [{ ...first, notes: [...first.notes, ...notes] }, ...more];
}

/** What a reader of a turn has to know of its calls: what is wrong with each, and once that they are not checked. */
function checkNotes(checks: readonly CallCheck[]): string[] {
  const wrong = checks.filter(({ state }) => state === 'invalid').map(({ name, reason }) => `${name}: ${reason}`);
  const unchecked = checks.find(({ state }) => state === 'not-checked');
  return unchecked === undefined ? wrong : [...wrong, `calls not checked: ${unchecked.reason}`];
}
