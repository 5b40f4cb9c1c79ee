import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import type { Message } from '../../trajectory/index.ts';
import { readBfcl } from './bfcl-result.ts';
import { hasBlocks } from './blocks.ts';
import { oneConversation } from './exchange.ts';
import { geminiMessages, isContent, readGemini } from './gemini.ts';
import { readInspectSample } from './inspect-log.ts';
import { magnetRecord } from './magnet.ts';
import { readMessages, safeParse, toolsOfSystem } from './messages.ts';
import { textOf } from './normal.ts';
import { readPair } from './pairs.ts';
import { responseMessages } from './responses.ts';
import { type ReadRow, row } from './row.ts';
import { readShareGpt } from './sharegpt.ts';
import { readSpan } from './spans.ts';
import { readTools } from './tools.ts';
import { readLangfuse, readLangSmith } from './traces.ts';
import { readXlam } from './xlam.ts';

/**
 * Reads one row of a run file, ours or another tool's: messages of OpenAI, Anthropic and Gemini, TRL, ShareGPT, ms-swift,
 * BFCL results, samples of Inspect, GenAI spans of OpenTelemetry, runs of LangSmith and Langfuse.
 * @returns why it could not be read, where it could not. Never throws; nothing of the row is run.
 */
export function readRow(value: Json, index: number): ReadRow | string {
  const own = magnetRecord(value);
  if (typeof own !== 'string') return { format: 'magnet', record: own };
  if (Array.isArray(value)) {
    if (value.some(isContent)) return row('gemini', index, { messages: readMessages(geminiMessages(value)) });
    const messages = readMessages(value);
    const format = value.some(hasBlocks) ? 'anthropic-messages' : 'openai-messages';
    return messages.length === 0 ? 'a list that holds no messages' : row(format, index, { messages });
  }
  if (!isObject(value)) return 'neither an object nor a list of messages';
  const whole = Array.isArray(value.messages) ? oneConversation(value) : value;
  return (
    readObject(whole, index) ??
    readObject(oneConversation(value), index) ??
    'no messages, conversations or results in it'
  );
}

function readObject(value: JsonObject, index: number): ReadRow | undefined {
  return (
    readPair(value, index) ??
    readXlam(value, index) ??
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
  const value = Array.isArray(asText) ? { ...given, messages: asText } : given;
  const tools = readTools(offeredBy(value));
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
