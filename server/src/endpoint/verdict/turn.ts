import type { Message, ToolDefinition } from '../../chat/index.ts';
import { classifyError, type ErrorType, type TurnInfo } from '../../trajectory/index.ts';
import type { Outcome } from '../../world/index.ts';
import { type ActualCall, type CallsScore, exactReference, type SignatureByName, scoreCalls } from '../score/calls.ts';
import { isDeclared } from '../score/value.ts';
import type { Fault, FaultLabel, Verdict } from './labels.ts';
import { asks, asksOrRefuses } from './manner.ts';
import { lastQuery, textFaults } from './text.ts';

/** All that is known of one turn when it is over. */
export interface PlayedTurn {
  readonly kind: TurnInfo['kind'];
  readonly tools: readonly ToolDefinition[];
  /** Messages that the model's side and the reference have before the turn's first answer, the query included. */
  readonly history: readonly Message[];
  /** Messages of the turn behind the query, as they came and as the record has them. */
  readonly actual: readonly Message[];
  readonly reference: readonly Message[];
  readonly calls: readonly ActualCall[];
  readonly outcomes: readonly Outcome[];
  readonly referenceCalls: readonly ActualCall[];
  /** Why the reference itself cannot be right. */
  readonly referenceProblem?: string;
  /** The world ended as after the reference; undefined where it cannot tell. */
  readonly sameState?: boolean;
  /** Each output of the reference was obtained as often as it occurs there: in this turn; in this one or before. */
  readonly obtainedNow: boolean;
  readonly obtained: boolean;
  /** The model ended the turn in words, within the limit of steps. */
  readonly ended: boolean;
  readonly signatureOf: SignatureByName;
}

/** The verdict on one turn, with its reasons. */
export interface TurnVerdict {
  readonly verdict: Verdict;
  readonly calls: CallsScore;
  /** The world ended as after the reference calls and each of their outputs was obtained; undefined in a null turn. */
  readonly sameOutcome: boolean | undefined;
  readonly faults: readonly Fault[];
  readonly labels: readonly FaultLabel[];
  /** Of the five; absent where the turn is not wrong, or wrong in none of these ways. */
  readonly errorType?: ErrorType;
}

/** Faults that another way to the same outcome excuses. */
const EXCUSED = new Set<FaultLabel>(['missing-argument', 'wrong-value', 'should-have-called', 'extra-call']);

/**
 * Judges one turn: by its calls or, where they differ, by what they came to (state and outputs, as BFCL's rules of many
 * turns), and by its text. Stricter than BFCL: a call that is malformed, not offered or gives an undeclared argument is
 * wrong whatever it came to.
 */
export function judgeTurn(turn: PlayedTurn): TurnVerdict {
  const calls = scoreCalls(turn.calls, turn.referenceCalls.map(exactReference), turn.signatureOf);
  const sameOutcome = turn.referenceCalls.length === 0 ? undefined : outcomeIsSame(turn, calls);
  if (turn.referenceProblem !== undefined) {
    return { verdict: 'unjudged', calls, sameOutcome, faults: [], labels: [] };
  }
  const faults = turn.kind === 'call' ? callFaults(turn, calls, sameOutcome) : nullTurnFaults(turn);
  const labels = [...new Set(faults.map((fault) => fault.label))];
  const errorType = faults.length === 0 ? 0 : errorTypeOf(turn);
  return {
    verdict: faults.length === 0 ? 'right' : 'wrong',
    calls,
    sameOutcome,
    faults,
    labels,
    ...(errorType === 0 ? {} : { errorType }),
  };
}

function outcomeIsSame(turn: PlayedTurn, calls: CallsScore): boolean {
  if (turn.sameState === false || !turn.outcomes.some((outcome) => outcome.ok)) return false;
  if (turn.obtainedNow) return true;
  // What was obtained before need not be asked for again, where the turn otherwise went through and nothing else was asked.
  const onlyLess = calls.faults.every((fault) => fault.label === 'should-have-called');
  const through = turn.outcomes.every((outcome) => outcome.ok) && !asks(closingOf(turn.actual));
  return turn.obtained && onlyLess && through;
}

