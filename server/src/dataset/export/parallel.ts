import type { Message, TrajectoryRecord } from '../../trajectory/index.ts';

/**
 * What becomes of several calls in one message, and of their outputs. `as-is`: they stay. `sequence`: one call after
 * another, each with its output, for templates and loaders that take one call a message.
 */
export const PARALLEL_RESULTS = ['as-is', 'sequence'] as const;
export type ParallelResults = (typeof PARALLEL_RESULTS)[number];

/** A record with its parallel calls one after another. Comes back itself where it has none. */
export function inSequence(record: TrajectoryRecord): TrajectoryRecord {
  if (![record.messages, record.rejected ?? []].some((side) => side.some(isParallel))) return record;
  const chosen = written(record.messages);
  const moved = (message: number) => chosen.places[message] ?? chosen.messages.length;
  return {
    ...record,
    messages: chosen.messages,
    turns: record.turns.map((turn) => ({
      ...turn,
      messages: [moved(turn.messages[0]), moved(turn.messages[1])],
      calls: turn.calls.map((place) =>
        isParallel(record.messages[place.message])
          ? { ...place, message: moved(place.message) + 2 * place.call, call: 0 }
          : { ...place, message: moved(place.message) },
      ),
    })),
    ...(record.withheld === undefined
      ? {}
      : { withheld: record.withheld.map((item) => ({ ...item, until: moved(item.until) })) }),
    ...(record.rejected === undefined ? {} : { rejected: written(record.rejected).messages }),
  };
}

function isParallel(message: Message | undefined): boolean {
  return message?.role === 'assistant' && (message.tool_calls?.length ?? 0) > 1;
}

/** The messages as asked, and the new place of each old one. Calls that are not all answered stay as they are. */
function written(messages: readonly Message[]) {
  const out: Message[] = [];
  const places: number[] = [];
  for (let at = 0; at < messages.length; at += 1) {
    const message = messages[at] as Message;
    places[at] = out.length;
    const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
    const behind = messages.slice(at + 1, at + 1 + calls.length);
    const outputs = calls.map(({ id }) => behind.find((each) => each.role === 'tool' && each.tool_call_id === id));
    if (message.role !== 'assistant' || calls.length < 2 || outputs.includes(undefined)) {
      out.push(message);
      continue;
    }
    for (const [index, call] of calls.entries()) {
      const content = index === 0 ? message.content : '';
      out.push({ ...message, content, tool_calls: [call] }, outputs[index] as Message);
      places[at + 1 + index] = out.length - 1;
    }
    at += calls.length;
  }
  places.push(out.length);
  return { messages: out, places };
}
