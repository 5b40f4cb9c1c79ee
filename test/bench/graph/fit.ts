/**
 * Fits the table that turns an edge's strength into a confidence: isotonic regression (pool adjacent violators) over
 * labelled edges. What it would be worth on a catalog it has not seen is measured by leaving each catalog out in turn.
 */

/** A labelled edge: how strong its evidence is together, and whether a person calls it right. */
export interface Sample {
  readonly catalog: string;
  readonly strength: number;
  readonly correct: boolean;
}

/** A stretch of strengths with one share of right edges. */
export interface Step {
  readonly strength: number;
  readonly share: number;
  readonly count: number;
}

/** Fewest labelled edges a step rests on; smaller ones say more of chance than of the edges. */
const MIN_COUNT = 25;

/** Steps of rising share over rising strength; every catalog counts by its labelled edges. */
export function isotonic(samples: readonly Sample[]): Step[] {
  const sorted = [...samples].sort((a, b) => a.strength - b.strength);
  const steps: { sum: number; right: number; count: number }[] = [];
  for (const { strength, correct } of sorted) {
    steps.push({ sum: strength, right: Number(correct), count: 1 });
    for (let last = steps.at(-1), before = steps.at(-2); last !== undefined && before !== undefined; ) {
      const falls = before.right / before.count >= last.right / last.count;
      if (!falls && before.count >= MIN_COUNT) break;
      before.sum += last.sum;
      before.right += last.right;
      before.count += last.count;
      steps.pop();
      last = before;
      before = steps.at(-2);
    }
  }
  return steps.map(({ sum, right, count }) => ({ strength: sum / count, share: (right + 1) / (count + 2), count }));
}

/** The share between two steps, by the straight line between their middles; the outer steps go on as they are. */
export function shareAt(steps: readonly Step[], strength: number): number {
  const above = steps.findIndex((step) => step.strength >= strength);
  const to = steps[above] ?? steps.at(-1);
  const from = above > 0 ? steps[above - 1] : undefined;
  if (to === undefined) return 0.5;
  if (from === undefined || above < 0) return to.share;
  return from.share + ((to.share - from.share) * (strength - from.strength)) / (to.strength - from.strength);
}

/** What a table fitted on all other catalogs says of each labelled edge. */
export function leftOut(samples: readonly Sample[]): { readonly predicted: number; readonly correct: boolean }[] {
  const catalogs = [...new Set(samples.map(({ catalog }) => catalog))];
  return catalogs.flatMap((catalog) => {
    const steps = isotonic(samples.filter((sample) => sample.catalog !== catalog));
    return samples
      .filter((sample) => sample.catalog === catalog)
      .map(({ strength, correct }) => ({ predicted: shareAt(steps, strength), correct }));
  });
}
