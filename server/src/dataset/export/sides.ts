import type { Json, JsonObject } from '../../json/index.ts';
import type { Message, ToolCall, ToolDefinition, TrajectoryRecord } from '../../trajectory/index.ts';
import { inCallOrder, withFittingIds, withoutRepeats } from './fit.ts';

/**
 * A record with tools that do not change: what is withheld at first is left out of the list, and its definition stands in
 * the text of the user's message that supplies it. Trainers know one list of tools for a whole conversation.
 */
export interface FlatRecord {
  readonly tools: readonly ToolDefinition[];
  readonly chosen: readonly Message[];
  readonly rejected?: readonly Message[];
  readonly notes: readonly string[];
}

/** A flat record whose call ids every template takes, for formats that keep them. */
export function flattenWithIds(record: TrajectoryRecord, fits?: RegExp): FlatRecord {
  const flat = flatten(record);
  const sides = flat.rejected === undefined ? [flat.chosen] : [flat.chosen, flat.rejected];
  const { value, notes } = withFittingIds(sides, fits);
  if (notes.length === 0) return flat;
  const [chosen = flat.chosen, rejected] = value;
  return { ...flat, chosen, ...(rejected === undefined ? {} : { rejected }), notes: [...flat.notes, ...notes] };
}

const flat = new WeakMap<TrajectoryRecord, FlatRecord>();

/** The same for the pre-flight and for the rows: a record is flattened once. */
export function flatten(record: TrajectoryRecord): FlatRecord {
  const known = flat.get(record) ?? flattened(record);
  flat.set(record, known);
  return known;
}

function flattened(record: TrajectoryRecord): FlatRecord {
  const withheld = record.withheld ?? [];
  const names = new Set(withheld.map(({ name }) => name));
  const offered = withoutRepeats(record.tools);
  const supply = (messages: readonly Message[]) => inCallOrder(withSupplies(messages, withheld, offered.value));
  const chosen = supply(record.messages);
  return {
    tools: offered.value.filter((tool) => !names.has(tool.function.name)),
    chosen: chosen.value,
    ...(record.rejected === undefined ? {} : { rejected: supply(record.rejected).value }),
    notes: [
      ...offered.notes,
      ...chosen.notes,
      ...withheld.map(
        ({ name, until }) => `${name} is supplied in the text of message ${until}: the format has one list of tools`,
      ),
    ],
  };
}

function withSupplies(
  messages: readonly Message[],
  withheld: NonNullable<TrajectoryRecord['withheld']>,
  tools: readonly ToolDefinition[],
): readonly Message[] {
  if (withheld.length === 0) return messages;
  return messages.map((message, index) => {
    const supplied = withheld.filter(({ until }) => until === index);
    if (message.role !== 'user' || supplied.length === 0) return message;
    const definitions = tools.filter((tool) => supplied.some(({ name }) => name === tool.function.name));
    return { role: 'user', content: `${message.content}\n\n${JSON.stringify(definitions)}` };
  });
}

export { toolsText } from './loaders/texts.ts';

const prefixes = new WeakMap<readonly Message[], { readonly right: readonly Message[]; readonly at: number }>();

/** Index of the first message that the sides do not share. Asked by the pre-flight and by the rows, and found once. */
export function commonPrefix(left: readonly Message[], right: readonly Message[]): number {
  const known = prefixes.get(left);
  if (known?.right === right) return known.at;
  let at = 0;
  while (at < left.length && at < right.length && isSame(left[at] as Message, right[at] as Message)) at += 1;
  prefixes.set(left, { right, at });
  return at;
}

/** Whether two messages are written the same: most are, and that is seen without writing them. */
function isSame(left: Message, right: Message): boolean {
  return areAlike(left as unknown as Json, right as unknown as Json) || JSON.stringify(left) === JSON.stringify(right);
}

/** Equal values with their keys in the same order. */
function areAlike(left: Json, right: Json): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const [keys, others] = [Object.keys(left), Object.keys(right)];
  if (keys.length !== others.length) return false;
  return keys.every(
    (key, at) => key === others[at] && areAlike((left as JsonObject)[key] as Json, (right as JsonObject)[key] as Json),
  );
}

export function asJson(messages: readonly Message[]): Json {
  return messages as unknown as Json;
}

/** OpenAI's own form: arguments as JSON text. */
export function withTextArguments(messages: readonly Message[]): Json {
  return messages.map((message) =>
    message.role === 'assistant' && message.tool_calls !== undefined
      ? { ...message, tool_calls: message.tool_calls.map(textCall) }
      : message,
  ) as unknown as Json;
}

function textCall(call: ToolCall) {
  return {
    id: call.id,
    type: call.type,
    function: { name: call.function.name, arguments: JSON.stringify(call.function.arguments) },
  };
}

export function callText(call: ToolCall): string {
  return JSON.stringify({ name: call.function.name, arguments: call.function.arguments });
}

export function systemOf(messages: readonly Message[]): string {
  const [first] = messages;
  return first?.role === 'system' ? first.content : '';
}

export function withoutSystem(messages: readonly Message[]): readonly Message[] {
  return messages[0]?.role === 'system' ? messages.slice(1) : messages;
}
