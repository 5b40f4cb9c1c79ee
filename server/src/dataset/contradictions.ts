import { coherenceOf, type TrajectoryRecord, type Violation } from '../trajectory/index.ts';

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
  return coherenceOf({ messages, tools: tools.filter((tool) => called.has(tool.function.name)) }).violations;
}
