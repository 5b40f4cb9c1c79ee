import { coherenceOf, type Readings, readingsOf, type TrajectoryRecord, type Violation } from '../trajectory/index.ts';

type Tools = TrajectoryRecord['tools'];

/**
 * Outputs that contradict the conversation before them. Tools that nobody calls are left out: what they do has no part in it,
 * and reading what tools do is most of the work.
 */
export function contradictionsIn({
  messages,
  tools,
}: Pick<TrajectoryRecord, 'messages' | 'tools'>): readonly Violation[] {
  const called = new Set(
    messages.flatMap((message) =>
      message.role === 'assistant' ? (message.tool_calls ?? []).map((call) => call.function.name) : [],
    ),
  );
  const read = tools.filter((tool) => called.has(tool.function.name));
  return coherenceOf({ messages, tools: read }, knownReadings(read)).violations;
}

/** Sets of tools whose readings are kept at most. */
const MAX_KEPT = 2000;
const known = new Map<string, Readings>();
const numbers = new WeakMap<Tools[number], number>();
let lastNumber = 0;

/** What tools do, read once for as long as the same definitions come: records of one run call few sets of them. */
function knownReadings(tools: Tools): Readings {
  const sorted = [...tools].sort((left, right) => (left.function.name < right.function.name ? -1 : 1));
  const key = sorted.map(numberOf).join();
  let readings = known.get(key);
  if (readings === undefined) {
    readings = readingsOf(sorted);
    if (known.size >= MAX_KEPT) known.clear();
    known.set(key, readings);
  }
  return readings;
}

function numberOf(tool: Tools[number]): number {
  let number = numbers.get(tool);
  if (number === undefined) {
    lastNumber += 1;
    number = lastNumber;
    numbers.set(tool, number);
  }
  return number;
}
