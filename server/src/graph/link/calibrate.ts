/**
 * Platt's sigmoid over the log odds of an edge's strength (J. Platt, Probabilistic Outputs for Support Vector Machines,
 * 1999): INTERCEPT + SLOPE · logit(strength).
 *
 * The constants are the least-log-loss fit to the hand-labelled edges of the collections that rules were tuned on
 * (`TUNED_ON` in test/bench/graph/collections.ts); the other half of the labels only judges them. `npm run bench:graph`
 * prints how many edges of each band of confidence are correct.
 */
const INTERCEPT = 0.24;
const SLOPE = 1.66;

/** No derived edge is certain: 1 is a person's word. */
const MOST = 0.999;

/** Confidence of an edge in (0, 1), from the combined strength of its evidence. */
export function confidence(strength: number): number {
  const inside = Math.min(0.999, Math.max(0.001, strength));
  const odds = INTERCEPT + SLOPE * Math.log(inside / (1 - inside));
  return Math.min(MOST, Math.round(1000 / (1 + Math.exp(-odds))) / 1000);
}

/** The least strength of at least a given confidence, so that very many links need no logarithm; infinite where none has it. */
export function leastStrength(sought: number): number {
  if (confidence(0) >= sought) return 0;
  if (confidence(1) < sought) return Number.POSITIVE_INFINITY;
  let below = 0;
  let above = 1;
  // Halved until no number lies between.
  for (let middle = 0.5; middle > below && middle < above; middle = (below + above) / 2) {
    if (confidence(middle) >= sought) above = middle;
    else below = middle;
  }
  return above;
}
