/**
 * From the combined strength of an edge's evidence to the share of right edges of that strength: isotonic steps over 1,491
 * labelled edges that carry a value, of 34 catalogs, with and without documented responses (see docs/graph.md). Edges that are weaker
 * than what is shown keep what they had, and those below the jump stay under one half: only edges of one sample were drawn there.
 * Between two points the straight line holds.
 */
const POINTS: readonly (readonly [strength: number, confidence: number])[] = [
  [0, 0.01],
  [0.38, 0.12],
  [0.455, 0.25],
  [0.498, 0.35],
  [0.52, 0.48],
  [0.605, 0.485],
  [0.69, 0.49],
  [0.753, 0.499],
  [0.757, 0.67],
  [0.777, 0.77],
  [0.8, 0.86],
  [0.828, 0.93],
  [0.86, 0.94],
  [0.905, 0.95],
  [0.968, 0.967],
  [0.982, 0.975],
  [0.991, 0.98],
  // No derived edge is certain: 1 is a person's word.
  [1, 0.999],
];

/** Confidence of an edge in (0, 1), from the combined strength of its evidence. */
export function confidence(strength: number): number {
  return Math.round(1000 * between(strength, 0, 1)) / 1000;
}

/** The strength that has a confidence: what `confidence` undoes, up to its rounding. */
export function strengthOf(score: number): number {
  return between(score, 1, 0);
}

/** The value in column `to` where column `from` holds `at`. */
function between(at: number, from: 0 | 1, to: 0 | 1): number {
  const first = POINTS[0] as readonly [number, number];
  const last = POINTS.at(-1) as readonly [number, number];
  if (at <= first[from]) return first[to];
  if (at >= last[from]) return last[to];
  const above = POINTS.findIndex((point) => point[from] >= at);
  const high = POINTS[above] as readonly [number, number];
  const low = POINTS[above - 1] as readonly [number, number];
  return low[to] + ((high[to] - low[to]) * (at - low[from])) / (high[from] - low[from]);
}

/** The least strength of at least a given confidence, so that very many links need no table; infinite where none has it. */
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
