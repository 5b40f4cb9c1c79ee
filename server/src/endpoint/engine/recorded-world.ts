import type { GraphFunction } from '../../graph/index.ts';
import { canonicalJson, type Json, jsonOrText } from '../../json/index.ts';
import { canonicalCall, type TrajectoryRecord, toolNames } from '../../trajectory/index.ts';
import type { World, WorldState } from '../../world/index.ts';

/**
 * A world that knows one conversation: a call that the record makes has the output that the record shows, the next one
 * where it is made again; any other call fails. Nothing runs, so a record of any world can be played in it.
 */
export function createRecordedWorld(record: TrajectoryRecord, functions: readonly GraphFunction[]): World {
  const names = toolNames(functions);
  const byId = new Map(functions.map((item) => [item.id, item.signature]));
  const keyOf = (id: string, args: Parameters<typeof canonicalCall>[0]['arguments']) =>
    canonicalCall({ name: id, arguments: args }, () => byId.get(id));
  const outputs = new Map<string, string[]>();
  const contents = new Map(
    record.messages.flatMap((message) => (message.role === 'tool' ? [[message.tool_call_id, message.content]] : [])),
  );
  for (const message of record.messages) {
    for (const call of message.role === 'assistant' ? (message.tool_calls ?? []) : []) {
      const key = keyOf(names.idOf(call.function.name) ?? call.function.name, call.function.arguments);
      outputs.set(key, [...(outputs.get(key) ?? []), contents.get(call.id) ?? 'null']);
    }
  }
  return {
    // To whom it looks like a real world: its state tells nothing but which calls were made.
    id: 'module',
    start: async () => [],
    execute: async (call, state) => {
      const key = keyOf(call.function, call.arguments);
      const made = Array.isArray(state) ? state : [];
      const known = outputs.get(key) ?? [];
      const times = made.filter((other) => other === key).length;
      const text = known[Math.min(times, known.length - 1)];
      const next: WorldState = [...made, key];
      if (text === undefined) {
        const message = 'The record shows no answer to this call.';
        return { outcome: { ok: false, error: { code: 'not_recorded', message } }, state: next };
      }
      const output = jsonOrText(text);
      const error = errorIn(output);
      return error === undefined
        ? { outcome: { ok: true, output }, state: next }
        : { outcome: { ok: false, error: { code: 'recorded', message: error } }, state: next };
    },
    close: async () => {},
  };
}

function errorIn(output: Json): string | undefined {
  if (typeof output !== 'object' || output === null || Array.isArray(output)) return undefined;
  if (Object.keys(output).length !== 1 || output.error === undefined) return undefined;
  return typeof output.error === 'string' ? output.error : canonicalJson(output.error);
}
