import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { textOf } from './normal.ts';

/** Whether a message is written in Anthropic's blocks of calls and outputs. */
export function hasBlocks(message: Json): boolean {
  return blocksOf(message).some(({ type }) => type === 'tool_use' || type === 'tool_result');
}

/**
 * A message of Anthropic's form as messages of OpenAI's: `tool_use` becomes a call, each `tool_result` an output of its
 * own, before what the user says beside it. Other messages come back as they are.
 */
export function fromBlocks(message: Json): Json[] {
  if (!hasBlocks(message) || !isObject(message)) return [message];
  const blocks = blocksOf(message);
  const text = blocks.flatMap((block) => (typeof block.text === 'string' ? [block.text] : [])).join('\n');
  const calls = blocks.filter(({ type }) => type === 'tool_use').map(callOf);
  if (message.role === 'assistant') return [{ role: 'assistant', content: text, tool_calls: calls }];
  const outputs = blocks.filter(({ type }) => type === 'tool_result').map(outputOf);
  return text === '' ? outputs : [...outputs, { role: 'user', content: text }];
}

function blocksOf(message: Json): JsonObject[] {
  return isObject(message) && Array.isArray(message.content) ? message.content.filter(isObject) : [];
}

function callOf(block: JsonObject): Json {
  return { id: block.id ?? '', function: { name: block.name ?? '', arguments: block.input ?? null } };
}

function outputOf(block: JsonObject): Json {
  return { role: 'tool', tool_call_id: block.tool_use_id ?? '', content: textOf(block.content ?? null) };
}
