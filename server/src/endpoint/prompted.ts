import type { Message, ToolDefinition } from '../chat/index.ts';
import type { EndpointClient } from './client.ts';

/**
 * A client for models without tools: the functions stand in the system prompt, calls are read from the text of the answer,
 * and outputs go back as messages of the user. Nothing else of a conversation changes.
 */
export function prompted(client: EndpointClient): EndpointClient {
  return {
    ...client,
    chat: (request, signal, onText) => {
      const { tools = [], toolChoice: _choice, ...rest } = request;
      return client.chat(
        { ...rest, messages: promptedMessages(request.messages, tools), readTools: tools },
        signal,
        onText,
      );
    },
  };
}

const INSTRUCTIONS = `You can call functions. To call some, answer with nothing but one line for each call:
<tool_call>{"name": "function_name", "arguments": {"parameter": "value"}}</tool_call>
Their outputs come back in <tool_response> marks. Answer in plain words when you need no more calls, when a value is missing, or when no function fits. The functions, as JSON Schema:`;

/** The conversation without tool messages. */
export function promptedMessages(messages: readonly Message[], tools: readonly ToolDefinition[]): Message[] {
  const functions = tools.map((tool) => JSON.stringify(tool.function)).join('\n');
  const system = tools.length === 0 ? '' : `${INSTRUCTIONS}\n${functions}`;
  const first = messages[0];
  const own = first?.role === 'system' ? first.content : '';
  const head: Message[] = [{ role: 'system', content: [own, system].filter((part) => part !== '').join('\n\n') }];
  const rest = first?.role === 'system' ? messages.slice(1) : messages;
  return merged([...(head[0]?.content === '' ? [] : head), ...rest.map(plain)]);
}

function plain(message: Message): Message {
  if (message.role === 'tool') return { role: 'user', content: `<tool_response>${message.content}</tool_response>` };
  if (message.role !== 'assistant') return message;
  const calls = (message.tool_calls ?? []).map(
    ({ function: { name, arguments: given } }) =>
      `<tool_call>${JSON.stringify({ name, arguments: given })}</tool_call>`,
  );
  return { role: 'assistant', content: [message.content, ...calls].filter((part) => part !== '').join('\n') };
}

/** Outputs that stand side by side are one message: many chat templates refuse two of the user in a row. */
function merged(messages: readonly Message[]): Message[] {
  const list: Message[] = [];
  for (const message of messages) {
    const last = list.at(-1);
    if (message.role === 'user' && last?.role === 'user')
      list[list.length - 1] = { role: 'user', content: `${last.content}\n${message.content}` };
    else list.push(message);
  }
  return list;
}
