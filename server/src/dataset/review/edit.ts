import type { Json, JsonObject } from '../../json/index.ts';
import type { Message, ToolCall, TrajectoryRecord } from '../../trajectory/index.ts';

/** One change of a record by a person. `side`: the right conversation, or the wrong one from where they part. */
export type RecordEdit = {
  readonly side?: 'right' | 'wrong';
  readonly message: number;
} & (
  | { readonly kind: 'text'; readonly content: string }
  | { readonly kind: 'call'; readonly call: number; readonly name?: string; readonly arguments: JsonObject }
  | { readonly kind: 'value'; readonly call: number; readonly parameter: string; readonly value: Json }
);

/**
 * The record with one thing changed and nothing else: what follows from it is `editRecord`'s. A message that both sides
 * share is changed in both.
 * @throws RangeError with a sentence where the record has nothing of that kind there
 */
export function applyEdit(record: TrajectoryRecord, edit: RecordEdit): TrajectoryRecord {
  const { message: at, side = 'right' } = edit;
  const { rejected, divergesAt } = record;
  const shared = rejected !== undefined && divergesAt !== undefined && at < divergesAt.message;
  if (side === 'wrong' && rejected === undefined) throw new RangeError('the record has no wrong side');
  const changed = (messages: readonly Message[]) =>
    messages.map((message, index) => (index === at ? editedMessage(message, edit) : message));
  const list = side === 'wrong' ? (rejected ?? []) : record.messages;
  if (!(Number.isInteger(at) && at >= 0 && at < list.length)) throw new RangeError(`there is no message ${at}`);
  return {
    ...record,
    ...(side === 'right' || shared ? { messages: changed(record.messages) } : {}),
    ...(rejected !== undefined && (side === 'wrong' || shared) ? { rejected: changed(rejected) } : {}),
  };
}

function editedMessage(message: Message, edit: RecordEdit): Message {
  if (edit.kind === 'text') {
    if (message.role === 'tool')
      throw new RangeError('an output is what the world answers: edit the call, and it is run again');
    if (edit.content.trim() === '' && !(message.role === 'assistant' && (message.tool_calls ?? []).length > 0))
      throw new RangeError('a message needs a text');
    return { ...message, content: edit.content };
  }
  const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
  if (message.role !== 'assistant' || calls[edit.call] === undefined)
    throw new RangeError(`message ${edit.message} has no call ${edit.call}`);
  return { ...message, tool_calls: calls.map((call, index) => (index === edit.call ? editedCall(call, edit) : call)) };
}

function editedCall(call: ToolCall, edit: Exclude<RecordEdit, { kind: 'text' }>): ToolCall {
  const { function: made } = call;
  if (edit.kind === 'call') return { ...call, function: { name: edit.name ?? made.name, arguments: edit.arguments } };
  if (!Object.hasOwn(made.arguments, edit.parameter))
    throw new RangeError(`${made.name} is not called with ${edit.parameter}: edit the whole call to add it`);
  return { ...call, function: { ...made, arguments: { ...made.arguments, [edit.parameter]: edit.value } } };
}
