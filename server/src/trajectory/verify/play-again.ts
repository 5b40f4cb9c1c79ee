import type { Message, ToolCall } from '../../chat/index.ts';
import { isObject, type Json, type JsonObject, jsonOrText } from '../../json/index.ts';
import { type GenerationContext, outputOf, startState } from '../session.ts';
import type { TrajectoryRecord } from '../types.ts';
import { leavesOf } from '../values.ts';

/** One message that playing again wrote otherwise. */
export interface PlayedChange {
  readonly message: number;
  readonly before: string;
  readonly after: string;
}

export interface PlayedAgain {
  readonly messages: readonly Message[];
  readonly changes: readonly PlayedChange[];
}

/**
 * Runs the calls of a conversation in their order from a record's seed, and puts what the world answers in the place of
 * the outputs that stand there. A value that an output gave, and gives otherwise now, goes with it into later calls and,
 * word for word, into what the agent says later; what a user says stays as it is.
 * @param from Messages before this one are run and never changed.
 */
export async function playAgain(
  messages: readonly Message[],
  { seed, outage }: Pick<TrajectoryRecord['provenance'], 'seed' | 'outage'>,
  context: GenerationContext,
  from = 0,
): Promise<PlayedAgain> {
  const played = [...messages];
  const changes: PlayedChange[] = [];
  const carried = new Carried();
  let state = await startState(context, seed, outage);
  for (let at = 0; at < played.length; at += 1) {
    const message = played[at];
    if (message?.role !== 'assistant') continue;
    const now = at > from ? carried.inMessage(message) : message;
    if (now !== message) {
      changes.push({ message: at, before: agentText(message), after: agentText(now) });
      played[at] = now;
    }
    for (const call of now.tool_calls ?? []) {
      const { output, next } = await run(call, state, context);
      state = next;
      const place = played.findIndex(
        (item, index) => index > at && item.role === 'tool' && item.tool_call_id === call.id,
      );
      const answer = played[place];
      if (answer?.role !== 'tool' || answer.content === output) continue;
      carried.note(answer.content, output);
      changes.push({ message: place, before: answer.content, after: output });
      played[place] = { ...answer, name: call.function.name, content: output };
    }
  }
  return { messages: played, changes };
}

async function run(
  call: ToolCall,
  state: Awaited<ReturnType<GenerationContext['world']['start']>>,
  context: GenerationContext,
) {
  const id = context.names.idOf(call.function.name);
  if (id === undefined || !context.tools.has(id))
    return { output: JSON.stringify({ error: `Unknown function: ${call.function.name}` }), next: state };
  const execution = await context.world.execute(
    { function: id, arguments: call.function.arguments },
    state,
    context.signal,
  );
  return { output: JSON.stringify(outputOf(execution.outcome)), next: execution.state };
}

function agentText({ content, tool_calls: calls = [] }: Extract<Message, { role: 'assistant' }>): string {
  return [content, ...calls.map((call) => `${call.function.name}(${JSON.stringify(call.function.arguments)})`)]
    .filter((part) => part !== '')
    .join('\n');
}

/** Values that changed in outputs: each with its new one, as long as there is only one. */
class Carried {
  readonly #values = new Map<string | number, string | number | undefined>();

  note(before: string, after: string): void {
    const [old, now] = [leavesOf(jsonOrText(before)), leavesOf(jsonOrText(after))];
    const left = new Set(now.map(({ value }) => value));
    const byPath = new Map<string, (typeof now)[number]['value'][]>();
    for (const { path, value } of now) byPath.set(path, [...(byPath.get(path) ?? []), value]);
    for (const { path, value } of old) {
      const other = byPath.get(path)?.shift();
      if (!isTelling(value) || left.has(value) || other === undefined || other === null || typeof other === 'boolean')
        continue;
      this.#values.set(value, this.#values.has(value) && this.#values.get(value) !== other ? undefined : other);
    }
  }

  /** The message itself where nothing in it changed. */
  inMessage(message: Extract<Message, { role: 'assistant' }>): Extract<Message, { role: 'assistant' }> {
    const content = this.#inText(message.content);
    const calls = message.tool_calls?.map((call) => {
      const args = this.#inValue(call.function.arguments) as JsonObject;
      return args === call.function.arguments ? call : { ...call, function: { ...call.function, arguments: args } };
    });
    const same = content === message.content && (calls ?? []).every((call, at) => call === message.tool_calls?.[at]);
    if (same) return message;
    return { ...message, content, ...(calls === undefined ? {} : { tool_calls: calls }) };
  }

  #inValue(value: Json): Json {
    if (typeof value === 'string' || typeof value === 'number') return this.#values.get(value) ?? value;
    if (Array.isArray(value)) {
      const items = value.map((item) => this.#inValue(item));
      return items.some((item, at) => item !== value[at]) ? items : value;
    }
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([key, item]) => [key, this.#inValue(item as Json)] as const);
    return entries.some(([key, item]) => item !== value[key]) ? Object.fromEntries(entries) : value;
  }

  #inText(text: string): string {
    let written = text;
    for (const [old, now] of this.#values) {
      if (now === undefined) continue;
      const word = String(old).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      written = written.replace(new RegExp(`(?<![\\p{L}\\p{N}.])${word}(?![\\p{L}\\p{N}]|\\.\\d)`, 'gu'), () =>
        String(now),
      );
    }
    return written;
  }
}

/** A short value stands in many places by chance. */
function isTelling(value: string | number | boolean | null): value is string | number {
  return (typeof value === 'string' || typeof value === 'number') && String(value).length >= 3;
}
