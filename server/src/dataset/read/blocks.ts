import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { textOf } from './normal.ts';

/** Whether a message is written in blocks of calls and outputs, as Anthropic's, Bedrock's and the AI SDK's are. */
export function hasBlocks(message: Json): boolean {
  return blocksOf(message).some((block) => isCallBlock(block) || isOutputBlock(block));
}

/**
 * A message of Anthropic's form as messages of OpenAI's: `tool_use` becomes a call, each `tool_result` an output of its
 * own, before what the user says beside it. Other messages come back as they are.
 */
export function fromBlocks(message: Json): Json[] {
  if (!hasBlocks(message) || !isObject(message)) return [message];
  const blocks = blocksOf(message);
  const text = blocks.flatMap((block) => (typeof block.text === 'string' ? [block.text] : [])).join('\n');
  const calls = blocks.filter(isCallBlock).map(callOf);
  if (message.role === 'assistant') return [{ role: 'assistant', content: text, tool_calls: calls }];
  const outputs = blocks.filter(isOutputBlock).map(outputOf);
  return text === '' ? outputs : [...outputs, { role: 'user', content: text }];
}

function blocksOf(message: Json): JsonObject[] {
  return isObject(message) && Array.isArray(message.content) ? message.content.filter(isObject) : [];
}

/** A call, as Anthropic (`tool_use`), the AI SDK (`tool-call`) or Bedrock (`toolUse`) writes it. */
function isCallBlock(block: JsonObject): boolean {
  return block.type === 'tool_use' || block.type === 'tool-call' || isObject(block.toolUse ?? null);
}

function isOutputBlock(block: JsonObject): boolean {
  return block.type === 'tool_result' || block.type === 'tool-result' || isObject(block.toolResult ?? null);
}

function callOf(block: JsonObject): Json {
  const call = isObject(block.toolUse ?? null) ? (block.toolUse as JsonObject) : block;
  const id = call.id ?? call.toolUseId ?? call.toolCallId ?? '';
  return { id, function: { name: call.name ?? call.toolName ?? '', arguments: call.input ?? call.args ?? null } };
}

function outputOf(block: JsonObject): Json {
  const output = isObject(block.toolResult ?? null) ? (block.toolResult as JsonObject) : block;
  const id = output.tool_use_id ?? output.toolUseId ?? output.toolCallId ?? '';
  return {
    role: 'tool',
    tool_call_id: id,
    content: textOf(unwrapped(output.content ?? output.output ?? output.result ?? null)),
  };
}

/** What the AI SDK (`{type, value}`) and Bedrock (`[{json}]`) wrap around an output. */
function unwrapped(content: Json): Json {
  if (isObject(content) && content.value !== undefined && typeof content.type === 'string') return content.value;
  const [only, ...more] = Array.isArray(content) ? content : [];
  return more.length === 0 && isObject(only ?? null) && (only as JsonObject).json !== undefined
    ? ((only as JsonObject).json as Json)
    : content;
}
