import { readMessages, readRow, textOf } from '../../dataset/index.ts';
import { canonicalJson, hashText, isObject, type Json, type JsonObject } from '../../json/index.ts';
import { findTextCalls, type OfferedTools, offeredTools } from '../../openai-wire/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import type { CheckedExchange, Conversation } from './types.ts';

/** Conversations that may still go on, at most; of more the oldest are taken for ended. */
const MAX_OPEN = 256;
/** Characters of the open ones together, at most. */
const MAX_CHARACTERS = 64 * 1024 * 1024;

interface Known {
  readonly id: string;
  readonly index: number;
  /** Of all messages so far. */
  key: string;
  messages: readonly JsonObject[];
  tools: readonly JsonObject[];
  model: string;
  readonly tokens: { input: number; output: number };
  characters: number;
}

/** Where an exchange went. */
export interface Placed {
  readonly id: string;
  /** It goes on from an exchange before it. */
  readonly continued: boolean;
}

/**
 * Puts the exchanges of agents together: a request whose messages begin with a whole conversation, reply included, goes on
 * with it; any other begins one of its own, so that a question asked twice is two records and nothing is lost.
 */
export class Conversations {
  readonly #byKey = new Map<string, Known>();
  #count = 0;
  #characters = 0;

  /** Takes an exchange that has a reply. */
  add({ conversation, model, usage }: CheckedExchange): Placed | undefined {
    if (conversation === undefined) return undefined;
    const { keys, whole } = keysOf(conversation);
    const before = keys
      .map((key) => this.#byKey.get(key))
      .reverse()
      .find((known) => known !== undefined);
    const known = before ?? this.#begin();
    this.#byKey.delete(known.key);
    this.#characters -= known.characters;
    known.key = whole;
    known.messages = [...conversation.messages, conversation.reply];
    known.tools = mergedTools(known.tools, conversation.tools);
    known.model = model;
    known.tokens.input += usage.input;
    known.tokens.output += usage.output;
    known.characters = JSON.stringify(known.messages).length;
    this.#characters += known.characters;
    this.#byKey.set(this.#freeKey(known), known);
    return { id: known.id, continued: before !== undefined };
  }

  /** Records of the conversations that may go on, in the order in which they began. */
  open(): TrajectoryRecord[] {
    return [...this.#byKey.values()].sort((left, right) => left.index - right.index).flatMap(recordOf);
  }

  /** Lets go of those that are taken for ended, and gives their records. */
  settle(): TrajectoryRecord[] {
    const ended: Known[] = [];
    for (const [key, known] of this.#byKey) {
      if (this.#byKey.size <= MAX_OPEN && this.#characters <= MAX_CHARACTERS) break;
      if (this.#byKey.size === 1) break;
      this.#byKey.delete(key);
      this.#characters -= known.characters;
      ended.push(known);
    }
    return ended.flatMap(recordOf);
  }

  #begin(): Known {
    const index = this.#count++;
    const id = `proxy-${index}`;
    return { id, index, key: '', messages: [], tools: [], model: '', tokens: { input: 0, output: 0 }, characters: 0 };
  }

  /** Two conversations may be equal to the last word; only the first of them is found by what it says. */
  #freeKey(known: Known): string {
    if (this.#byKey.has(known.key)) known.key = `${known.key} ${known.id}`;
    return known.key;
  }
}

/** A key for each beginning of the request's messages, and one for all of them with the reply. */
function keysOf({ messages, reply, tools }: Conversation): { keys: string[]; whole: string } {
  const names = offeredTools(tools as never);
  let key = '';
  const next = (message: JsonObject) => {
    key = hashText(`${key} ${messageKey(message, names)}`);
    return key;
  };
  return { keys: messages.map(next), whole: next(reply) };
}

/** A message as what it says: clients send replies back with ids, nulls and blanks of their own, or read calls from the text. */
function messageKey(message: JsonObject, tools: OfferedTools): string {
  const [read] = readMessages([message]);
  if (read === undefined) return canonicalJson(message);
  if (read.role !== 'assistant') return canonicalJson([read.role, read.content.trim()]);
  const calls = (read.tool_calls ?? []).map((call) => call.function);
  const found = calls.length > 0 ? undefined : findTextCalls(textOf(message.content ?? null), tools);
  const said = found === undefined ? read.content : found.rest;
  const made =
    found === undefined ? calls : found.calls.map(({ name, arguments: given }) => ({ name, arguments: given }));
  return canonicalJson(['assistant', said.trim(), made as unknown as Json]);
}

/** Tools that any request of the conversation offered; of two with one name the latest. */
function mergedTools(before: readonly JsonObject[], now: readonly JsonObject[]): JsonObject[] {
  const nameOf = (tool: JsonObject) => (isObject(tool.function) ? String(tool.function.name) : '');
  return [...new Map([...before, ...now].map((tool) => [nameOf(tool), tool])).values()];
}

function recordOf({ id, index, messages, tools, model, tokens }: Known): TrajectoryRecord[] {
  const read = readRow({ messages: [...messages], tools: [...tools] }, index);
  if (typeof read === 'string') return [];
  const { record } = read;
  return [{ ...record, id, provenance: { ...record.provenance, teacher: 'proxy', model, tokens: { ...tokens } } }];
}
