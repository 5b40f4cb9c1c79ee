import { isObject, type Json, parsedJson } from '../../json/index.ts';
import type { Message, TrajectoryRecord } from '../../trajectory/index.ts';
import { parseTextCalls } from '../read/named-calls.ts';

/** A text that is compared, and where it stands. */
export interface ComparedText {
  readonly text: string;
  /** 0-based message; none where the file holds no messages. */
  readonly message?: number;
  /** What is asked. Of answers only whole passages are compared, for their short forms are everybody's. */
  readonly asked: boolean;
}

/**
 * What of a record is compared with others' sets: the words of the user and of the assistant, on the right side. System
 * texts and tools are shared by whole sets, outputs belong to the world, and a message that only supplies a tool asks nothing.
 */
export function comparedTexts({ messages, withheld = [] }: ComparedRecord): ComparedText[] {
  const supplies = new Set(withheld.map(({ until }) => until));
  return messages.flatMap(({ role, content }, message): ComparedText[] =>
    (role === 'user' || role === 'assistant') && content !== '' && !supplies.has(message)
      ? [{ text: content, message, asked: role === 'user' }]
      : [],
  );
}

/** The parts of a record that are compared. */
export type ComparedRecord = Pick<TrajectoryRecord, 'messages' | 'withheld'>;

/** Words and calls of a record as one text: what makes it another record's double. */
export function recordText({ messages }: Pick<TrajectoryRecord, 'messages'>): string {
  return messages.map(messageText).join('\n');
}

function messageText(message: Message): string {
  if (message.role === 'system' || message.role === 'tool') return '';
  const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
  return [message.content, ...calls.map((call) => `${call.function.name} ${JSON.stringify(call.function.arguments)}`)]
    .filter((text) => text !== '')
    .join('\n');
}

/** Names of the functions that a record calls, in order. */
export function calledNames({ messages }: Pick<TrajectoryRecord, 'messages'>): string[] {
  return messages.flatMap((message) =>
    message.role === 'assistant' ? (message.tool_calls ?? []).map((call) => call.function.name) : [],
  );
}

/** What a value of unknown form holds: every text, and the functions of every list of written calls (`["f(a=1)"]`). */
export interface PlainContents {
  readonly texts: readonly ComparedText[];
  readonly paths: readonly (readonly string[])[];
}

export function plainContents(value: Json): PlainContents {
  const texts: ComparedText[] = [];
  const paths: string[][] = [];
  const waiting: Json[] = [value];
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    if (typeof item === 'string') {
      const inner = /^\s*[[{]/.test(item) ? parsed(item) : undefined;
      if (inner === undefined) texts.push({ text: item, asked: true });
      else waiting.push(inner);
      continue;
    }
    const path = Array.isArray(item) ? writtenCalls(item) : [];
    if (path.length > 0) paths.push(path);
    else if (Array.isArray(item)) waiting.push(...item.toReversed());
    else if (isObject(item)) waiting.push(...Object.values(item).toReversed());
  }
  return { texts, paths };
}

/** Names of the calls where every text of a list, and of the lists in it, is a call; none otherwise. */
function writtenCalls(list: readonly Json[]): string[] {
  const leaves = list.flat(4);
  if (!leaves.every((leaf) => typeof leaf === 'string' && /^\s*[\w.]+\(.*\)\s*$/s.test(leaf))) return [];
  const calls = leaves.map((leaf) => parseTextCalls(`[${String(leaf)}]`));
  return calls.every((found) => found.length > 0) ? calls.flat().map(({ name }) => name) : [];
}

function parsed(text: string): Json | undefined {
  const value = parsedJson(text);
  return typeof value === 'object' && value !== null ? value : undefined;
}
