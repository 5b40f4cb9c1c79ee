import type { IncomingMessage } from 'node:http';
import type { Message, ToolCall, ToolDefinition } from '../../chat/index.ts';
import { isObject, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { HttpError } from './http-error.ts';
import { type Demands, readDemands } from './obey.ts';
import { checkToolSchema } from './tool-schema.ts';

const MAX_MESSAGES = 5_000;
const MAX_TOOLS = 5_000;

/** A chat request as the endpoint understands it. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly tools: readonly ToolDefinition[];
  readonly stream: boolean;
  readonly includeUsage: boolean;
  readonly demands: Demands;
}

/** Reads a body of at most `limit` bytes. @throws HttpError 413 where there is more, 400 where it is no JSON object. */
export async function readBody(request: IncomingMessage, limit: number): Promise<JsonObject> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new HttpError(413, `The request is larger than ${limit} bytes.`);
    chunks.push(chunk);
  }
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new HttpError(400, 'The request body is no valid JSON.');
  }
  if (!isObject(value)) throw new HttpError(400, 'The request body must be a JSON object.');
  return value;
}

/** Checks a chat request part by part. @throws HttpError 400 naming the first part that is wrong. */
export function readChatRequest(body: JsonObject): ChatRequest {
  const { messages, tools, model, stream, stream_options: options } = body;
  if (!Array.isArray(messages) || messages.length === 0)
    throw new HttpError(400, "'messages' must be a list with at least one message.");
  if (messages.length > MAX_MESSAGES) throw new HttpError(400, `'messages' has more than ${MAX_MESSAGES} messages.`);
  if (tools !== undefined && tools !== null && !Array.isArray(tools))
    throw new HttpError(400, "'tools' must be a list.");
  if (Array.isArray(tools) && tools.length > MAX_TOOLS)
    throw new HttpError(400, `'tools' has more than ${MAX_TOOLS} tools.`);
  const read = ((tools as Json[] | undefined | null) ?? []).map(readTool);
  const demands = readDemands(
    body,
    read.map((tool) => tool.function.name),
  );
  return {
    model: typeof model === 'string' ? model : '',
    messages: messages.map(readMessage),
    tools: offeredBy(read, demands),
    stream: stream === true,
    includeUsage: isObject(options) && options.include_usage === true,
    demands,
  };
}

/** The tools that a choice leaves. */
function offeredBy(tools: readonly ToolDefinition[], { choice }: Demands): readonly ToolDefinition[] {
  if (choice === 'none') return [];
  return typeof choice === 'object' ? tools.filter((tool) => tool.function.name === choice.name) : tools;
}

function readMessage(message: Json, index: number): Message {
  const at = `'messages[${index}]'`;
  if (!isObject(message)) throw new HttpError(400, `${at} must be an object.`);
  const content = contentText(message.content, at);
  switch (message.role) {
    case 'system':
    case 'developer':
      return { role: 'system', content };
    case 'user':
      return { role: 'user', content };
    case 'tool':
      return { role: 'tool', content, tool_call_id: text(message.tool_call_id), name: text(message.name) };
    case 'assistant': {
      const calls = Array.isArray(message.tool_calls) ? message.tool_calls.map((call) => readCall(call, at)) : [];
      return calls.length === 0 ? { role: 'assistant', content } : { role: 'assistant', content, tool_calls: calls };
    }
    default:
      throw new HttpError(400, `${at} has no known role (system, user, assistant or tool).`);
  }
}

function contentText(content: Json | undefined, at: string): string {
  if (content === undefined || content === null) return '';
  if (typeof content === 'string') return content;
  if (!Array.isArray(content))
    throw new HttpError(400, `${at} has a 'content' that is neither text nor a list of parts.`);
  return content.map((part) => (isObject(part) && typeof part.text === 'string' ? part.text : '')).join('\n');
}

function readCall(call: Json, at: string): ToolCall {
  const body = isObject(call) && isObject(call.function) ? call.function : undefined;
  if (body === undefined || typeof body.name !== 'string')
    throw new HttpError(400, `${at} has a tool call without a function name.`);
  return {
    id: isObject(call) ? text(call.id) : '',
    type: 'function',
    function: { name: body.name, arguments: argumentsOf(body.arguments) },
  };
}

function argumentsOf(sent: Json | undefined): JsonObject {
  if (isObject(sent)) return sent;
  try {
    const value: unknown = JSON.parse(typeof sent === 'string' ? sent : '{}');
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function readTool(tool: Json, index: number): ToolDefinition {
  const body = isObject(tool) ? (isObject(tool.function) ? tool.function : tool) : undefined;
  if (body === undefined || typeof body.name !== 'string' || body.name === '') {
    throw new HttpError(400, `'tools[${index}]' must be a function with a name.`);
  }
  const parameters: JsonSchema = isObject(body.parameters) ? body.parameters : { type: 'object', properties: {} };
  checkToolSchema(parameters, body.name);
  return { type: 'function', function: { name: body.name, description: text(body.description), parameters } };
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
