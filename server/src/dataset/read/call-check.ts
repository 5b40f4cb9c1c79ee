import { isObject, type JsonSchema } from '../../json/index.ts';
import { validateValue } from '../../signature/index.ts';
import type { Message, ToolCall, TrajectoryRecord } from '../../trajectory/index.ts';

/** Name under which the text of arguments stands that are no JSON object, as it came. */
export const BROKEN_ARGUMENTS = '(arguments that are no JSON object)';

/** Whether one call of a record is right by what it says itself: "not checked" never looks like "valid". */
export interface CallCheck {
  readonly message: number;
  readonly call: number;
  readonly id: string;
  readonly name: string;
  readonly state: 'valid' | 'invalid' | 'not-checked';
  /** Why it is not valid, or why it was not checked. */
  readonly reason?: string;
  /** The text of arguments that are no JSON object, as it came. */
  readonly given?: string;
}

/** Each call of the conversation against the tools that the record offers. */
export function checkCalls({ messages, tools }: Pick<TrajectoryRecord, 'messages' | 'tools'>): CallCheck[] {
  return messages.flatMap((message: Message, at) =>
    message.role !== 'assistant'
      ? []
      : (message.tool_calls ?? []).map((call, place) => ({
          message: at,
          call: place,
          id: call.id,
          name: call.function.name,
          ...verdict(call, tools),
        })),
  );
}

function verdict(call: ToolCall, tools: TrajectoryRecord['tools']): Pick<CallCheck, 'state' | 'reason' | 'given'> {
  const { name, arguments: args } = call.function;
  if (!isObject(args)) return { state: 'invalid', reason: 'its arguments are no JSON object', given: String(args) };
  if (Object.hasOwn(args, BROKEN_ARGUMENTS)) {
    const given = String(args[BROKEN_ARGUMENTS]);
    return { state: 'invalid', reason: `its arguments are no JSON object: ${shortened(given)}`, given };
  }
  if (tools.length === 0) return { state: 'not-checked', reason: 'the record offers no tools to check it against' };
  const tool = tools.find((item) => item.function.name === name);
  if (tool === undefined) return { state: 'invalid', reason: `${name} is not offered` };
  const errors = validateValue(tool.function.parameters as JsonSchema, args);
  if (errors.length === 0) return { state: 'valid' };
  return { state: 'invalid', reason: errors.map(({ message }) => message).join('; ') };
}

/** Of a text that stands in a reason, so much. The whole is in `given`. */
const MAX_SHOWN = 200;

function shortened(text: string): string {
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}… (${text.length} characters)`;
}
