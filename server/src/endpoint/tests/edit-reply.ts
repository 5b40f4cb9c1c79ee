import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import type { WireCall, WireReply } from '../../openai-wire/index.ts';

/** A reply as a person changes it. */
export interface ReplyEdit {
  readonly text?: string;
  /** `[{name, arguments}]`. */
  readonly calls?: Json;
}

/** The reply with what a person wrote in its place. Calls keep their ids by place. @throws RangeError for calls of another form */
export function editedReply(reply: WireReply, { text, calls }: ReplyEdit): WireReply {
  return {
    ...reply,
    ...(text === undefined ? {} : { text }),
    ...(calls === undefined ? {} : { calls: readCalls(calls, reply.calls) }),
    notes: [...reply.notes, 'changed by hand'],
  };
}

function readCalls(calls: Json, before: readonly WireCall[]): WireCall[] {
  if (!Array.isArray(calls)) throw new RangeError('calls are a list of {"name", "arguments"}');
  return calls.map((call, at): WireCall => {
    if (!isObject(call) || typeof call.name !== 'string' || !isObject(call.arguments ?? {}))
      throw new RangeError(`call ${at + 1} is no object with a "name" and "arguments"`);
    const id = before[at]?.id ?? `edited-${at + 1}`;
    return { id, name: call.name, arguments: (call.arguments ?? {}) as JsonObject };
  });
}
