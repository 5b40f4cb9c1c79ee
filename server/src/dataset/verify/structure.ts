import type { Message, TrajectoryRecord } from '../../trajectory/index.ts';
import { checkRecord, type DataProblem } from '../read/check-record.ts';
import type { VerifyCheck, VerifyProblem } from './types.ts';

const CHECK_OF: Readonly<Record<DataProblem['kind'], VerifyCheck>> = {
  'broken-arguments': 'arguments',
  schema: 'arguments',
  'not-offered': 'tools',
  unanswered: 'structure',
  swapped: 'structure',
  'output-without-call': 'structure',
  'half-character': 'texts',
  hint: 'texts',
};

/** Calls answered in order, made of what is offered, with arguments their schema takes; anybody's record. */
export function conversationProblems(record: TrajectoryRecord): VerifyProblem[] {
  const { messages, rejected, tools } = record;
  const chosen = checkRecord({ messages, tools }).problems.map(asProblem);
  if (rejected === undefined) return chosen;
  // What is wrong in a rejected side is what the agent does: its arguments may be what no schema takes.
  const other = checkRecord({ messages: rejected, tools })
    .problems.map(asProblem)
    .filter(({ check }) => check === 'structure' || check === 'texts')
    .map((problem) => ({ ...problem, detail: `rejected side: ${problem.detail}` }));
  return [...chosen, ...other];
}

function asProblem({ kind, message, detail }: DataProblem): VerifyProblem {
  return { check: CHECK_OF[kind], message, detail };
}

/** Order of roles, turns that cover the messages, calls that the turns know of, the path they follow. */
export function structureProblems(record: TrajectoryRecord, nameOf?: (id: string) => string): VerifyProblem[] {
  return [
    ...rolesProblem(record.messages, ''),
    ...rolesProblem(record.rejected ?? [], 'rejected side: '),
    ...rangeProblems(record),
    ...pointerProblems(record),
    ...withheldProblems(record),
    ...pathProblems(record, nameOf),
  ];
}

function rolesProblem(messages: readonly Message[], side: string): VerifyProblem[] {
  for (const [message, { role }] of messages.entries()) {
    const before = messages[message - 1];
    const wrong =
      role === 'system'
        ? message > 0
        : role === 'user'
          ? before?.role === 'user' || before?.role === 'tool' || hasCalls(before)
          : role === 'assistant'
            ? before === undefined || before.role === 'system' || (before.role === 'assistant' && !hasCalls(before))
            : before === undefined || before.role === 'user' || before.role === 'system';
    if (wrong)
      return [{ check: 'structure', message, detail: `${side}${role} follows ${before?.role ?? 'nothing'} here` }];
  }
  const last = messages.at(-1);
  if (last === undefined || (last.role === 'assistant' && !hasCalls(last))) return [];
  return [{ check: 'structure', message: messages.length - 1, detail: `${side}it does not end with the agent's text` }];
}

function hasCalls(message: Message | undefined): boolean {
  return message?.role === 'assistant' && (message.tool_calls?.length ?? 0) > 0;
}

function rangeProblems({ messages, turns }: TrajectoryRecord): VerifyProblem[] {
  let next = messages[0]?.role === 'system' ? 1 : 0;
  for (const [at, { index, messages: range }] of turns.entries()) {
    const [start, end] = range;
    if (index !== at || start !== next || !(end > start) || messages[start]?.role !== 'user')
      return [
        { check: 'structure', message: next, detail: `turn ${at + 1} does not begin with the user's message ${next}` },
      ];
    next = end;
  }
  return next === messages.length
    ? []
    : [{ check: 'structure', message: next, detail: 'messages stand behind the last turn, or are missing from it' }];
}

/** Every call of the conversation is a call of its turn, in order, and every call of a turn is there. */
function pointerProblems({ messages, turns }: TrajectoryRecord): VerifyProblem[] {
  for (const turn of turns) {
    const [start, end] = turn.messages;
    const there = messages
      .slice(start, end)
      .flatMap((message, at) =>
        message.role === 'assistant' ? (message.tool_calls ?? []).map((_, call) => `${start + at}/${call}`) : [],
      );
    const known = turn.calls.map(({ message, call }) => `${message}/${call}`);
    const at = Math.max(there.length, known.length);
    const wrong = Array.from({ length: at }, (_, place) => place).find((place) => there[place] !== known[place]);
    if (wrong === undefined) continue;
    const [given, wanted] = [there[wrong], known[wrong]];
    const detail =
      wanted === undefined
        ? `turn ${turn.index + 1} does not know of the call at message/call ${given}`
        : `turn ${turn.index + 1} has a call at message/call ${wanted} that is not there`;
    return [{ check: 'structure', message: Number((given ?? wanted)?.split('/')[0]), detail }];
  }
  return [];
}

function withheldProblems({ messages, withheld }: TrajectoryRecord): VerifyProblem[] {
  return (withheld ?? []).flatMap(({ name, until }): VerifyProblem[] => {
    const message = messages.findIndex(
      (item, at) =>
        at < until && item.role === 'assistant' && item.tool_calls?.some((call) => call.function.name === name),
    );
    return message < 0
      ? []
      : [{ check: 'structure', message, detail: `it calls ${name}, which is withheld until ${until}` }];
  });
}

function pathProblems(record: TrajectoryRecord, nameOf: ((id: string) => string) | undefined): VerifyProblem[] {
  const { path, turns, messages } = record;
  if (path.turns.length !== turns.length)
    return [{ check: 'structure', detail: `the path has ${path.turns.length} turns, the record ${turns.length}` }];
  for (const turn of turns) {
    const planned = path.turns[turn.index];
    if (planned === undefined || planned.kind !== turn.kind || planned.functions.length !== turn.calls.length)
      return [
        { check: 'structure', message: turn.messages[0], detail: `turn ${turn.index + 1} is not that of the path` },
      ];
    for (const [at, { message, call }] of turn.calls.entries()) {
      const made = messages[message];
      const name = made?.role === 'assistant' ? made.tool_calls?.[call]?.function.name : undefined;
      const wanted = nameOf?.(planned.functions[at] ?? '');
      if (wanted !== undefined && name !== undefined && name !== wanted)
        return [{ check: 'structure', message, detail: `it calls ${name}, where the path has ${wanted}` }];
    }
  }
  return [];
}
