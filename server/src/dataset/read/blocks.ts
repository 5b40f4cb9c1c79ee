import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { contentText } from './content.ts';
import { textOf } from './normal.ts';

/** Whether a message is written in blocks of calls and outputs, as Anthropic's, Bedrock's and the AI SDK's are. */
export function hasBlocks(message: Json): boolean {
  return blocksOf(message).some((block) => isCallBlock(block) || isOutputBlock(block));
}

/**
 * A message of Anthropic's form as messages of OpenAI's: `tool_use` becomes a call, each `tool_result` an output of its
 * own, before what the user says beside it. Where the server itself runs tools, calls, outputs and words of one message follow
 * each other. Other messages come back as they are.
 */
export function fromBlocks(message: Json): Json[] {
  if (!hasBlocks(message) || !isObject(message)) return [message];
  const blocks = blocksOf(message);
  if (message.role === 'assistant') return assistantMessages(blocks);
  const outputs = blocks.filter(isOutputBlock).map(outputOf);
  const text = contentText(blocks.filter((block) => !isOutputBlock(block)));
  return text === '' || text === '[]' ? outputs : [...outputs, { role: 'user', content: text }];
}

function assistantMessages(blocks: readonly JsonObject[]): Json[] {
  const messages: Json[] = [];
  let [said, calls]: [Json[], Json[]] = [[], []];
  const close = () => {
    if (said.length > 0 || calls.length > 0)
      messages.push({ role: 'assistant', content: said.length === 0 ? '' : contentText(said), tool_calls: calls });
    [said, calls] = [[], []];
  };
  for (const block of blocks) {
    if (isOutputBlock(block)) {
      close();
      messages.push(outputOf(block));
    } else if (isCallBlock(block)) {
      calls.push(callOf(block));
      const own = ownOutput(block);
      if (own === undefined) continue;
      close();
      messages.push(own);
    } else said.push(block);
  }
  close();
  return messages;
}

/** Blocks of a message: its `content`, or the `parts` of the AI SDK's user interface; also as JSON text. */
function blocksOf(message: Json): JsonObject[] {
  if (!isObject(message)) return [];
  const { content = null, parts = null } = message;
  const given = typeof content === 'string' && /^\s*\[\s*\{\s*"/.test(content) ? blocksOfText(content) : content;
  const listed = Array.isArray(given) ? given : Array.isArray(parts) ? parts : [];
  const invoked = Array.isArray(message.toolInvocations) ? message.toolInvocations.filter(isObject) : [];
  const blocks = listed.filter(isObject);
  if (invoked.length === 0 || blocks.some(isCallBlock)) return blocks;
  const text: JsonObject[] = typeof content === 'string' && content !== '' ? [{ type: 'text', text: content }] : blocks;
  return [...invoked.map((call): JsonObject => ({ ...call, type: 'tool-invocation' })), ...text];
}

/** A table keeps blocks as text. Text that is a list of anything else is what was said. */
function blocksOfText(text: string): Json {
  try {
    const value = JSON.parse(text) as Json;
    return Array.isArray(value) &&
      value.some((block) => isObject(block) && (isCallBlock(block) || isOutputBlock(block)))
      ? value
      : null;
  } catch {
    return null;
  }
}

const CALLS: readonly Json[] = ['tool_use', 'server_tool_use', 'mcp_tool_use', 'tool-call'];

/** A call, as Anthropic (`tool_use`), the AI SDK (`tool-call`, `tool-NAME`) or Bedrock (`toolUse`) writes it. */
function isCallBlock(block: JsonObject): boolean {
  return CALLS.includes(block.type ?? null) || isObject(block.toolUse ?? null) || isShownCall(block);
}

/** A call with its output in one part, as the AI SDK keeps what it shows. */
function isShownCall(block: JsonObject): boolean {
  if (isObject(block.toolInvocation ?? null)) return true;
  return (
    typeof block.toolCallId === 'string' && /^(?:tool-(?!result$|call$)|dynamic-tool$)/.test(String(block.type ?? ''))
  );
}

function isOutputBlock(block: JsonObject): boolean {
  const type = typeof block.type === 'string' ? block.type : '';
  const isResult = type === 'tool-result' || /^(?:\w+_)?tool_result$/.test(type);
  return (isResult && !isShownCall(block)) || isObject(block.toolResult ?? null);
}

function callOf(block: JsonObject): Json {
  const inner = [block.toolUse, block.toolInvocation].find((part) => isObject(part ?? null));
  const call = isObject(inner) ? inner : block;
  const id = call.id ?? call.toolUseId ?? call.toolCallId ?? '';
  const named = call.name ?? call.toolName ?? String(block.type ?? '').replace(/^tool-/, '');
  return { id, function: { name: named, arguments: call.input ?? call.args ?? null } };
}

/** The output of a part that holds both; undefined where the call has none yet. */
function ownOutput(block: JsonObject): Json | undefined {
  const call = isObject(block.toolInvocation ?? null) ? (block.toolInvocation as JsonObject) : block;
  if (typeof call.toolCallId !== 'string') return undefined;
  const { output = call.result, errorText } = call;
  if (typeof errorText === 'string') return failed(call.toolCallId, errorText);
  return output === undefined ? undefined : { role: 'tool', tool_call_id: call.toolCallId, content: textOf(output) };
}

function outputOf(block: JsonObject): Json {
  const output = isObject(block.toolResult ?? null) ? (block.toolResult as JsonObject) : block;
  const id = output.tool_use_id ?? output.toolUseId ?? output.toolCallId ?? '';
  const content = contentText(unwrapped(output.content ?? output.output ?? output.result ?? null));
  const isError = output.is_error === true || output.isError === true || output.status === 'error';
  return isError ? failed(id, content) : { role: 'tool', tool_call_id: id, content };
}

/** A failure is told from an answer by what the output says; the flag beside it would be lost. */
function failed(id: Json, content: string): Json {
  return {
    role: 'tool',
    tool_call_id: id,
    content: /^\s*\{\s*"error"/.test(content) ? content : JSON.stringify({ error: content }),
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
