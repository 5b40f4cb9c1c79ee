import type { Message, ToolCall, Usage } from '../chat/index.ts';
import type { Json } from '../json/index.ts';
import type { AgentMove, WrittenCall } from '../teacher/index.ts';

/** The messages of one side of a record, as they grow, with ids that follow from their place. */
export class Conversation {
  readonly messages: Message[];
  #calls: number;

  constructor(messages: readonly Message[] = []) {
    this.messages = [...messages];
    this.#calls = messages.reduce(
      (sum, message) => sum + (message.role === 'assistant' ? (message.tool_calls?.length ?? 0) : 0),
      0,
    );
  }

  user(content: string): void {
    this.messages.push({ role: 'user', content });
  }

  /** The agent's message; the calls come back with the ids they were given. */
  agent(move: AgentMove): readonly ToolCall[] {
    const calls = move.calls.map((call): ToolCall => this.#toolCall(call));
    this.messages.push({
      role: 'assistant',
      content: move.content,
      ...(calls.length === 0 ? {} : { tool_calls: calls }),
    });
    return calls;
  }

  output(call: ToolCall, output: Json): void {
    this.messages.push({
      role: 'tool',
      tool_call_id: call.id,
      name: call.function.name,
      content: JSON.stringify(output),
    });
  }

  /** Nine letters and digits, as the strictest chat templates ask for. */
  #toolCall(call: WrittenCall): ToolCall {
    this.#calls += 1;
    const id = `call${String(this.#calls).padStart(5, '0')}`;
    return { id, type: 'function', function: { name: call.name, arguments: call.arguments } };
  }
}

/** Token use of a record's replies, added up. */
export class Meter {
  input = 0;
  output = 0;

  add(usage: Usage): void {
    this.input += usage.input;
    this.output += usage.output;
  }
}