function callFaults(turn: PlayedTurn, calls: CallsScore, sameOutcome: boolean | undefined): Fault[] {
  const found = [...shapeFaults(turn), ...calls.faults];
  const kept = sameOutcome === true ? found.filter((fault) => !EXCUSED.has(fault.label)) : found;
  const faults = [...kept, ...orderFaults(turn, calls)];
  if (!turn.ended) faults.push({ label: 'no-end', text: 'the model went on calling until the limit of steps' });
  if (turn.ended) faults.push(...closingFaults(turn));
  if (faults.length > 0 && turn.sameState === false)
    faults.push({ label: 'outcome-wrong', text: 'the world did not end as after the reference' });
  return unique(faults);
}

function nullTurnFaults(turn: PlayedTurn): Fault[] {
  const label = turn.kind === 'miss_params' ? 'should-have-asked' : 'should-have-refused';
  const should = turn.kind === 'miss_params' ? 'ask for what is missing' : 'say that no function can do it';
  const faults = shapeFaults(turn);
  const [first] = turn.calls;
  if (first !== undefined) faults.push({ label, text: `${first.name} was called; the model should ${should}` });
  if (faults.length > 0) return unique(faults);
  const text = closingOf(turn.actual);
  if (text.trim() === closingOf(turn.reference).trim()) return [];
  return asksOrRefuses(text, lastQuery(turn.history)) ? [] : [{ label, text: `the model should ${should}` }];
}

/** Calls that no outcome excuses. */
function shapeFaults({ calls, tools, signatureOf }: PlayedTurn): Fault[] {
  const offered = new Set(tools.map((tool) => tool.function.name));
  return calls.flatMap(({ name, arguments: given, malformed, problem }): Fault[] => {
    const faults: Fault[] = [];
    if (malformed)
      faults.push({ label: 'malformed', text: `${name}: ${problem ?? 'the arguments are no JSON object'}` });
    if (!offered.has(name)) faults.push({ label: 'not-offered', text: `${name} is not offered` });
    const parameters = signatureOf(name)?.parameters;
    for (const key of parameters === undefined ? [] : Object.keys(given))
      if (parameters !== undefined && !isDeclared(parameters, key))
        faults.push({ label: 'undeclared-argument', text: `${name}: '${key}' is no parameter of it` });
    return faults;
  });
}

/** The same calls in an order that comes to something else. */
function orderFaults(turn: PlayedTurn, { right, matches }: CallsScore): Fault[] {
  const moved = matches.some((match, index) => index > 0 && match < (matches[index - 1] as number));
  if (!right || !moved || (turn.sameState !== false && turn.obtainedNow)) return [];
  const names = turn.calls.map((call) => call.name).join(', ');
  return [{ label: 'wrong-order', text: `the calls came in another order (${names}) and came to something else` }];
}

function closingFaults(turn: PlayedTurn): Fault[] {
  const { actual, history, tools, outcomes } = turn;
  const at = actual.findLastIndex((message) => message.role === 'assistant');
  const messages = [...history, ...actual.slice(0, Math.max(0, at))];
  return textFaults({ text: closingOf(actual), reference: closingOf(turn.reference), messages, tools, outcomes });
}

function closingOf(messages: readonly Message[]): string {
  const last = messages.findLast((message) => message.role === 'assistant');
  return last?.content ?? '';
}

/** The type by the messages alone, from the first difference on; ids of calls are no difference. */
function errorTypeOf({ history, actual, reference, signatureOf }: PlayedTurn): ErrorType | 0 {
  let shared = 0;
  while (shared < reference.length && same(actual[shared], reference[shared])) shared += 1;
  return classifyError({
    prefix: [...history, ...reference.slice(0, shared)],
    reference: reference.slice(shared),
    actual: actual.slice(shared),
    signatureOf,
  });
}

function same(left: Message | undefined, right: Message | undefined): boolean {
  return essence(left) === essence(right);
}

function essence(message: Message | undefined): string {
  if (message === undefined) return '';
  if (message.role === 'tool') return `tool ${message.name} ${message.content}`;
  const calls = message.role === 'assistant' ? (message.tool_calls ?? []).map((call) => call.function) : [];
  return JSON.stringify([message.role, message.content, calls]);
}

function unique(faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  return faults.filter(({ label, text }) => {
    const key = `${label} ${text}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
