import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { readMessages } from './messages.ts';
import { type ReadRow, row } from './row.ts';
import { readTools } from './tools.ts';

/** The samples of an Inspect log, each a row of its own; undefined where the value is no log. */
export function inspectSamples(value: Json): Json[] | undefined {
  if (!isObject(value) || !isObject(value.eval) || !Array.isArray(value.samples)) return undefined;
  return value.samples;
}

/** One sample of an Inspect log: its messages, and the tools that its last call of a model offered. */
export function readInspectSample(value: JsonObject, index: number): ReadRow | undefined {
  const ownKey = [value.target, value.input, value.scores, value.events].some((part) => part !== undefined);
  const isSample = Array.isArray(value.messages) && value.epoch !== undefined && ownKey;
  if (!isSample) return undefined;
  const messages = readMessages((value.messages as Json[]).map(inspectMessage));
  if (messages.length === 0) return undefined;
  const id = `${String(value.id ?? index)}${Number(value.epoch) > 1 ? `-${String(value.epoch)}` : ''}`;
  return row('inspect', index, { messages, tools: offered(value.events), id });
}

/** Inspect names the function of a call as a text, and says what went wrong in an `error` beside the output. */
function inspectMessage(message: Json): Json {
  if (!isObject(message)) return message;
  if (message.role === 'tool') {
    const error = isObject(message.error) ? message.error.message : undefined;
    const name = message.function ?? '';
    return error === undefined || error === null
      ? { ...message, name }
      : { ...message, name, content: JSON.stringify({ error }) };
  }
  if (!Array.isArray(message.tool_calls)) return message;
  const calls = message.tool_calls.map((call): Json => {
    if (!isObject(call) || typeof call.function !== 'string') return call;
    // Text that is no JSON is kept as it came.
    const given =
      isObject(call.parse_error) || typeof call.parse_error === 'string' ? (call.arguments ?? '') : call.arguments;
    return { id: call.id ?? '', function: { name: call.function, arguments: given ?? {} } };
  });
  return { ...message, tool_calls: calls };
}

function offered(events: Json | undefined) {
  if (!Array.isArray(events)) return [];
  const last = events.findLast((event) => isObject(event) && event.event === 'model' && Array.isArray(event.tools));
  return readTools(isObject(last) ? last.tools : undefined);
}
