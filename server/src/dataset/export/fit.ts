import { canonicalJson, type Json } from '../../json/index.ts';
import type { Message, ToolDefinition } from '../../trajectory/index.ts';

/** Something made fit for its reader, and what that changed. */
export interface Fitted<T> {
  readonly value: T;
  readonly notes: readonly string[];
}

/** Each tool once: providers refuse a name that stands twice, and templates show it twice. */
export function withoutRepeats(tools: readonly ToolDefinition[]): Fitted<readonly ToolDefinition[]> {
  const seen = new Set<string>();
  const notes: string[] = [];
  const value = tools.filter(({ function: { name } }) => {
    if (seen.has(name)) notes.push(`the tool ${name} is offered twice: it is written once`);
    const first = !seen.has(name);
    seen.add(name);
    return first;
  });
  return notes.length === 0 ? { value: tools, notes } : { value, notes };
}

/** Names of tools that are offered twice with different definitions: nobody can say which one the calls meant. */
export function contradicted(tools: readonly ToolDefinition[]): string[] {
  const known = new Map<string, ToolDefinition>();
  return tools.flatMap((tool) => {
    const { name } = tool.function;
    const first = known.get(name);
    if (first === undefined) known.set(name, tool);
    return first === undefined || sameTool(first, tool) ? [] : [name];
  });
}

function sameTool(left: ToolDefinition, right: ToolDefinition): boolean {
  return canonicalJson(left as unknown as Json) === canonicalJson(right as unknown as Json);
}

/**
 * Outputs of parallel calls in the order of their calls. Loaders without ids, and most templates, pair them by place; an
 * id that stands elsewhere would teach the wrong output.
 */
export function inCallOrder(messages: readonly Message[]): Fitted<readonly Message[]> {
  const notes: string[] = [];
  const value = [...messages];
  for (const [at, message] of messages.entries()) {
    const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
    if (calls.length < 2) continue;
    const outputs = messages.slice(at + 1, at + 1 + calls.length);
    const sorted = calls.map(({ id }) => outputs.find((each) => each.role === 'tool' && each.tool_call_id === id));
    if (sorted.some((output) => output === undefined) || sorted.every((output, index) => output === outputs[index]))
      continue;
    value.splice(at + 1, calls.length, ...(sorted as Message[]));
    notes.push(`the outputs behind message ${at} are put in the order of their calls`);
  }
  return notes.length === 0 ? { value: messages, notes } : { value, notes };
}

/** What Mistral's templates take, and raise on otherwise: nine letters or digits. */
const STRICTEST_ID = /^[A-Za-z0-9]{9}$/;
/** Longest id that OpenAI takes. */
export const OPENAI_ID = /^.{1,40}$/s;

/**
 * Call ids that every template takes; where one does not fit, all are counted anew. The sides of a pair are counted from
 * the start each, so that they stay the same as far as they were.
 */
export function withFittingIds(
  sides: readonly (readonly Message[])[],
  fits = STRICTEST_ID,
): Fitted<readonly (readonly Message[])[]> {
  const counted = sides.map(countedIds);
  const bad = counted.flatMap((ids) => [...ids.keys()]).find((id) => !fits.test(id));
  if (bad === undefined) return { value: sides, notes: [] };
  const anew = counted.find((ids) => ids.has(bad))?.get(bad);
  const who =
    fits === OPENAI_ID
      ? 'OpenAI takes 40 characters at most'
      : "Mistral's templates raise on all but nine letters or digits";
  return {
    value: sides.map((messages, side) => messages.map((message) => withIds(message, counted[side] ?? new Map()))),
    notes: [`call ids are written anew (${JSON.stringify(bad)} as ${JSON.stringify(anew)}): ${who}`],
  };
}

/** Each id of the calls, with the one that it has by its place. */
function countedIds(messages: readonly Message[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const message of messages) {
    for (const { id } of (message.role === 'assistant' ? message.tool_calls : undefined) ?? [])
      if (!ids.has(id)) ids.set(id, `call${String(ids.size + 1).padStart(5, '0')}`);
  }
  return ids;
}

function withIds(message: Message, ids: ReadonlyMap<string, string>): Message {
  if (message.role === 'tool')
    return { ...message, tool_call_id: ids.get(message.tool_call_id) ?? message.tool_call_id };
  if (message.role !== 'assistant' || message.tool_calls === undefined) return message;
  return { ...message, tool_calls: message.tool_calls.map((call) => ({ ...call, id: ids.get(call.id) ?? call.id })) };
}
