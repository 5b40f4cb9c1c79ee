import type { Usage } from '../chat/index.ts';
import type { GraphFunction } from '../graph/index.ts';
import type { WireCall, WireReply } from '../openai-wire/index.ts';
import type { ErrorType, TurnInfo } from '../trajectory/index.ts';
import type { Outcome } from '../world/index.ts';
import { adviceFor } from './advice.ts';
import { outputText } from './play-record.ts';
import type { ActualCall, CallsScore } from './score/calls.ts';
import type { Fault, FaultLabel, Verdict } from './verdict/labels.ts';
import type { TurnVerdict } from './verdict/turn.ts';

export interface PlayOptions {
  readonly functions: readonly GraphFunction[];
  /** `own`: the model goes on from its own answers. `reference`: each turn starts from the reference conversation. */
  readonly history?: 'own' | 'reference';
  /** Replies of the model in one turn at most; default 20, as BFCL. */
  readonly maxSteps?: number;
  readonly temperature?: number;
  /** Only these turns are asked; what is before each is the record's. Absent: all. */
  readonly turns?: ReadonlySet<number>;
  /** What the reply is taken as, once this resolves: where a person looks at it first, and may change it. */
  readonly onReply?: (turn: number, reply: WireReply) => Promise<WireReply>;
}

/** How one turn went. */
export interface TurnResult {
  readonly turn: number;
  readonly kind: TurnInfo['kind'];
  readonly right: boolean;
  readonly verdict: Verdict;
  readonly calls: CallsScore;
  /**
   * The world ended as after the reference calls, and each of their outputs was obtained; undefined in a turn that
   * should call nothing.
   */
  readonly sameOutcome: boolean | undefined;
  readonly actual: readonly ActualCall[];
  readonly reference: readonly ActualCall[];
  /** One line each; empty where the turn is right. */
  readonly problems: readonly string[];
  readonly faults: readonly Fault[];
  readonly labels: readonly FaultLabel[];
  /** Of the five types, where the turn is wrong in one of their ways. */
  readonly errorType?: ErrorType;
  /** Why there is no verdict. */
  readonly unjudged?: string;
  /** What the model said last, and what the record says. */
  readonly text: string;
  readonly referenceText: string;
  /** What had to be put right to read the calls, by kind. */
  readonly repairs: Readonly<Record<string, number>>;
  /** Outputs of the reference that successful calls gave, each once, of how many. */
  readonly subgoals: { readonly reached: number; readonly of: number };
  /** The model ended the turn in words, within the limit of steps. */
  readonly ended: boolean;
  readonly replies: number;
  readonly usage: Usage;
  readonly milliseconds: number;
  /** Which form calls in the text had, and the switch of the server that would read them. */
  readonly advice: readonly string[];
}

/** What a model did in one turn. */
export interface Played {
  readonly from: number;
  readonly started: number;
  readonly calls: ActualCall[];
  readonly outcomes: Outcome[];
  readonly replies: WireReply[];
  ended: boolean;
}

export function turnResult(
  turn: TurnInfo,
  judged: TurnVerdict,
  played: Played,
  reference: readonly ActualCall[],
  problem: string | undefined,
  said: Pick<TurnResult, 'text' | 'referenceText' | 'subgoals'>,
): TurnResult {
  const { verdict, calls, sameOutcome, faults, labels, errorType } = judged;
  const { replies } = played;
  const total = (side: keyof Usage) => replies.reduce((sum, reply) => sum + reply.usage[side], 0);
  const counted = turn.kind !== 'call' || faults.some((fault) => calls.faults.includes(fault));
  const problems = counted ? calls.problems : [];
  // In a null turn the line on the call says it all.
  const enough = turn.kind !== 'call' && calls.problems.length > 0;
  const others = enough ? [] : faults.filter((fault) => !calls.faults.some(({ text }) => text === fault.text));
  return {
    turn: turn.index,
    kind: turn.kind,
    right: verdict === 'right',
    verdict,
    calls,
    sameOutcome,
    actual: played.calls,
    reference,
    problems: [...(problem === undefined ? problems : [problem]), ...others.map((fault) => fault.text)],
    faults,
    labels,
    ...(errorType === undefined ? {} : { errorType }),
    ...(problem === undefined ? {} : { unjudged: problem }),
    ...said,
    repairs: repairsOf(replies),
    ended: played.ended,
    replies: replies.length,
    usage: { input: total('input'), output: total('output') },
    milliseconds: Math.round(performance.now() - played.started),
    advice: [...new Set(replies.flatMap(textCallAdvice))],
  };
}

/** Each output of the reference takes one equal output of the calls: what ToolQuery counts as progress. */
export function reachedOf(wanted: readonly string[], outcomes: readonly Outcome[]): number {
  const left = outcomes.filter((outcome) => outcome.ok || wanted.includes(outputText(outcome))).map(outputText);
  return wanted.filter((output) => {
    const at = left.indexOf(output);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
}

export function actualCall({ name, arguments: given, problem, repair }: WireCall): ActualCall {
  const malformed = problem !== undefined || repair === 'text-of-text';
  if (!malformed) return { name, arguments: given };
  return { name, arguments: given, malformed, problem: problem ?? 'the arguments are JSON text of JSON text' };
}

function repairsOf(replies: readonly WireReply[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { repair, inText } of replies.flatMap((reply) => reply.calls)) {
    for (const kind of [repair, inText === true ? 'in-text' : undefined])
      if (kind !== undefined) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** What is said of calls that stood in the text. */
function textCallAdvice(reply: WireReply): string[] {
  return reply.calls.some((call) => call.inText === true) ? adviceFor(reply).slice(0, 1) : [];
}
