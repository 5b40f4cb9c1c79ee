import { isObject, type JsonSchema } from '../../json/index.ts';
import { validateValue } from '../../signature/index.ts';
import type { Message, TrajectoryRecord } from '../../trajectory/index.ts';
import { contradictionsIn } from '../contradictions.ts';
import { givenByNobody, undeclared } from '../export/given.ts';
import { leakedHint } from '../leaked-hint.ts';
import { halfCharacters, marksInTexts } from '../unsafe-texts.ts';
import { BROKEN_ARGUMENTS, type CallCheck, checkCalls } from './call-check.ts';

/** One thing that is wrong in a record, and the message it is wrong in (0-based). */
export interface DataProblem {
  readonly kind:
    | 'broken-arguments'
    | 'not-offered'
    | 'schema'
    | 'unanswered'
    | 'swapped'
    | 'output-without-call'
    | 'half-character'
    | 'hint';
  readonly message: number;
  readonly detail: string;
}

/** Something to look at that may be right all the same, as a value that was worked out. */
export interface DataNote {
  readonly kind: 'from-nowhere' | 'null-filled' | 'undeclared' | 'incoherent' | 'template-mark' | 'left-out';
  readonly message: number;
  readonly detail: string;
}

export interface RecordCheck {
  readonly calls: number;
  /** Calls that could not be held against a tool, for the record offers none. */
  readonly notChecked: number;
  readonly problems: readonly DataProblem[];
}

/**
 * Everything that a record's own words show to be wrong, in the order of its messages.
 * @param checks The record's calls, where they are checked already
 */
export function checkRecord(
  record: Pick<TrajectoryRecord, 'messages' | 'tools'>,
  checks: readonly CallCheck[] = checkCalls(record),
): RecordCheck {
  const offered = new Set(record.tools.map((tool) => tool.function.name));
  const wrong = checks
    .filter(({ state }) => state === 'invalid')
    .map(({ message, call, name, reason = '' }): DataProblem => {
      const kind = isBroken(record.messages[message], call)
        ? 'broken-arguments'
        : offered.has(name)
          ? 'schema'
          : 'not-offered';
      const detail = kind === 'not-offered' ? reason : `${name}: ${reason}`;
      return { kind, message, detail };
    });
  const problems = [...wrong, ...pairingProblems(record.messages), ...halves(record), ...hints(record)].sort(
    (left, right) => left.message - right.message,
  );
  return {
    calls: checks.length,
    notChecked: checks.filter(({ state }) => state === 'not-checked').length,
    problems,
  };
}

/** A table loader gave the call a null for each parameter of other calls: without them it would be valid. */
function isNullFilled(record: Pick<TrajectoryRecord, 'messages' | 'tools'>, at: number, call: number): boolean {
  const message = record.messages[at];
  const made = message?.role === 'assistant' ? message.tool_calls?.[call]?.function : undefined;
  const parameters = record.tools.find((tool) => tool.function.name === made?.name)?.function.parameters;
  if (made === undefined || parameters === undefined || !isObject(made.arguments)) return false;
  if (!Object.values(made.arguments).includes(null)) return false;
  const rest = Object.fromEntries(Object.entries(made.arguments).filter(([, value]) => value !== null));
  return validateValue(parameters, rest).length === 0;
}

/** What a teacher was told and a model must not see. */
function hints({ messages, tools }: Pick<TrajectoryRecord, 'messages' | 'tools'>): DataProblem[] {
  const names = tools.map((tool) => tool.function.name);
  return messages.flatMap(({ role, content }, message): DataProblem[] => {
    const hint = role === 'tool' ? undefined : leakedHint(content, names);
    return hint === undefined
      ? []
      : [{ kind: 'hint', message, detail: `a hint stands in the text of ${role}: ${hint}` }];
  });
}

/** Halves of characters, in what was said, given and came out, and in the tools. */
function halves({ messages, tools }: Pick<TrajectoryRecord, 'messages' | 'tools'>): DataProblem[] {
  return halfCharacters(messages, tools).map(({ message = 0, where }) => ({
    kind: 'half-character',
    message,
    detail: `${where} holds half a character, which UTF-8 cannot write`,
  }));
}

