import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import type { Message } from '../../trajectory/index.ts';
import { readBfcl } from './bfcl-result.ts';
import { hasBlocks } from './blocks.ts';
import { oneConversation } from './exchange.ts';
import { fromFramework } from './framework-messages.ts';
import { geminiMessages, isContent, readGemini } from './gemini.ts';
import { readInspectSample } from './inspect-log.ts';
import { readCohere, readInstruction } from './instruction.ts';
import { leftOut } from './left-out.ts';
import { loneMessage } from './log-lines.ts';
import { magnetRecord } from './magnet.ts';
import { isMessage, readMessages, safeParse, toolsOfSystem } from './messages.ts';
import { textOf } from './normal.ts';
import { readPair } from './pairs.ts';
import { readRenderedText } from './rendered-text.ts';
import { isResponseItem, responseMessages } from './responses.ts';
import { type ReadRow, row } from './row.ts';
import { readShareGpt } from './sharegpt.ts';
import { readSpan } from './spans.ts';
import { readTools } from './tools.ts';
import { plainMessage, readLangfuse, readLangSmith } from './traces.ts';
import { readXlam } from './xlam.ts';

/**
 * Reads one row of a run file, ours or another tool's: messages of OpenAI, Anthropic and Gemini, TRL, ShareGPT, ms-swift,
 * BFCL results, samples of Inspect, GenAI spans of OpenTelemetry, runs of LangSmith and Langfuse.
 * @returns why it could not be read, where it could not. Never throws; nothing of the row is run.
 */
export function readRow(value: Json, index: number): ReadRow | string {
  try {
    return readAny(value, index);
  } catch (error) {
    if (error instanceof RangeError) return 'nested too deeply to be read';
    throw error;
  }
}

function readAny(value: Json, index: number): ReadRow | string {
  const own = magnetRecord(value);
  if (typeof own !== 'string') return { format: 'magnet', record: own };
  if (Array.isArray(value)) return readList(value, index) ?? 'a list that holds no messages';
  if (!isObject(value)) return 'neither an object nor a list of messages';
  const hasMessages = Array.isArray(value.messages) || typeof value.messages === 'string';
  const whole = hasMessages ? oneConversation(value) : value;
  return (
    readObject(whole, index) ??
    readObject(oneConversation(value), index) ??
    'no messages, conversations or results in it'
  );
}

/** A list of messages alone. */
function readList(given: readonly Json[], index: number): ReadRow | undefined {
  const list = inTime(given.map((item) => loneMessage(item) ?? item));
  if (list.some(isContent)) return row('gemini', index, { messages: readMessages(geminiMessages(list)) });
  const items = list.some(isResponseItem) ? responseMessages({ input: list }) : undefined;
  if (items !== undefined) return row('responses', index, { messages: readMessages(items) });
  return readConversation({ messages: list }, index);
}

/** A list that is newest first, as services give messages of a thread, in the order in which they were said. */
function inTime(list: readonly Json[]): Json[] {
  const times = list.map((item) =>
    isObject(item) && typeof item.created_at === 'number' ? item.created_at : Number.NaN,
  );
  const falls = times.every((time, at) => at === 0 || time <= (times[at - 1] as number));
  return falls && times.length > 1 && (times[0] as number) > (times.at(-1) as number) ? [...list].reverse() : [...list];
}

function readObject(value: JsonObject, index: number): ReadRow | undefined {
  return (
    readRenderedText(value, index) ??
    readPair(value, index) ??
    readXlam(value, index) ??
    readInstruction(value, index) ??
    readInspectSample(value, index) ??
    readGemini(value, index) ??
    readConversation(value, index) ??
    readSpan(value, index) ??
    readLangSmith(value, index) ??
    readLangfuse(value, index)
  );
}

function readConversation(given: JsonObject, index: number): ReadRow | undefined {
  // Toucan keeps messages and tools as JSON text.
  const asText = typeof given.messages === 'string' ? safeParse(given.messages) : null;
  const listed = Array.isArray(asText) ? asText : listUnderOtherName(given);
  const value = listed === undefined ? given : { ...given, messages: listed };
  const tools = readTools(offeredBy(value));
  if (Array.isArray(value.messages)) {
    const swift = value.messages.some(
      (item) => isObject(item) && (item.role === 'tool_call' || item.role === 'tool_response'),
    );
    const anthropic = value.messages.some(hasBlocks);
    const items = value.messages
      .flatMap(fromFramework)
      .map((item) => (isObject(item) && item.role === undefined ? (plainMessage(item) ?? item) : item));
    const messages = [...systemBefore(value), ...readMessages(items)];
    const rejected = rejectedBeside(value, messages);
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
      notes: leftOut(value.messages.flatMap(fromFramework)),
      ...(rejected === undefined ? {} : { rejected }),
    });
  }
  const said = typeof value.conversations === 'string' ? safeParse(value.conversations) : value.conversations;
  if (Array.isArray(said)) return readShareGpt({ ...value, conversations: said }, index, tools);
  if (Array.isArray(value.chat_history)) return readCohere(value, index);
  if ((typeof value.id === 'string' || typeof value.id === 'number') && value.result !== undefined)
    return readBfcl(value, index);
  const items = responseMessages(value);
  return items === undefined ? undefined : row('responses', index, { messages: readMessages(items), tools });
}

/** Messages under another key, or as columns, which tables make of a list of objects. */
function listUnderOtherName({ messages, conversation, dialog, dialogue }: JsonObject): Json[] | undefined {
  if (isObject(messages ?? null)) return rowsOfColumns(messages as JsonObject);
  if (messages !== undefined) return undefined;
  return [conversation, dialog, dialogue].find((list): list is Json[] => Array.isArray(list) && list.some(isMessage));
}

function rowsOfColumns(columns: JsonObject): Json[] | undefined {
  const names = Object.keys(columns);
  const { role, from } = columns;
  const length = [role, from].find(Array.isArray)?.length;
  if (length === undefined || !names.every((name) => Array.isArray(columns[name]))) return undefined;
  return Array.from({ length }, (_, at) =>
    Object.fromEntries(names.map((name) => [name, (columns[name] as Json[])[at] ?? null])),
  );
}

/** ms-swift's other side: a whole conversation, or the answer that stands for all that came after the last question. */
function rejectedBeside(value: JsonObject, messages: readonly Message[]): readonly Message[] | undefined {
  if (Array.isArray(value.rejected_messages)) return readMessages(value.rejected_messages);
  const { rejected_response: answer } = value;
  if (typeof answer !== 'string' || answer === '') return undefined;
  const asked = messages.map(({ role }) => role).lastIndexOf('user') + 1;
  return asked === 0
    ? undefined
    : [...messages.slice(0, asked), ...readMessages([{ role: 'assistant', content: answer }])];
}

/** The list of tools of a row: OpenAI's older `functions` and Bedrock's `toolConfig` among them. */
function offeredBy(value: JsonObject): Json | undefined {
  const { toolConfig } = value;
  const bedrock = isObject(toolConfig) ? toolConfig.tools : undefined;
  return value.tools ?? value.available_tools ?? value.functions ?? bedrock;
}

/** `system` beside the messages, as a text or as blocks. */
function systemBefore(value: JsonObject): Message[] {
  const system = textOf(value.system ?? null);
  return system === '' ? [] : [{ role: 'system', content: system }];
}
