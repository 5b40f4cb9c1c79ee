import type { Message, ToolDefinition } from '../chat/index.ts';
import type { Segment, Special } from './types.ts';

/** Most characters that the model is shown of an output. */
export const MAX_OUTPUT = 240;

/** One line a tool, `find_flights(from, to, cabin?)`: names alone, since schemas do not fit a context this small. */
export function renderTools(tools: readonly ToolDefinition[]): Segment[] {
  return [mark('<|tools|>'), { text: tools.map(toolLine).join('\n'), learnt: false }, mark('<|end|>')];
}

function toolLine({ function: { name, parameters } }: ToolDefinition): string {
  const required = new Set(Array.isArray(parameters.required) ? parameters.required : []);
  const names = Object.keys(parameters.properties ?? {}).map((key) => (required.has(key) ? key : `${key}?`));
  return `${name}(${names.join(', ')})`;
}

/** What a message adds to the prompt: its role, what it says, its end. What the agent says is learnt, its end included. */
export function renderMessage(message: Message): Segment[] {
  switch (message.role) {
    case 'system':
      return [];
    case 'user':
      return [mark('<|user|>'), { text: message.content, learnt: false }, mark('<|end|>')];
    case 'tool':
      return [mark('<|tool|>'), { text: message.content.slice(0, MAX_OUTPUT), learnt: false }, mark('<|end|>')];
    case 'assistant':
      return [mark('<|assistant|>'), ...renderMove(message), mark('<|end|>', true)];
  }
}

function renderMove(message: Extract<Message, { role: 'assistant' }>): Segment[] {
  const calls = (message.tool_calls ?? []).flatMap((call): Segment[] => [
    mark('<tool_call>', true),
    { text: JSON.stringify({ name: call.function.name, arguments: call.function.arguments }), learnt: true },
    mark('</tool_call>', true),
  ]);
  return message.content === '' ? calls : [{ text: message.content, learnt: true }, ...calls];
}

function mark(special: Special, learnt = false): Segment {
  return { special, learnt };
}
