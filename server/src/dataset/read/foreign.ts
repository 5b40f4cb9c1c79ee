import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { findTextCalls, offeredTools } from '../../openai-wire/index.ts';
import type { Message, ToolCall, ToolDefinition, TrajectoryRecord, TurnInfo } from '../../trajectory/index.ts';
import { fromBlocks, hasBlocks } from './blocks.ts';
import { BROKEN_ARGUMENTS, type CallCheck, checkCalls } from './call-check.ts';
import { magnetRecord } from './magnet.ts';
import { parseTextCalls } from './named-calls.ts';
import { textOf } from './normal.ts';
import { responseMessages } from './responses.ts';
import { readTools, toolsInText } from './tools.ts';

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
  | 'unknown';

/** A row as a record, however it was written: what a run panel shows. */
export interface ReadRow {
  readonly format: RunFormat;
  readonly record: TrajectoryRecord;
}

/**
 * Reads one row of a run file, ours or another tool's: OpenAI messages, TRL, ShareGPT, ms-swift, BFCL results.
 * @returns why it could not be read, where it could not. Never throws; nothing of the row is run.
 */
export function readRow(value: Json, index: number): ReadRow | string {
  const own = magnetRecord(value);
  if (typeof own !== 'string') return { format: 'magnet', record: own };
  if (Array.isArray(value)) {
    const messages = readMessages(value);
    const format = value.some(hasBlocks) ? 'anthropic-messages' : 'openai-messages';
    return messages.length === 0 ? 'a list that holds no messages' : row(format, index, { messages });
  }
  if (!isObject(value)) return 'neither an object nor a list of messages';
  return (
    readPair(value, index) ??
    readSingle(value, index) ??
    readConversation(value, index) ??
    'no messages, conversations or results in it'
  );
}

interface Parts {
  readonly messages: readonly Message[];
  readonly rejected?: readonly Message[];
  readonly tools?: readonly ToolDefinition[];
  readonly id?: string;
}

function readPair(value: JsonObject, index: number): ReadRow | undefined {
  const tools = readTools(value.tools);
  if (Array.isArray(value.chosen) && Array.isArray(value.rejected)) {
    const prompt = readMessages(value.prompt ?? []);
    const messages = [...prompt, ...readMessages(value.chosen)];
    return row('trl', index, { messages, rejected: [...prompt, ...readMessages(value.rejected)], tools });
  }
  const completions = Array.isArray(value.completions) ? value.completions.filter(isObject) : [];
  if (Array.isArray(value.context) && completions.length === 2) {
    const prompt = readMessages(value.context);
    const [good, bad] = [...completions].sort((left, right) => Number(left.rank) - Number(right.rank));
    const side = (one: JsonObject | undefined) => [...prompt, ...readMessages(one?.completion ?? [], prompt.length)];
    return row('nemo-preference', index, { messages: side(good), rejected: side(bad), tools: toolsOfSystem(prompt) });
  }
  if (Array.isArray(value.preferred_output) && Array.isArray(value.non_preferred_output) && isObject(value.input)) {
    const prompt = readMessages(value.input.messages ?? []);
    return row('openai-preference', index, {
      messages: [...prompt, ...readMessages(value.preferred_output)],
      rejected: [...prompt, ...readMessages(value.non_preferred_output)],
      tools: readTools(value.input.tools),
    });
  }
  return undefined;
}

/** xLAM's rows, and APIGen's like them: a query, the calls that answer it and the tools, the last two as JSON text. */
function readSingle(value: JsonObject, index: number): ReadRow | undefined {
  if (typeof value.query !== 'string' || value.answers === undefined || value.tools === undefined) return undefined;
  const answers = typeof value.answers === 'string' ? safeParse(value.answers) : value.answers;
  if (!Array.isArray(answers)) return undefined;
  const calls = answers.flatMap((answer) =>
    isObject(answer) && typeof answer.name === 'string'
      ? [{ name: answer.name, arguments: readArguments(answer.arguments ?? answer.parameters ?? null) }]
      : [],
  );
  const said: Message[] = calls.length === 0 ? [] : [assistant('', calls, 1)];
  const id = typeof value.id === 'string' || typeof value.id === 'number' ? { id: String(value.id) } : {};
  return row('xlam', index, {
    messages: [{ role: 'user', content: value.query }, ...said],
    tools: readTools(value.tools),
    ...id,
  });
}

