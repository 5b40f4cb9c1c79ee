import { isObject, type Json, type JsonObject } from '../../../json/index.ts';
import { objects, parsed } from './texts.ts';

const NAME = /^[A-Za-z0-9_-]{1,64}$/;
const MAX_ID = 40;
const MAX_TOOLS = 128;

/** OpenAI's check of a file for fine-tuning: names, ids, counts, arguments as JSON text, the assistant's word at the end. */
export function openaiProblems(row: JsonObject): string[] {
  const messages = objects(row.messages);
  const last = messages.at(-1)?.role;
  return [
    ...messages.flatMap(messageProblems),
    ...toolProblems(row.tools),
    ...(last === 'assistant' ? [] : [`OpenAI refuses it: the last message is of ${String(last)}`]),
  ];
}

/** Preference tuning: one message of the assistant on each side, and a prompt that it answers. */
export function openaiPairProblems(row: JsonObject): string[] {
  const input = isObject(row.input) ? row.input : {};
  const prompt = objects(input.messages);
  const sides = (['preferred_output', 'non_preferred_output'] as const).flatMap((side) => {
    const messages = objects(row[side]);
    const one = messages.length === 1 && messages[0]?.role === 'assistant';
    return [...messages.flatMap(messageProblems), ...(one ? [] : [`OpenAI refuses it: ${side} is no single message`])];
  });
  return [...prompt.flatMap(messageProblems), ...sides, ...toolProblems(input.tools)];
}

function messageProblems(message: JsonObject, place: number): string[] {
  const ids = [...objects(message.tool_calls).map(({ id }) => id), message.tool_call_id].filter(
    (id) => id !== undefined,
  );
  const long = ids.find((id) => typeof id !== 'string' || id.length > MAX_ID);
  if (long !== undefined)
    return [`OpenAI refuses the call id ${String(long)} (message ${place}): over ${MAX_ID} characters`];
  const whole = objects(message.tool_calls).every(
    ({ function: inner }) => isObject(inner) && NAME.test(String(inner.name)) && isObject(parsed(inner.arguments)),
  );
  return whole ? [] : [`OpenAI refuses a call whose name or arguments do not fit (message ${place})`];
}

function toolProblems(tools: Json | undefined): string[] {
  const names = objects(tools).map(({ function: inner }) => (isObject(inner) ? String(inner.name) : ''));
  const bad = names.find((name) => !NAME.test(name));
  return [
    ...(bad === undefined ? [] : [`OpenAI refuses the tool name ${bad}: letters, digits, _ and -, 64 at most`]),
    ...(names.length > MAX_TOOLS ? [`OpenAI takes ${MAX_TOOLS} tools, not ${names.length}`] : []),
    ...(new Set(names).size < names.length ? ['OpenAI refuses a tool name that stands twice'] : []),
  ];
}
