import type { Message, ToolDefinition } from '../chat/index.ts';
import { renderMessage, renderTools } from './render.ts';
import type { Tokenizer } from './tokenizer.ts';
import type { Encoded } from './types.ts';

/** Most tokens that the model sees at once. */
export const CONTEXT = 768;

/** Share of a training window that may be history whose answers another window teaches. */
const HISTORY = 0.6;

/** A conversation in tokens: its list of tools, and its turns, each of which begins with the user. */
export interface Turns {
  readonly tools: Encoded;
  readonly turns: readonly Encoded[];
}

export function encodeTurns(messages: readonly Message[], tools: readonly ToolDefinition[], by: Tokenizer): Turns {
  const turns: Message[][] = [];
  for (const message of messages) {
    if (message.role === 'system') continue;
    if (message.role === 'user' || turns.length === 0) turns.push([message]);
    else turns.at(-1)?.push(message);
  }
  return {
    tools: by.encodeSegments(renderTools(tools)),
    turns: turns.map((turn) => by.encodeSegments(turn.flatMap(renderMessage))),
  };
}

/** The list of tools and the last turns, oldest first, in at most `limit` tokens; of a last turn that is too long, its end. */
export function lastTurns({ tools, turns }: Turns, limit: number): Encoded {
  const room = limit - tools.ids.length;
  const first = firstFitting(turns, turns.length, room);
  if (first < turns.length) return join([tools, ...turns.slice(first)]);
  const last = turns.at(-1) ?? NOTHING;
  return room > 0 ? join([tools, tail(last, room)]) : tail(join([tools, last]), limit);
}

const NOTHING: Encoded = { ids: [], learnt: [] };

function tail({ ids, learnt }: Encoded, length: number): Encoded {
  return { ids: ids.slice(-length), learnt: learnt.slice(-length) };
}

/** The earliest turn from which on all turns before `end` fit `room` tokens; `end` where not even the last does. */
export function firstFitting(turns: readonly Encoded[], end: number, room: number): number {
  let left = room;
  let first = end;
  while (first > 0 && (turns[first - 1]?.ids.length ?? 0) <= left) {
    first -= 1;
    left -= turns[first]?.ids.length ?? 0;
  }
  return first;
}

/** Windows that together teach each turn once, each with as much history before it as fits. Turns that fit nowhere are left out. */
export function trainingWindows(conversation: Turns, limit: number): Encoded[] {
  const { tools, turns } = conversation;
  const windows: Encoded[] = [];
  let next = 0;
  while (next < turns.length) {
    const room = limit * HISTORY - tools.ids.length - (turns[next]?.ids.length ?? 0);
    const first = firstFitting(turns, next, room);
    const end = lastFitting(conversation, first, limit);
    if (end <= next) {
      next += 1;
      continue;
    }
    const taught = turns.slice(next, end);
    windows.push(join([tools, ...turns.slice(first, next).map(unlearnt), ...taught]));
    next = end;
  }
  return windows;
}

function lastFitting({ tools, turns }: Turns, first: number, limit: number): number {
  let used = tools.ids.length;
  let end = first;
  while (end < turns.length && used + (turns[end]?.ids.length ?? 0) <= limit) {
    used += turns[end]?.ids.length ?? 0;
    end += 1;
  }
  return end;
}

export function unlearnt({ ids }: Encoded): Encoded {
  return { ids, learnt: ids.map(() => false) };
}

export function join(parts: readonly Encoded[]): Encoded {
  return { ids: parts.flatMap((part) => part.ids), learnt: parts.flatMap((part) => part.learnt) };
}
