import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { findTextCalls, parsePythonCalls } from '../../openai-wire/index.ts';
import type { Message, ToolCall, ToolDefinition, TrajectoryRecord, TurnInfo } from '../../trajectory/index.ts';
import { fromBlocks, hasBlocks } from './blocks.ts';
import { BROKEN_ARGUMENTS, type CallCheck, checkCalls } from './call-check.ts';
import { magnetRecord } from './magnet.ts';
import { textOf } from './normal.ts';
import { responseMessages } from './responses.ts';

/** What a row of a file was recognised as. */
export type RunFormat =
  | 'magnet'
  | 'trl'
  | 'openai-messages'
  | 'openai-preference'
  | 'sharegpt'
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
  return readPair(value, index) ?? readConversation(value, index) ?? 'no messages, conversations or results in it';
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

function readConversation(value: JsonObject, index: number): ReadRow | undefined {
  const tools = readTools(value.tools);
  if (Array.isArray(value.messages)) {
    const swift = value.messages.some(
      (item) => isObject(item) && (item.role === 'tool_call' || item.role === 'tool_response'),
    );
    const anthropic = value.messages.some(hasBlocks);
    const messages = [...systemBefore(value), ...readMessages(value.messages)];
    const rejected = Array.isArray(value.rejected_messages) ? readMessages(value.rejected_messages) : undefined;
    if (messages.length === 0) return undefined;
    return row(swift ? 'ms-swift' : anthropic ? 'anthropic-messages' : 'openai-messages', index, {
      messages,
      tools,
      ...(rejected === undefined ? {} : { rejected }),
    });
  }
  if (Array.isArray(value.conversations)) return readShareGpt(value, index, tools);
  if (typeof value.id === 'string' && value.result !== undefined) return readBfcl(value, index);
  const items = responseMessages(value);
  return items === undefined ? undefined : row('responses', index, { messages: readMessages(items), tools });
}

function readShareGpt(value: JsonObject, index: number, tools: readonly ToolDefinition[]): ReadRow | undefined {
  const system: Message[] =
    typeof value.system === 'string' && value.system !== '' ? [{ role: 'system', content: value.system }] : [];
  const shared = [...system, ...readMessages(value.conversations ?? [])];
  if (shared.length === 0) return undefined;
  const good = isObject(value.chosen) ? readMessages([value.chosen], shared.length) : [];
  const bad = isObject(value.rejected) ? readMessages([value.rejected], shared.length) : [];
  const rejected = bad.length > 0 ? { rejected: [...shared, ...bad] } : {};
  return row('sharegpt', index, { messages: [...shared, ...good], tools, ...rejected });
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
export function readMessages(given: Json, from = 0): Message[] {
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
          : readAssistant(item, content, from + messages.length);
      open = [...(message.tool_calls ?? [])];
      messages.push(message);
    } else if (role === 'tool') messages.push(readOutput(item, content, open));
  }
  return messages;
}

/** Without a list of tools only marked calls count; bare text stays text. */
const NO_TOOLS: ReadonlySet<string> = new Set();

/** `[f(a=1), g(2)]` as calls; positional arguments get their place as name. None where the text is no list of calls. */
function parseTextCalls(text: string): { name: string; arguments: JsonObject }[] {
  return (parsePythonCalls(text) ?? []).map(({ name, positional, named }) => ({
    name,
    arguments: { ...Object.fromEntries(positional.map((value, index) => [String(index), value])), ...named },
  }));
}

type Assistant = Extract<Message, { role: 'assistant' }>;

function readAssistant(item: JsonObject, content: string, place: number): Assistant {
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
  const left = findTextCalls(content, NO_TOOLS, () => []);
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

function readTools(value: Json | undefined): ToolDefinition[] {
  const list = typeof value === 'string' ? safeParse(value) : value;
  if (!Array.isArray(list)) return [];
  return list.flatMap((item): ToolDefinition[] => {
    const inner = isObject(item) ? (isObject(item.function) ? item.function : item) : undefined;
    if (inner === undefined || typeof inner.name !== 'string') return [];
    const description = typeof inner.description === 'string' ? inner.description : '';
    const schema = [inner.parameters, inner.input_schema, inner.inputSchema].find(isObject);
    const parameters = schema ?? { type: 'object' };
    return [{ type: 'function', function: { name: inner.name, description, parameters } }];
  });
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
