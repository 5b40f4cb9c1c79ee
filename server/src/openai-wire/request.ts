import type { Message } from '../chat/index.ts';
import type { Json, JsonObject } from '../json/index.ts';
import type { WireRequest } from './types.ts';

/** The request's body in OpenAI's form: arguments as text, empty lists left out, `content` never null. */
export function requestBody(request: WireRequest): JsonObject {
  const { tools = [] } = request;
  const body: JsonObject = { ...request.extra, model: request.model, messages: request.messages.map(wireMessage) };
  if (tools.length > 0) body.tools = tools as unknown as Json;
  if (tools.length > 0 && request.toolChoice !== undefined) body.tool_choice = request.toolChoice;
  if (request.temperature !== undefined) body.temperature = request.temperature;
  if (request.maxTokens !== undefined) body.max_tokens = request.maxTokens;
  if (request.seed !== undefined) body.seed = request.seed;
  body.stream = request.stream ?? false;
  return body;
}

function wireMessage(message: Message): JsonObject {
  if (message.role !== 'assistant') return { ...message };
  const calls = message.tool_calls ?? [];
  const { tool_calls: _calls, ...plain } = message;
  if (calls.length === 0) return { ...plain };
  return {
    ...plain,
    tool_calls: calls.map(({ id, type, function: { name, arguments: given } }) => ({
      id,
      type,
      function: { name, arguments: JSON.stringify(given) },
    })),
  };
}
