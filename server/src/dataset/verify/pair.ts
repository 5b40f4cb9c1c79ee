import type { FunctionSignature } from '../../signature/index.ts';
import {
  classifyError,
  ERROR_TYPES,
  type Message,
  type MoveKind,
  type TrajectoryRecord,
} from '../../trajectory/index.ts';
import type { VerifyProblem } from './types.ts';

/** The two sides share what stands before the marked message, differ in it, and it is the agent's. */
export function prefixProblems({ messages, rejected, divergesAt }: TrajectoryRecord): VerifyProblem[] {
  if (rejected === undefined && divergesAt === undefined) return [];
  if (rejected === undefined || divergesAt === undefined)
    return [{ check: 'prefix', detail: 'a pair needs both a rejected side and where it begins' }];
  const at = divergesAt.message;
  const differs = messages.slice(0, at).findIndex((message, index) => !same(message, rejected[index]));
  if (differs >= 0)
    return [{ check: 'prefix', message: differs, detail: `the sides differ before the marked message ${at}` }];
  const [chosen, marked] = [messages[at], rejected[at]];
  if (marked?.role !== 'assistant' || chosen?.role !== 'assistant')
    return [{ check: 'prefix', message: at, detail: "the marked message is not the agent's" }];
  if (same(chosen, marked)) return [{ check: 'prefix', message: at, detail: 'the marked message does not differ' }];
  return [];
}

function same(left: Message | undefined, right: Message | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** What the pair is labelled is what a classifier sees in its messages as they are written. */
export function labelProblems(record: TrajectoryRecord): VerifyProblem[] {
  const { messages, rejected, divergesAt, turns, tools } = record;
  if (rejected === undefined || divergesAt === undefined || divergesAt.errorType === 0) return [];
  const { message: at, errorType } = divergesAt;
  const turn = turns.find(({ messages: [start, end] }) => at >= start && at < end);
  if (turn === undefined) return [{ check: 'label', message: at, detail: 'the marked message is in no turn' }];
  const next = rejected.findIndex(({ role }, index) => index > at && role === 'user');
  const signatures = new Map(
    tools.map(({ function: { name, description, parameters } }) => [name, { name, description, parameters }]),
  );
  const found = classifyError({
    prefix: messages.slice(0, at),
    reference: messages.slice(at, turn.messages[1]),
    actual: rejected.slice(at, next < 0 ? rejected.length : next),
    signatureOf: (name) => signatures.get(name) as FunctionSignature | undefined,
  });
  if (found !== errorType) {
    const seen = found === 0 ? 'no error' : ERROR_TYPES[found];
    return [
      { check: 'label', message: at, detail: `labelled ${ERROR_TYPES[errorType] ?? errorType}, seen as ${seen}` },
    ];
  }
  return moveProblems(record, at);
}

/** Whether one side calls and the other does not is seen; what a text without calls does is not. */
function moveProblems({ messages, rejected = [], divergesAt }: TrajectoryRecord, at: number): VerifyProblem[] {
  const { preferred, avoided, wrong } = divergesAt ?? {};
  const marked = rejected[at];
  const told = [
    ['preferred', preferred, messages[at]],
    ['avoided', avoided, marked],
  ] as const;
  for (const [word, move, message] of told) {
    if (move !== undefined && (move === 'call') !== hasCalls(message))
      return [{ check: 'label', message: at, detail: `${word} is ${move}, which the message does not do` }];
  }
  const text = `${marked?.content ?? ''}${JSON.stringify(marked?.role === 'assistant' ? (marked.tool_calls ?? []) : [])}`;
  if (
    wrong !== undefined &&
    avoided === ('call' satisfies MoveKind) &&
    !text.includes(JSON.stringify(wrong).slice(1, -1))
  )
    return [{ check: 'label', message: at, detail: `${JSON.stringify(wrong)} does not stand in the marked message` }];
  return [];
}

function hasCalls(message: Message | undefined): boolean {
  return message?.role === 'assistant' && (message.tool_calls?.length ?? 0) > 0;
}
