import type { Message, ToolDefinition } from '../../chat/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import { withoutNotes } from '../../signature/index.ts';
import type { PastCall, PlannedCall, TeacherFunction } from '../types.ts';

/** Lines of functions and tools, which stand in the prompts of every record. */
const lines = new WeakMap<object, string>();

function lineOf<T extends object>(value: T, write: (value: T) => string): string {
  const known = lines.get(value);
  if (known !== undefined) return known;
  const line = write(value);
  lines.set(value, line);
  return line;
}

/** A function as a prompt shows it: one line of JSON. */
export function describeFunction(tool: TeacherFunction): string {
  return lineOf(tool, writtenFunction);
}

function writtenFunction(tool: TeacherFunction): string {
  const { signature } = tool;
  return JSON.stringify({
    name: tool.name,
    description: signature.description,
    parameters: withoutNotes(signature.parameters),
    ...(signature.response === undefined ? {} : { response: withoutNotes(signature.response) }),
  });
}

export function describeTools(tools: readonly ToolDefinition[]): string {
  return tools.map((tool) => lineOf(tool.function, (shown) => JSON.stringify(shown))).join('\n');
}

/** The conversation so far as plain lines; the system message is left out. */
export function transcript(messages: readonly Message[]): string {
  const lines = messages.flatMap((message): string[] => {
    if (message.role === 'system') return [];
    if (message.role === 'user') return [`User: ${message.content}`];
    if (message.role === 'tool') return [`Output of ${message.name}: ${clip(message.content)}`];
    const calls = (message.tool_calls ?? []).map(
      (call) => `Agent calls ${call.function.name}(${JSON.stringify(call.function.arguments)})`,
    );
    return [...(message.content === '' ? [] : [`Agent: ${message.content}`]), ...calls];
  });
  return lines.length === 0 ? '(nothing yet)' : lines.join('\n');
}

const MAX_OUTPUT = 2000;

function clip(text: string): string {
  return text.length > MAX_OUTPUT ? `${text.slice(0, MAX_OUTPUT)}…` : text;
}

/** What a query has to do with each value of its calls. */
export function describeValues(
  calls: readonly PlannedCall[],
  past: readonly PastCall[],
  leaveOut?: { call: number; parameter: string },
): string {
  const lines = calls.flatMap((call, index) =>
    call.arguments.flatMap(({ parameter, value, origin }): string[] => {
      const about = describeParameter(call, parameter);
      if (leaveOut?.call === index && leaveOut.parameter === parameter) return [`- leave out entirely: ${about}`];
      if (origin.from === 'user') return [`- say this value: ${about} = ${JSON.stringify(value)}`];
      if (origin.from === 'default') return [];
      if (origin.sameTurn) return [`- do not mention: ${about} comes out of the turn itself`];
      const producer = past[origin.call];
      const item = origin.item === undefined ? '' : `, item ${origin.item.index + 1} of its list`;
      return [
        `- refer to it without its value: ${about} is ${origin.field === '' ? 'the output' : origin.field} of what ${producer?.tool.name ?? 'an earlier call'} gave in turn ${(producer?.turn ?? 0) + 1}${item}`,
      ];
    }),
  );
  return lines.length === 0 ? '- nothing has to be said' : lines.join('\n');
}

function describeParameter(call: PlannedCall, parameter: string): string {
  const property = Object.hasOwn(call.tool.signature.parameters.properties ?? {}, parameter)
    ? (call.tool.signature.parameters.properties?.[parameter] as JsonSchema)
    : undefined;
  const text = property?.description;
  return text === undefined || text === '' ? parameter : `${parameter} (${text})`;
}

export function repairNote(repair: string | undefined): string {
  return repair === undefined ? '' : `\nAn earlier answer was refused: ${repair}. Avoid that.\n`;
}
