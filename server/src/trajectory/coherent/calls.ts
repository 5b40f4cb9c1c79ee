import type { Message, ToolDefinition } from '../../chat/index.ts';
import { type ActionReading, type Operation, readActions } from '../../domain/index.ts';
import { isRecord, type Json, type JsonObject } from '../../json/index.ts';
import { functionOfTool } from '../tools.ts';
import { outputIn } from '../trace.ts';

/** A call of a conversation with what came of it: all that the laws look at. */
export interface SeenCall {
  readonly name: string;
  readonly arguments: JsonObject;
  readonly output: Json;
  /** The output does not say that it failed. */
  readonly ok: boolean;
  /** Index of the message that holds the output. */
  readonly message: number;
  readonly operation: Operation;
  /** Whether a later call could see what it did. What nobody reads is taken to change things. */
  readonly writes: boolean;
  readonly reading: ActionReading | undefined;
}

/** A conversation as people have them: messages, and the tools that were offered. */
export interface Conversation {
  readonly messages: readonly Message[];
  readonly tools: readonly ToolDefinition[];
}

/** Readings of tools by their names. */
export type Readings = ReadonlyMap<string, ActionReading>;

/** What the offered tools' own definitions say of them. */
export function readingsOf(tools: readonly ToolDefinition[]): Readings {
  return new Map(readActions(tools.map(functionOfTool)).map((reading) => [reading.function, reading]));
}

/** The calls of a conversation that were answered, in order; an answer is found by its id. */
export function callsOf(messages: readonly Message[], readings: Readings): SeenCall[] {
  const answers = new Map<string, { message: number; output: Json }>();
  for (const [message, item] of messages.entries()) {
    if (item.role === 'tool') answers.set(item.tool_call_id, { message, output: outputIn(item) });
  }
  return messages.flatMap((item) =>
    item.role === 'assistant'
      ? (item.tool_calls ?? []).flatMap(({ id, function: { name, arguments: given } }) => {
          const answer = answers.get(id);
          return answer === undefined ? [] : [seenCall(name, given, answer.output, answer.message, readings)];
        })
      : [],
  );
}

/** One call as the laws see it. */
export function seenCall(name: string, given: Json, output: Json, message: number, readings: Readings): SeenCall {
  const reading = readings.get(name);
  return {
    name,
    arguments: isRecord(given) ? (given as JsonObject) : {},
    output,
    ok: !failed(output),
    message,
    operation: reading?.operation ?? 'other',
    writes: reading?.writes ?? true,
    reading,
  };
}

function failed(output: Json): boolean {
  if (typeof output === 'string') return /^\s*(?:error|exception)\b/i.test(output);
  if (!isRecord(output)) return false;
  const { error, success, ok, isError } = output;
  return (
    (error !== undefined && error !== null && error !== '' && error !== false) ||
    success === false ||
    ok === false ||
    isError === true
  );
}
