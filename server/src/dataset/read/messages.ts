import { isObject, type Json, type JsonObject, parsedJson } from '../../json/index.ts';
import { findTextCalls, offeredTools } from '../../openai-wire/index.ts';
import type { Message, ToolCall, ToolDefinition } from '../../trajectory/index.ts';
import { fromBlocks } from './blocks.ts';
import { BROKEN_ARGUMENTS } from './call-check.ts';
import { CallIds } from './call-ids.ts';
import { contentText } from './content.ts';
import { fromFramework } from './framework-messages.ts';
import { valuesIn } from './json-values.ts';
import { parseTextCalls } from './named-calls.ts';
import { textOf } from './normal.ts';
import { toolsInText } from './tools.ts';

const ROLES: Readonly<Record<string, Message['role'] | 'call'>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  gpt: 'assistant',
  ai: 'assistant',
  model: 'assistant',
  bot: 'assistant',
  chatbot: 'assistant',
  agent: 'assistant',
  tool: 'tool',
  function: 'tool',
  observation: 'tool',
  tool_response: 'tool',
  ipython: 'tool',
  tool_result: 'tool',
  tool_output: 'tool',
  function_response: 'tool',
  function_result: 'tool',
  environment: 'tool',
  function_call: 'call',
  tool_call: 'call',
};

/** Messages of any of the known shapes; items that are none are left out. */
export function readMessages(given: Json, from = 0, tools: readonly string[] = []): Message[] {
  const value = Array.isArray(given) ? given.flatMap(fromFramework).flatMap(fromBlocks) : given;
  if (!Array.isArray(value)) return typeof value === 'string' ? [{ role: 'user', content: value }] : [];
  const messages: Message[] = [];
  const ids = new CallIds();
  for (const [at, item] of value.entries()) {
    if (!isObject(item)) continue;
    const raw = roleOf(item);
    const role = Object.hasOwn(ROLES, raw) ? ROLES[raw] : undefined;
    const content = saidIn(item);
    if (role === 'system' || role === 'user') messages.push({ role, content });
    else if (role === 'call' || role === 'assistant') {
      const message =
        role === 'call'
          ? assistant('', callsFromText(content), from + messages.length)
          : readAssistant(item, content, from + messages.length, tools);
      messages.push(ids.opened(message, from + messages.length));
    } else if (role === 'tool') {
      const next = value[at + 1];
      const alone = !isObject(next) || ROLES[roleOf(next)] !== 'tool';
      for (const part of alone ? sharedOutput(item, content, ids.open) : [content])
        messages.push(readOutput(item, unmarked(part), ids));
    }
  }
  return messages;
}

/** Whether a value is a message of one of the shapes known: somebody known speaks in it. */
export function isMessage(value: Json): boolean {
  if (!isObject(value)) return false;
  if ([value.role, value.from, value.sender].some((name) => typeof name === 'string'))
    return Object.hasOwn(ROLES, roleOf(value));
  // LangChain names the speaker in `type`, which other things have too.
  const said = [value.content, value.data, value.kwargs].some((part) => part !== undefined);
  return said && ['human', 'ai', 'system', 'tool'].includes(String(value.type));
}

/** What a message says. Cohere has the text under `message`, the AI SDK in `parts`; a refusal stands for what was not said. */
function saidIn(item: JsonObject): string {
  const text = contentText(item.content ?? item.value ?? item.parts ?? item.text ?? item.message ?? null);
  if (text !== '') return text;
  return firstText(item.refusal, item.tool_plan) ?? '';
}

/** Who speaks: `role`, ShareGPT's `from`, `sender`, or LangChain's `type`. */
function roleOf(item: JsonObject): string {
  const found = [item.role, item.from, item.sender, item.type].find((name) => typeof name === 'string');
  return typeof found === 'string' ? found.toLowerCase().replaceAll('-', '_') : '';
}

/**
 * The outputs of several calls that stand in one message without an id, as LLaMA-Factory keeps them: a JSON list, or one
 * mark after another. What cannot be told apart is the first call's, and nothing is left for the others.
 */
function sharedOutput(item: JsonObject, content: string, calls: number): string[] {
  if (calls < 2 || (typeof item.tool_call_id === 'string' && item.tool_call_id !== '')) return [content];
  const marked = [...content.matchAll(/<tool_response>([\s\S]*?)<\/tool_response>/g)].map((match) =>
    (match[1] ?? '').trim(),
  );
  if (marked.length === calls) return marked;
  const list = safeParse(content);
  if (Array.isArray(list) && list.length === calls) return list.map((each) => textOf(each));
  return [content, ...Array.from({ length: calls - 1 }, () => '')];
}

/** An output as the tool returned it, without the marks that Hermes' set keeps around it. */
function unmarked(output: string): string {
  const inner = /^\s*<tool_response>([\s\S]*)<\/tool_response>\s*$/.exec(output)?.[1];
  return inner === undefined || inner.includes('<tool_response>') ? output : inner.trim();
}

/** Without a list of tools only marked calls count; bare text stays text. */
const NO_TOOLS = offeredTools([]);

export type Assistant = Extract<Message, { role: 'assistant' }>;

