import { createRandom } from '../../random/index.ts';
import type { Positive } from '../positive/types.ts';
import type { GenerationContext } from '../session.ts';
import type { Mistake } from './mistake.ts';
import { passingOver } from './passing-over.ts';
import { missedNested, wrongDependency } from './wrong-call.ts';
import { gapMistakes, missedCalls, wrongSummary } from './wrong-text.ts';

/** Every mistake that a reference allows, in the order of its turns (core notes, "Negatives by type"). */
export function possibleMistakes(positive: Positive, seed: string, context: GenerationContext): Mistake[] {
  const random = createRandom(`${seed}/mistakes`);
  return positive.turns.flatMap((turn) =>
    turn.kind === 'call'
      ? [
          ...passingOver(positive, turn, random, context),
          ...missedNested(positive, turn, random, context),
          ...wrongDependency(positive, turn, random, context),
          ...wrongSummary(positive, turn, random),
          ...missedCalls(turn, random),
        ]
      : gapMistakes(positive, turn, random, context),
  );
}
