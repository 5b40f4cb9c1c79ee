import type { Random } from '../../random/index.ts';
import type { NegativeHint } from '../../teacher/index.ts';
import { errorWords } from '../errors/seen.ts';
import type { Positive, ReferenceTurn } from '../positive/types.ts';
import type { GenerationContext, RanCall } from '../session.ts';
import type { Mistake } from './mistake.ts';
import { perturb } from './perturb.ts';

/** 4: a claim of success after an error: the message behind a failed call speaks as if it had worked. */
export function passingOver(
  positive: Positive,
  turn: ReferenceTurn,
  random: Random,
  context: GenerationContext,
): Mistake[] {
  return turn.plan.ran.flatMap((ran, at): Mistake[] => {
    if (ran.ok) return [];
    return hints(positive, turn, ran, random, context).map((misdirection) => ({
      turn: turn.index,
      kept: at + 1,
      errorType: 4,
      misdirection,
      replaces: turn.plan.calls.map((_, index) => index).slice(at + 1),
      overError: true,
      reason: `the call failed (${errorWords(ran.output)}), and the text speaks as if it had worked`,
    }));
  });
}

/** A deed is claimed to be done; what was only looked up is told from nothing, where it is known what it looks like. */
function hints(
  positive: Positive,
  turn: ReferenceTurn,
  ran: RanCall,
  random: Random,
  context: GenerationContext,
): NegativeHint[] {
  const claim: NegativeHint = { kind: 'claim_success', wanted: ran.tool };
  if (!context.proposer.isReadOnly(ran.id)) return [claim];
  const worked = [...turn.plan.ran, ...positive.ran].find(({ id, ok }) => ok && id === ran.id);
  const output = worked === undefined ? undefined : perturb(worked.output, undefined, random);
  return output === undefined ? [claim] : [{ kind: 'answer', wanted: ran.tool, output }, claim];
}
