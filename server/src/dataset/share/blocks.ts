import type { Message, TrajectoryRecord } from '../../trajectory/index.ts';
import { type CallCheck, checkCalls } from '../read/call-check.ts';

/** A piece of a conversation, in the order it is read. */
export type Block =
  | { readonly kind: 'turn'; readonly turn: number }
  | { readonly kind: 'said'; readonly role: Message['role']; readonly text: string }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly arguments: string;
      readonly check: Pick<CallCheck, 'state' | 'reason'>;
    }
  | { readonly kind: 'output'; readonly name: string; readonly text: string };

/** A record as it is read aloud: what both sides share, then each side for itself. */
export interface RecordBlocks {
  readonly shared: readonly Block[];
  readonly right: readonly Block[];
  readonly wrong: readonly Block[];
}

export function recordBlocks(record: TrajectoryRecord): RecordBlocks {
  const { messages, rejected, divergesAt, tools } = record;
  const right = blocksOf(messages, checkCalls(record), 0);
  if (rejected === undefined) return { shared: right, right: [], wrong: [] };
  const at = divergesAt?.message ?? 0;
  const turn = messages.slice(0, at).filter(({ role }) => role === 'user').length;
  const checks = checkCalls({ messages: rejected, tools }).map((check) => ({ ...check, message: check.message - at }));
  const ours = checkCalls(record);
  return {
    shared: blocksOf(messages.slice(0, at), ours, 0),
    right: blocksOf(
      messages.slice(at),
      ours.map((check) => ({ ...check, message: check.message - at })),
      turn,
    ),
    wrong: blocksOf(rejected.slice(at), checks, turn),
  };
}

function blocksOf(messages: readonly Message[], checks: readonly CallCheck[], turnsBefore: number): Block[] {
  let turn = turnsBefore;
  return messages.flatMap((message, at): Block[] => {
    if (message.role === 'tool') return [{ kind: 'output', name: message.name, text: message.content }];
    const said: Block[] = message.content === '' ? [] : [{ kind: 'said', role: message.role, text: message.content }];
    if (message.role === 'user') {
      turn += 1;
      return [{ kind: 'turn', turn }, ...said];
    }
    if (message.role !== 'assistant') return said;
    const calls = (message.tool_calls ?? []).map((call, place): Block => {
      const check = checks.find((one) => one.message === at && one.call === place);
      return {
        kind: 'call',
        name: call.function.name,
        arguments: JSON.stringify(call.function.arguments, null, 2),
        check: check ?? { state: 'not-checked', reason: 'nothing was held against it' },
      };
    });
    return [...said, ...calls];
  });
}