function readAssistant(item: JsonObject, content: string, place: number, tools: readonly string[] = []): Assistant {
  const calls = [...callList(item), ...brokenCalls(item)].flatMap(readCall);
  if (calls.length > 0) return assistant(content, calls, place);
  // ToolACE: a list of calls of tools that the row offers is the whole message.
  const bare = /^\s*\[[\s\S]*\]\s*$/.test(content) ? parseTextCalls(content, tools) : [];
  if (bare.length > 0 && bare.every(({ name }) => tools.includes(name))) return assistant('', bare, place);
  const left = findTextCalls(content, NO_TOOLS);
  return assistant(left.rest, left.calls, place);
}

/** Where messages keep their calls. */
const CALL_KEYS = ['tool_calls', 'toolCalls', 'function_calls', 'function_call', 'tool_call'] as const;

/** The calls of a message: a list or a single one, as they are or as JSON text, which tables keep. */
function callList(item: JsonObject): Json[] {
  for (const key of CALL_KEYS) {
    const given = item[key] ?? null;
    const value = typeof given === 'string' ? safeParse(given) : given;
    const list = Array.isArray(value) ? value : isObject(value) ? [value] : [];
    if (list.length > 0) return list;
  }
  return [];
}

/** Calls whose arguments LangChain could not read stand beside the others. */
function brokenCalls(item: JsonObject): Json[] {
  return Array.isArray(item.invalid_tool_calls) ? item.invalid_tool_calls : [];
}

/** A call of any known shape. One without a name is kept without it, so that it is seen and found wrong. */
function readCall(call: Json): { name: string; arguments: JsonObject; id?: string }[] {
  if (!isObject(call)) return [];
  const inner = [call.function, call.custom].find((part) => part !== undefined && isObject(part)) ?? call;
  const own = inner as JsonObject;
  const name = firstText(own.name, call.function, own.tool_name, own.toolName, own.tool) ?? '';
  const id = firstText(call.id, call.call_id, call.tool_call_id, call.toolCallId);
  // A custom tool of OpenAI takes any text.
  if (call.type === 'custom' && typeof own.input === 'string')
    return [{ name, arguments: { input: own.input }, ...(id === undefined ? {} : { id }) }];
  const args = own.arguments ?? own.parameters ?? own.args ?? own.input ?? call.arguments ?? null;
  return [{ name, arguments: readArguments(args), ...(id === undefined ? {} : { id }) }];
}

function firstText(...values: readonly (Json | undefined)[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value !== '');
}

/** A message of the assistant; a call without an id gets one from its place. */
export function assistant(
  content: string,
  calls: readonly { name: string; arguments: JsonObject; id?: string }[],
  place: number,
): Assistant {
  const made = calls.map(
    (call, index): ToolCall => ({
      id: call.id ?? `m${place}c${index}`,
      type: 'function',
      function: { name: call.name, arguments: call.arguments },
    }),
  );
  return { role: 'assistant', content, ...(made.length === 0 ? {} : { tool_calls: made }) };
}

function readOutput(item: JsonObject, content: string, ids: CallIds): Message {
  const given = firstText(item.tool_call_id, item.call_id, item.toolCallId) ?? '';
  const named = firstText(item.name, item.tool_name, item.toolName);
  const { id, name } = ids.answered(given, named);
  const failed = item.status === 'error' && !/^\s*\{\s*"error"/.test(content);
  return {
    role: 'tool',
    tool_call_id: id,
    name,
    content: failed ? JSON.stringify({ error: content }) : content,
  };
}

function callsFromText(text: string): { name: string; arguments: JsonObject }[] {
  const value = parsedJson(text) ?? jsonBehindEachOther(text);
  if (value === undefined) return parseTextCalls(text);
  return (Array.isArray(value) ? value : [value]).flatMap((item) =>
    isObject(item) && typeof item.name === 'string'
      ? [{ name: item.name, arguments: readArguments(item.arguments ?? item.parameters ?? null) }]
      : [],
  );
}

/** Several JSON values in one text; undefined where something else stands there. */
function jsonBehindEachOther(text: string): Json[] | undefined {
  if (!/^\s*\{[\s\S]*\}\s*\{/.test(text)) return undefined;
  const values = valuesIn(text.trim()).map((one) => ('value' in one ? one.value : undefined));
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** Arguments as an object, from an object or from JSON text; text that is none stands under `BROKEN_ARGUMENTS`. */
export function readArguments(value: Json): JsonObject {
  if (isObject(value)) return value;
  if (value === null || value === '') return {};
  const parsed = typeof value === 'string' ? parsedJson(value) : value;
  // Servers write `null` where a call has none, and PHP an empty list.
  if (parsed === null || (Array.isArray(parsed) && parsed.length === 0)) return {};
  return parsed !== undefined && isObject(parsed) ? parsed : { [BROKEN_ARGUMENTS]: textOf(value) };
}

/** Data sets without a list of tools write them in the system text. */
export function toolsOfSystem(messages: readonly Message[]): ToolDefinition[] {
  const [first] = messages;
  return first?.role === 'system' ? toolsInText(first.content) : [];
}

/** JSON, or null where it is none. */
export function safeParse(text: string): Json {
  return parsedJson(text) ?? null;
}