function readConversation(given: JsonObject, index: number): ReadRow | undefined {
  // Toucan keeps messages and tools as JSON text.
  const asText = typeof given.messages === 'string' ? safeParse(given.messages) : null;
  const value = Array.isArray(asText) ? { ...given, messages: asText } : given;
  const tools = readTools(value.tools ?? value.available_tools);
  if (Array.isArray(value.messages)) {
    const swift = value.messages.some(
      (item) => isObject(item) && (item.role === 'tool_call' || item.role === 'tool_response'),
    );
    const anthropic = value.messages.some(hasBlocks);
    const messages = [...systemBefore(value), ...readMessages(value.messages)];
    const rejected = Array.isArray(value.rejected_messages) ? readMessages(value.rejected_messages) : undefined;
    if (messages.length === 0) return undefined;
    const format = Array.isArray(asText)
      ? 'toucan'
      : swift
        ? 'ms-swift'
        : anthropic
          ? 'anthropic-messages'
          : 'openai-messages';
    return row(format, index, {
      messages,
      tools: tools.length > 0 ? tools : toolsOfSystem(messages),
      ...(rejected === undefined ? {} : { rejected }),
    });
  }
  if (Array.isArray(value.conversations)) return readShareGpt(value, index, tools);
  if (typeof value.id === 'string' && value.result !== undefined) return readBfcl(value, index);
  const items = responseMessages(value);
  return items === undefined ? undefined : row('responses', index, { messages: readMessages(items), tools });
}

function readShareGpt(value: JsonObject, index: number, listed: readonly ToolDefinition[]): ReadRow | undefined {
  const system: Message[] =
    typeof value.system === 'string' && value.system !== '' ? [{ role: 'system', content: value.system }] : [];
  const inText = listed.length > 0 ? [] : toolsOfSystem([...system, ...readMessages(value.conversations ?? [])]);
  const tools = listed.length > 0 ? listed : inText;
  const names = tools.map((tool) => tool.function.name);
  const shared = [...system, ...readMessages(value.conversations ?? [], system.length, names)];
  if (shared.length === system.length) return undefined;
  const good = isObject(value.chosen) ? readMessages([value.chosen], shared.length, names) : [];
  const bad = isObject(value.rejected) ? readMessages([value.rejected], shared.length, names) : [];
  const rejected = bad.length > 0 ? { rejected: [...shared, ...bad] } : {};
  const format = inText.length === 0 ? 'sharegpt' : system.length > 0 ? 'toolace' : 'hermes';
  return row(format, index, { messages: [...shared, ...good], tools, ...rejected });
}

/** Data sets without a list of tools write them in the system text. */
function toolsOfSystem(messages: readonly Message[]): ToolDefinition[] {
  const [first] = messages;
  return first?.role === 'system' ? toolsInText(first.content) : [];
}

/** BFCL's result rows: turns of steps, each step a text or a list of calls; or one step alone, as text or as a list. */
function readBfcl(value: JsonObject, index: number): ReadRow | undefined {
  const messages: Message[] = [];
  const { result = null } = value;
  const turns: readonly Json[][] = Array.isArray(result) && result.every(Array.isArray) ? result : [[result]];
  for (const [turn, steps] of turns.entries()) {
    messages.push({ role: 'user', content: `(turn ${turn + 1} of ${String(value.id)})` });
    for (const step of steps) messages.push(bfclStep(step, messages.length));
  }
  return result === null || turns.length === 0
    ? undefined
    : row('bfcl-result', index, { messages, id: String(value.id) });
}

/** A step that holds no calls is what the model said. */
function bfclStep(step: Json, place: number): Assistant {
  const parts = Array.isArray(step) ? step.flat(4) : [step];
  const calls = parts.flatMap((part) =>
    typeof part === 'string' ? parseTextCalls(part) : isObject(part) ? objectCalls(part) : [],
  );
  const said = parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join('\n');
  return calls.length > 0 ? assistant('', calls, place) : { role: 'assistant', content: said };
}

/** `{fn: {a: 1}}` or `{fn: "{\"a\":1}"}`, as result files of function-calling models hold. */
function objectCalls(item: JsonObject): { name: string; arguments: JsonObject }[] {
  return Object.entries(item).map(([name, args]) => ({ name, arguments: readArguments(args) }));
}

const ROLES: Readonly<Record<string, Message['role'] | 'call'>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  gpt: 'assistant',
  model: 'assistant',
  tool: 'tool',
  function: 'tool',
  observation: 'tool',
  tool_response: 'tool',
  ipython: 'tool',
  function_call: 'call',
  tool_call: 'call',
};

/** Messages of any of the known shapes; items that are none are left out. */
export function readMessages(given: Json, from = 0, tools: readonly string[] = []): Message[] {
  const value = Array.isArray(given) ? given.flatMap(fromBlocks) : given;
  if (!Array.isArray(value)) return typeof value === 'string' ? [{ role: 'user', content: value }] : [];
  const messages: Message[] = [];
  let open: ToolCall[] = [];
  for (const item of value) {
    if (!isObject(item)) continue;
    const raw = typeof item.role === 'string' ? item.role : typeof item.from === 'string' ? item.from : '';
    const role = Object.hasOwn(ROLES, raw) ? ROLES[raw] : undefined;
    const content = textOf(item.content ?? item.value ?? null);
    if (role === 'system' || role === 'user') messages.push({ role, content });
    else if (role === 'call' || role === 'assistant') {
      const message =
        role === 'call'
          ? assistant('', callsFromText(content), from + messages.length)
          : readAssistant(item, content, from + messages.length, tools);
      open = [...(message.tool_calls ?? [])];
      messages.push(message);
    } else if (role === 'tool') messages.push(readOutput(item, content, open));
  }
  return messages;
}

