import type { Message } from '../../chat/index.ts';
import { canonicalJson } from '../../json/index.ts';
import { ERROR_TYPES, type ErrorType } from '../../teacher/index.ts';
import type { WorldState } from '../../world/index.ts';
import { callsOf, classifyError } from '../classify.ts';
import { type SignatureOf, sameCalls } from '../equivalence.ts';
import { passesOver } from '../errors/seen.ts';
import type { Mistake } from '../negative/mistake.ts';
import type { Rejected } from '../negative/rejected.ts';
import type { Positive, ReferenceTurn } from '../positive/types.ts';
import { callsWithOutputs, comparableState, outcomeText, replay } from '../replay.ts';
import type { GenerationContext } from '../session.ts';
import type { Certificate } from '../types.ts';

/** What a pair claims: where it parts, and with which error. */
export type PairClaim = Pick<Rejected, 'messages' | 'divergesAt' | 'rest'> &
  Pick<Mistake, 'turn' | 'errorType' | 'reason'>;

/**
 * Negative (core notes, "Certificates"): identical prefix up to the marked message; the marked message differs and is
 * the agent's; replay shows another outcome (other order of independent calls, explicit defaults, integers for floats
 * are the same); the classifier, which sees the messages alone, finds the labelled type.
 */
export async function certifyNegative(
  positive: Positive,
  claim: PairClaim,
  context: GenerationContext,
): Promise<Certificate> {
  const fail = (detail: string): Certificate => ({ kind: 'negative', turn: claim.turn, holds: false, detail });
  const turn = positive.turns[claim.turn];
  if (turn === undefined) return fail('there is no such turn');
  const shape = prefixProblem(positive.messages, claim);
  if (shape !== undefined) return fail(shape);
  const signatureOf: SignatureOf = (name) => context.functions.get(context.names.idOf(name) ?? '')?.signature;
  const reference = positive.messages.slice(claim.divergesAt, turn.messages[1]);
  const actual = claim.messages.slice(claim.rest[0], claim.rest[1]);
  if (await sameOutcome(turn, claim, reference, actual, signatureOf, context))
    return fail('its outcome is equivalent to the reference');
  const found = seenError(positive, claim, context);
  if (found !== claim.errorType) {
    return fail(
      `labelled ${ERROR_TYPES[claim.errorType]}, classified ${found === 0 ? 'no error' : ERROR_TYPES[found]}`,
    );
  }
  return {
    kind: 'negative',
    turn: claim.turn,
    holds: true,
    detail: `${ERROR_TYPES[claim.errorType]}: ${claim.reason}`,
  };
}

/** What a classifier that sees the messages alone takes the other side's turn for. */
export function seenError(
  positive: Positive,
  { messages, divergesAt, rest, turn }: Pick<PairClaim, 'messages' | 'divergesAt' | 'rest' | 'turn'>,
  context: GenerationContext,
): ErrorType | 0 {
  return classifyError({
    prefix: positive.messages.slice(0, divergesAt),
    reference: positive.messages.slice(divergesAt, positive.turns[turn]?.messages[1]),
    actual: messages.slice(rest[0], rest[1]),
    signatureOf: (name) => context.functions.get(context.names.idOf(name) ?? '')?.signature,
  });
}

function prefixProblem(chosen: readonly Message[], claim: PairClaim): string | undefined {
  const { messages: rejected, divergesAt } = claim;
  for (let index = 0; index < divergesAt; index += 1) {
    const [left, right] = [chosen[index], rejected[index]];
    if (left !== right && JSON.stringify(left) !== JSON.stringify(right))
      return `message ${index} differs before the marked one`;
  }
  const marked = rejected[divergesAt];
  if (marked === undefined || marked.role !== 'assistant') return "the marked message is not the agent's";
  if (JSON.stringify(marked) === JSON.stringify(chosen[divergesAt])) return 'the marked message does not differ';
  return undefined;
}

/** Replays both sides of the turn from where they part and compares what they come to. */
async function sameOutcome(
  turn: ReferenceTurn,
  claim: PairClaim,
  reference: readonly Message[],
  actual: readonly Message[],
  signatureOf: SignatureOf,
  context: GenerationContext,
): Promise<boolean> {
  const start = stateAt(turn, claim.divergesAt);
  const right = callsWithOutputs(reference, context).map(({ call }) => call);
  const wrong = callsWithOutputs(actual, context).map(({ call }) => call);
  const [rightRun, wrongRun] = [await replay(right, start, context), await replay(wrong, start, context)];
  const rightText = closingOf(reference);
  const wrongText = closingOf(actual);
  const shared = claim.messages.slice(0, claim.divergesAt);
  if (passesOver(wrongText, [...shared, ...actual.slice(0, -1)]) !== undefined) return false;
  const before = turn.plan.ran.slice(0, keptCalls(turn, claim.divergesAt)).map((call) => call.output);
  const all = [...before, ...rightRun.outputs];
  const sameState =
    canonicalJson(comparableState(rightRun.state, context)) === canonicalJson(comparableState(wrongRun.state, context));
  const sameRelied = outcomeText(null, all, rightText) === outcomeText(null, all, wrongText);
  if (sameCalls(callsOf(reference), callsOf(actual), signatureOf)) {
    const sameOutputs =
      canonicalJson([...rightRun.outputs].map(canonicalJson).sort()) ===
      canonicalJson([...wrongRun.outputs].map(canonicalJson).sort());
    return (
      sameState && sameOutputs && (right.length > 0 || turn.kind === 'call' ? sameRelied : wrongText === rightText)
    );
  }
  if (right.length === 0 && turn.kind !== 'call') return false;
  // Where nothing was called and nothing stated, the request was not carried out, whatever the state.
  const carriedOut = wrong.length > 0 || outcomeText(null, all, wrongText) !== outcomeText(null, all, '');
  return sameState && sameRelied && wrongRun.ok.every((ok) => ok) && right.length > 0 && carriedOut;
}

function keptCalls(turn: ReferenceTurn, divergesAt: number): number {
  return turn.places.filter(({ message }) => message < divergesAt).length;
}

function stateAt(turn: ReferenceTurn, divergesAt: number): WorldState {
  const kept = keptCalls(turn, divergesAt);
  return kept === 0 ? turn.plan.before : (turn.plan.states[kept - 1] ?? turn.plan.before);
}

function closingOf(messages: readonly Message[]): string {
  return messages.findLast((message) => message.role === 'assistant')?.content ?? '';
}
