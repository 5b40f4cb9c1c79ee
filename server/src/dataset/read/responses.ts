import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { contentText } from './content.ts';
import { textOf } from './normal.ts';

const ITEMS: readonly Json[] = [
  'function_call',
  'function_call_output',
  'custom_tool_call',
  'custom_tool_call_output',
  'mcp_call',
  'message',
  'reasoning',
];

/** Whether a value is an item of a request or an answer: a message, a call, an output. */
export function isResponseItem(value: Json): boolean {
  if (!isObject(value) || !ITEMS.includes(value.type ?? null)) return false;
  return value.type !== 'message' || typeof value.role === 'string';
}

/** What was said and called in a request or an answer of OpenAI Responses, as messages; undefined where it is none. */
export function responseMessages(value: JsonObject): Json[] | undefined {
  const { input = null, output = null } = value;
  const items = [input, output].flatMap((part) => (Array.isArray(part) ? part : [])).filter(isObject);
  if (!items.some(({ type }) => ITEMS.includes(type ?? null))) return undefined;
  const before: Json[] = [
    ...(typeof value.instructions === 'string' ? [{ role: 'system', content: value.instructions }] : []),
    ...(typeof input === 'string' ? [{ role: 'user', content: input }] : []),
  ];
  const messages: JsonObject[] = [];
  for (const item of items) addItem(item, messages);
  return [...before, ...messages];
}

/** Calls that follow each other are parallel: they stand in one message. */
function addItem(item: JsonObject, messages: JsonObject[]): void {
  const last = messages.at(-1);
  if (item.type === 'function_call' || item.type === 'custom_tool_call' || item.type === 'mcp_call') {
    const id = item.call_id ?? item.id ?? '';
    const given = item.type === 'custom_tool_call' ? { input: item.input ?? '' } : (item.arguments ?? null);
    const call = { id, function: { name: item.name ?? '', arguments: given } };
    if (last !== undefined && Array.isArray(last.tool_calls)) last.tool_calls.push(call);
    else messages.push({ role: 'assistant', content: '', tool_calls: [call] });
    // The server ran the tool itself: the output stands in the call.
    const answered = item.type === 'mcp_call' ? (item.error ?? item.output ?? null) : null;
    if (answered === null) return;
    const content = item.error === answered ? JSON.stringify({ error: textOf(answered) }) : textOf(answered);
    messages.push({ role: 'tool', tool_call_id: id, content });
  } else if (item.type === 'function_call_output' || item.type === 'custom_tool_call_output') {
    messages.push({ role: 'tool', tool_call_id: item.call_id ?? '', content: contentText(item.output ?? null) });
  } else if (typeof item.role === 'string') {
    messages.push({ role: item.role, content: contentText(item.content ?? null) });
  }
}
