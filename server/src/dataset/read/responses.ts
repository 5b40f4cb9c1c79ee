import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { textOf } from './normal.ts';

const ITEMS: readonly Json[] = ['function_call', 'function_call_output', 'message', 'reasoning'];

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
  if (item.type === 'function_call') {
    const call = {
      id: item.call_id ?? item.id ?? '',
      function: { name: item.name ?? '', arguments: item.arguments ?? null },
    };
    if (last !== undefined && Array.isArray(last.tool_calls)) last.tool_calls.push(call);
    else messages.push({ role: 'assistant', content: '', tool_calls: [call] });
  } else if (item.type === 'function_call_output') {
    messages.push({ role: 'tool', tool_call_id: item.call_id ?? '', content: textOf(item.output ?? null) });
  } else if (typeof item.role === 'string') {
    messages.push({ role: item.role, content: textOf(item.content ?? null) });
  }
}
