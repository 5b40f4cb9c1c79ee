import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import type { ToolDefinition } from '../../chat/index.ts';
import { readTools } from '../../dataset/index.ts';
import type { GraphFunction } from '../../graph/index.ts';
import { isObject, type Json, type JsonObject, parsedJson } from '../../json/index.ts';
import { readCalls, readReplyBody, type SentReply, type WireCall, withoutKey } from '../../openai-wire/index.ts';
import { functionOfTool } from '../../trajectory/index.ts';
import { textCallAdvice } from '../advice.ts';
import { checkToolSchema } from '../server/tool-schema.ts';
import { argumentFaults, nearestName } from '../validity.ts';
import type { Fault } from '../verdict/labels.ts';
import type { CheckedExchange, PassedBody, PassedExchange, ProxiedCall } from './types.ts';

/** Bytes of an unpacked body at most. */
const MAX_UNPACKED = 64 * 1024 * 1024;

const NOTHING: CheckedExchange = {
  model: '',
  streamed: false,
  calls: [],
  text: '',
  finishReason: '',
  usage: { input: 0, output: 0 },
  notes: [],
};

/** Checks what went by: each call of the reply against the tools of the request. Never throws. */
export function checkExchange(exchange: PassedExchange): CheckedExchange {
  try {
    return check(exchange);
  } catch (error) {
    return { ...NOTHING, unchecked: error instanceof Error ? error.message : String(error) };
  }
}

function check(exchange: PassedExchange): CheckedExchange {
  if (exchange.problem !== undefined) return { ...NOTHING, unchecked: 'no reply came', error: exchange.problem };
  if (exchange.method !== 'POST' || !/\/chat\/completions\/?$/.test(exchange.path.split('?')[0] ?? ''))
    return { ...NOTHING, unchecked: 'no chat completion was asked for' };
  const text = unpacked(exchange.response, 'the reply', exchange.keys);
  if (exchange.status >= 400) {
    const { error } = readReplyBody(text);
    return { ...NOTHING, unchecked: 'the server refused it', ...(error === undefined ? {} : { error }) };
  }
  const request = parsedJson(unpacked(exchange.request, 'the request', exchange.keys)) ?? null;
  if (!isObject(request)) return { ...NOTHING, unchecked: 'the request is no JSON object' };
  const { reply, error } = readReplyBody(text);
  if (reply === undefined)
    return { ...NOTHING, unchecked: 'the reply is no chat completion', ...(error === undefined ? {} : { error }) };
  if (typeof request.n === 'number' && request.n > 1)
    return { ...NOTHING, model: reply.model, unchecked: 'several answers were asked for at once' };
  return checkReply(request, reply, exchange, error);
}

function checkReply(
  request: JsonObject,
  sent: SentReply,
  { end }: PassedExchange,
  error: string | undefined,
): CheckedExchange {
  // Older clients send `functions`.
  const tools = readTools(request.tools ?? request.functions);
  const read = readCalls(sent.calls, sent.text, tools, sent.finishReason === 'length');
  const advice = textCallAdvice(read);
  const usage = isObject(sent.usage) ? sent.usage : {};
  const whole = end === 'whole' && error === undefined;
  return {
    ...(error === undefined ? {} : { error }),
    model: sent.model === '' && typeof request.model === 'string' ? request.model : sent.model,
    streamed: request.stream === true,
    calls: checkCalls(read.calls, tools),
    text: read.text,
    finishReason: sent.finishReason,
    usage: { input: count(usage.prompt_tokens), output: count(usage.completion_tokens) },
    notes: [
      ...(whole ? [] : ['The reply was broken off.']),
      ...disobeyed(request, read.calls.length),
      ...sent.notes,
      ...read.notes,
      ...(advice === undefined ? [] : [advice]),
    ],
    ...(whole && Array.isArray(request.messages)
      ? {
          conversation: {
            messages: request.messages.filter(isObject),
            reply: replyMessage(sent),
            tools: tools as unknown as JsonObject[],
          },
        }
      : {}),
  };
}

/** Each call against the tools on offer. */
function checkCalls(calls: readonly WireCall[], tools: readonly ToolDefinition[]): ProxiedCall[] {
  for (const tool of calls.length === 0 ? [] : tools) checkToolSchema(tool.function.parameters, tool.function.name);
  const offered = new Map(tools.map(functionOfTool).map((item) => [item.id, item]));
  return calls.map((call) => ({
    name: call.name,
    arguments: call.arguments,
    faults: faultsOf(call, offered),
    ...(call.repair === undefined ? {} : { repair: call.repair }),
    ...(call.parser === undefined ? {} : { parser: call.parser }),
  }));
}

function faultsOf(call: WireCall, offered: ReadonlyMap<string, GraphFunction>): Fault[] {
  const malformed: Fault[] = call.problem === undefined ? [] : [{ label: 'malformed', text: call.problem }];
  const target = offered.get(call.name);
  if (target === undefined) {
    const meant = nearestName(call.name, offered.keys());
    const text = `no function called '${call.name}' was offered${meant === undefined ? '' : `; '${meant}' was`}`;
    return [{ label: 'not-offered', text }, ...malformed];
  }
  return malformed.length > 0 ? malformed : argumentFaults(target.signature, call.arguments);
}

/** What the request demanded of the calls and did not get. */
function disobeyed({ tool_choice: choice, parallel_tool_calls: parallel }: JsonObject, calls: number): string[] {
  const notes: string[] = [];
  if (choice === 'none' && calls > 0) notes.push("tool_choice was 'none', and the reply calls.");
  if ((choice === 'required' || isObject(choice)) && calls === 0)
    notes.push('tool_choice required a call, and the reply has none.');
  if (parallel === false && calls > 1) notes.push(`parallel_tool_calls was false, and the reply has ${calls} calls.`);
  return notes;
}

/** The reply as the client sends it back: what a server leaves out is made up, for a record needs it. */
function replyMessage({ text, calls }: SentReply): JsonObject {
  const made = calls.map(({ id, name, arguments: given }, index) => ({
    id: id === '' ? `call_${index}` : id,
    type: 'function',
    function: { name, arguments: (given ?? '') as Json },
  }));
  return { role: 'assistant', content: text, ...(made.length === 0 ? {} : { tool_calls: made }) };
}

function count(value: unknown): number {
  return typeof value === 'number' && value >= 0 ? value : 0;
}

/** The text of a body without keys. @throws Error where it was not kept, or is packed in a way unknown here */
function unpacked({ bytes, encoding }: PassedBody, what: string, keys: readonly string[]): string {
  if (bytes === undefined) throw new Error(`${what} is too large to be kept`);
  const plain = encoding
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity')
    .reduceRight((data, name) => unpack(data, name, what), bytes);
  return keys.reduce((text, key) => withoutKey(text, key), plain.toString('utf8'));
}

function unpack(data: Buffer, encoding: string, what: string): Buffer {
  const options = { maxOutputLength: MAX_UNPACKED };
  if (encoding === 'gzip' || encoding === 'x-gzip') return gunzipSync(data, options);
  if (encoding === 'br') return brotliDecompressSync(data, options);
  if (encoding !== 'deflate') throw new Error(`${what} is packed as ${encoding}, which is not read here`);
  try {
    return inflateSync(data, options);
  } catch {
    return inflateRawSync(data, options);
  }
}