/** Marks of chat templates in texts: rendered as they stand, they end turns. */
function marks({ messages }: Pick<TrajectoryRecord, 'messages'>): DataNote[] {
  return marksInTexts(messages).map(({ message, where, marks: found }) => ({
    kind: 'template-mark',
    message,
    detail: `${where} holds ${found.join(', ')}`,
  }));
}

/**
 * What is to be looked at in a record, in the order of its messages.
 * @param checks The record's calls, where they are checked already
 */
export function recordNotes(
  record: Pick<TrajectoryRecord, 'messages' | 'tools'>,
  checks: readonly CallCheck[] = checkCalls(record),
): DataNote[] {
  const nowhere = givenByNobody(record)
    .filter(({ text }) => !text.includes(BROKEN_ARGUMENTS))
    .map(({ message, text }): DataNote => ({ kind: 'from-nowhere', message, detail: text }));
  const filled = checks
    .filter(({ state, message, call }) => state === 'invalid' && isNullFilled(record, message, call))
    .map(({ message, name, id }): DataNote => {
      return {
        kind: 'null-filled',
        message,
        detail: `${name} (${id}) would be valid without its nulls: a table loader fills them in`,
      };
    });
  return [...nowhere, ...filled, ...madeUpNames(record, checks), ...incoherent(record), ...marks(record)].sort(
    (left, right) => left.message - right.message,
  );
}

/** Arguments that the tool does not name, in calls that its schema takes all the same. */
function madeUpNames(record: Pick<TrajectoryRecord, 'messages' | 'tools'>, checks: readonly CallCheck[]): DataNote[] {
  return checks.flatMap(({ state, message, call, name, id }): DataNote[] => {
    const made = record.messages[message];
    const args = made?.role === 'assistant' ? made.tool_calls?.[call]?.function.arguments : undefined;
    const tool = record.tools.find((item) => item.function.name === name);
    if (state !== 'valid' || args === undefined || tool === undefined) return [];
    return undeclared(tool.function.parameters as JsonSchema, args).map(
      (path): DataNote => ({ kind: 'undeclared', message, detail: `${name} (${id}) declares no argument ${path}` }),
    );
  });
}

/** Outputs that contradict the conversation before them, by the laws of a world. */
function incoherent(record: Pick<TrajectoryRecord, 'messages' | 'tools'>): DataNote[] {
  return contradictionsIn(record).map(
    ({ message, function: name, reason }): DataNote => ({ kind: 'incoherent', message, detail: `${name}: ${reason}` }),
  );
}

function isBroken(message: Message | undefined, call: number): boolean {
  const args = message?.role === 'assistant' ? message.tool_calls?.[call]?.function.arguments : undefined;
  return isObject(args) && Object.hasOwn(args, BROKEN_ARGUMENTS);
}

/**
 * Outputs held against the calls before them, by id. A file that ends with calls leaves them to be made and is no fault,
 * and neither is one that holds no outputs at all.
 */
function pairingProblems(messages: readonly Message[]): DataProblem[] {
  if (!messages.some(({ role }) => role === 'tool')) return [];
  const problems: DataProblem[] = [];
  let open: { readonly id: string; readonly name: string; readonly at: number }[] = [];
  for (const [at, message] of messages.entries()) {
    if (message.role === 'tool') {
      const place = open.findIndex(({ id }) => id === message.tool_call_id);
      const detail = `output ${message.tool_call_id || '(no id)'}`;
      if (place < 0)
        problems.push({
          kind: 'output-without-call',
          message: at,
          detail: `${detail} answers no open call`,
        });
      if (place > 0)
        problems.push({
          kind: 'swapped',
          message: at,
          detail: `${detail} comes before that of ${open[0]?.id}`,
        });
      if (place >= 0) open.splice(place, 1);
      continue;
    }
    for (const { id, name, at: from } of open)
      problems.push({ kind: 'unanswered', message: from, detail: `${name} (${id}) has no output` });
    open =
      message.role === 'assistant'
        ? (message.tool_calls ?? []).map(({ id, function: { name } }) => ({ id, name, at }))
        : [];
  }
  return problems;
}