/** Without a list of tools only marked calls count; bare text stays text. */
const NO_TOOLS = offeredTools([]);

type Assistant = Extract<Message, { role: 'assistant' }>;

function readAssistant(item: JsonObject, content: string, place: number, tools: readonly string[] = []): Assistant {
  const raw: Json[] = Array.isArray(item.tool_calls)
    ? item.tool_calls
    : isObject(item.function_call)
      ? [{ function: item.function_call }]
      : [];
  const calls = raw.flatMap((call): { name: string; arguments: JsonObject; id?: string }[] => {
    const inner = isObject(call) ? (isObject(call.function) ? call.function : call) : undefined;
    if (inner === undefined || typeof inner.name !== 'string') return [];
    const id = isObject(call) && typeof call.id === 'string' && call.id !== '' ? { id: call.id } : {};
    return [{ name: inner.name, arguments: readArguments(inner.arguments ?? inner.parameters ?? null), ...id }];
  });
  if (calls.length > 0) return assistant(content, calls, place);
  // ToolACE: a list of calls of tools that the row offers is the whole message.
  const bare = /^\s*\[[\s\S]*\]\s*$/.test(content) ? parseTextCalls(content, tools) : [];
  if (bare.length > 0 && bare.every(({ name }) => tools.includes(name))) return assistant('', bare, place);
  const left = findTextCalls(content, NO_TOOLS);
  return assistant(left.rest, left.calls, place);
}

function assistant(
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

function readOutput(item: JsonObject, content: string, open: ToolCall[]): Message {
  const given = typeof item.tool_call_id === 'string' ? item.tool_call_id : '';
  const at = Math.max(
    0,
    open.findIndex((call) => call.id === given),
  );
  const [call] = open.splice(at, 1);
  const name = typeof item.name === 'string' ? item.name : (call?.function.name ?? '');
  return { role: 'tool', tool_call_id: given === '' ? (call?.id ?? '') : given, name, content };
}

function callsFromText(text: string): { name: string; arguments: JsonObject }[] {
  try {
    const value = JSON.parse(text) as Json;
    return (Array.isArray(value) ? value : [value]).flatMap((item) =>
      isObject(item) && typeof item.name === 'string'
        ? [{ name: item.name, arguments: readArguments(item.arguments ?? item.parameters ?? null) }]
        : [],
    );
  } catch {
    return parseTextCalls(text);
  }
}

/** Arguments as an object, from an object or from JSON text; text that is none stands under `BROKEN_ARGUMENTS`. */
function readArguments(value: Json): JsonObject {
  if (isObject(value)) return value;
  if (value === null || value === '') return {};
  const parsed = typeof value === 'string' ? safeParse(value) : null;
  return isObject(parsed) ? parsed : { [BROKEN_ARGUMENTS]: textOf(value) };
}

/** `system` beside the messages, as a text or as blocks. */
function systemBefore(value: JsonObject): Message[] {
  const system = textOf(value.system ?? null);
  return system === '' ? [] : [{ role: 'system', content: system }];
}

function safeParse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

function row(format: RunFormat, index: number, parts: Parts): ReadRow {
  const { messages, rejected, tools = [], id } = parts;
  const at = rejected === undefined ? -1 : firstDifference(messages, rejected);
  return {
    format,
    record: {
      id: id ?? `${format}-${index}`,
      index,
      kind: messages.filter((message) => message.role === 'user').length > 1 ? 'multi-turn' : 'single',
      catalogHash: '',
      path: { seed: '', index, turns: [], operations: [], stages: { walk: [], merge: [], insert: [], split: [] } },
      tools,
      messages,
      turns: turnsFromMessages(messages, tools),
      ...(rejected === undefined ? {} : { rejected }),
      ...(at < 0 ? {} : { divergesAt: { message: at, errorType: 0, reason: 'the file does not say how it is wrong' } }),
      certificates: [],
      provenance: {
        teacher: '',
        model: '',
        parameters: {},
        promptHash: '',
        tokens: { input: 0, output: 0 },
        costUsd: 0,
        seed: '',
        world: '',
        codeVersion: '',
      },
      review: { status: 'unreviewed', edits: [] },
    },
  };
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

/** What a reader of a turn has to know of its calls: what is wrong with each, and once that they are not checked. */
function checkNotes(checks: readonly CallCheck[]): string[] {
  const wrong = checks.filter(({ state }) => state === 'invalid').map(({ name, reason }) => `${name}: ${reason}`);
  const unchecked = checks.find(({ state }) => state === 'not-checked');
  return unchecked === undefined ? wrong : [...wrong, `calls not checked: ${unchecked.reason}`];
}
