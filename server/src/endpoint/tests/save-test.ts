import type { Message } from '../../chat/index.ts';
import type { GraphFunction } from '../../graph/index.ts';
import { hashText, type JsonObject } from '../../json/index.ts';
import { noPath, noProvenance, type ToolNames, type TrajectoryRecord, toolDefinition } from '../../trajectory/index.ts';
import type { Outcome } from '../../world/index.ts';

/** A record as a test: nothing of a pair's other side, a name that no test of the file has, its place at the end. */
export function asTest(record: TrajectoryRecord, index: number, taken: ReadonlySet<string>): TrajectoryRecord {
  const { rejected: _side, divergesAt: _where, ...kept } = record;
  let id = record.id === '' ? 'test' : record.id;
  for (let again = 2; taken.has(id); again += 1) id = `${record.id}-${again}`;
  return { ...kept, id, index };
}

/** A question with the calls that answer it. */
export interface AskedCalls {
  readonly ask: string;
  readonly offered: readonly GraphFunction[];
  readonly names: Pick<ToolNames, 'nameOf'>;
  readonly calls: readonly { readonly name: string; readonly arguments: JsonObject; readonly outcome: Outcome }[];
}

/** A test of one turn: what the user says, the calls that are right, and what they return. */
export function recordOfCalls({ ask, offered, names, calls }: AskedCalls): TrajectoryRecord {
  const made = calls.map(({ name, arguments: given }, at) => ({
    id: `call_${at + 1}`,
    type: 'function' as const,
    function: { name, arguments: given },
  }));
  const outputs = calls.map(({ name, outcome }, at): Message => {
    const content = JSON.stringify(outcome.ok ? outcome.output : { error: outcome.error.message });
    return { role: 'tool', tool_call_id: `call_${at + 1}`, name, content };
  });
  const messages: Message[] = [
    { role: 'user', content: ask },
    { role: 'assistant', content: '', tool_calls: made },
    ...outputs,
    { role: 'assistant', content: outputs.map(({ content }) => content).join('\n') },
  ];
  const tools = offered.map(({ id, signature }) => toolDefinition({ name: names.nameOf(id), signature }));
  return {
    id: `call-${hashText(JSON.stringify([ask, made])).slice(0, 8)}`,
    index: 0,
    kind: calls.length > 1 ? 'parallel' : 'single',
    catalogHash: '',
    path: noPath(0),
    tools,
    messages,
    turns: [
      {
        index: 0,
        kind: 'call',
        messages: [0, messages.length],
        calls: made.map((_, call) => ({ message: 1, call, sources: [] })),
        notes: [],
      },
    ],
    certificates: [],
    provenance: noProvenance(),
    review: { status: 'accepted', edits: [] },
  };
}
