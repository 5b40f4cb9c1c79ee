import type { Message } from '../chat/index.ts';
import { type Json, jsonOrText } from '../json/index.ts';
import { saysScalar } from '../teacher/index.ts';
import { type Leaf, leavesOf } from './values.ts';

/** A place where a value stands in a conversation. */
export interface Occurrence {
  readonly from: 'query' | 'output' | 'agent';
  /** 0-based turn: user messages counted. */
  readonly turn: number;
  readonly message: number;
  /** Field of the output. */
  readonly field?: string;
}

const outputs = new WeakMap<Message, Json>();

/** What a tool message holds, read once however many checks ask for it; the text itself where it is no JSON. */
export function outputIn(message: Message): Json {
  let known = outputs.get(message);
  if (known === undefined) {
    known = parsed(message.content);
    outputs.set(message, known);
  }
  return known;
}

/** The same outputs stand in a conversation without its words, in the written one, and in the wrong side. */
const recent = new Map<string, Json>();
const MAX_RECENT = 200;

function parsed(content: string): Json {
  let known = recent.get(content);
  if (known === undefined) {
    known = jsonOrText(content);
    if (recent.size >= MAX_RECENT) recent.clear();
    recent.set(content, known);
  }
  return known;
}

const leaves = new WeakMap<object, readonly Leaf[]>();

/** The scalars of a tool message's content; none where it is no JSON. */
export function messageLeaves(message: Message): readonly Leaf[] {
  if (message.role !== 'tool') return [];
  const output = outputIn(message);
  if (typeof output !== 'object' || output === null) return leavesOf(output);
  let known = leaves.get(output);
  if (known === undefined) {
    known = leavesOf(output);
    leaves.set(output, known);
  }
  return known;
}

/** Turn of each message; the system message counts to turn 0. */
export function turnsOf(messages: readonly Message[]): number[] {
  let turn = -1;
  return messages.map((message) => {
    if (message.role === 'user') turn += 1;
    return Math.max(0, turn);
  });
}

/** Every place before message `end` that holds a scalar, in order. Read from the messages alone. */
export function occurrences(value: string | number, messages: readonly Message[], end = messages.length): Occurrence[] {
  const found: Occurrence[] = [];
  let turn = -1;
  for (let index = 0; index < end; index += 1) {
    const message = messages[index] as Message;
    if (message.role === 'user') turn += 1;
    const at = { turn: Math.max(0, turn), message: index };
    if (message.role === 'tool') {
      const leaf = messageLeaves(message).find(
        (item) =>
          item.value === value || (typeof item.value === 'string' && isTelling(value) && saysScalar(item.value, value)),
      );
      if (leaf !== undefined) found.push({ from: 'output', ...at, field: leaf.path });
    } else if (message.role === 'user' && saysScalar(message.content, value)) found.push({ from: 'query', ...at });
    else if (message.role === 'assistant' && saysScalar(message.content, value)) found.push({ from: 'agent', ...at });
  }
  return found;
}

function isTelling(value: string | number): boolean {
  return String(value).length >= 4;
}

/** Where a value must have been taken from: the newest query or output that holds it. */
export function sourceOf(value: string | number, messages: readonly Message[], end: number): Occurrence | undefined {
  const places = occurrences(value, messages, end);
  const current = places.findLast((place) => place.from !== 'agent');
  const said = places.findLast((place) => place.from === 'query');
  // What the user says in this very turn is what the user means.
  const turn = turnsOf(messages.slice(0, end)).at(-1) ?? 0;
  return said !== undefined && said.turn === turn ? said : current;
}
