type Points = readonly (readonly [strength: number, confidence: number])[];

/** Weak edges are as sure whatever they rest on: what is shown of them begins at one strength. */
const WEAK: Points = [
  [0, 0.01],
  [0.38, 0.12],
  [0.455, 0.25],
  [0.498, 0.35],
  [0.52, 0.48],
  [0.605, 0.485],
  [0.69, 0.49],
  [0.753, 0.499],
];

/**
 * From the combined strength of an edge's evidence to the share of right edges of that strength, where a predicted response is
 * a part of the evidence: isotonic steps over labelled edges that carry a value (see docs/graph.md). Between two points the straight
 * line holds.
 */
const PREDICTED: Points = [
  ...WEAK,
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

/** And where responses are documented: what is not named alike there mostly is another thing. */
const DOCUMENTED: Points = [
  ...WEAK,
  [0.757, 0.58],
  [0.777, 0.64],
  [0.8, 0.68],
  [0.86, 0.76],
  [0.9, 0.86],
  [0.935, 0.93],
  [0.968, 0.955],
  [0.982, 0.97],
  [0.991, 0.98],
  [1, 0.999],
];

/** Confidence of an edge in (0, 1), from the combined strength of its evidence. @param predicted see `PREDICTED` */
export function confidence(strength: number, predicted: boolean): number {
  return Math.round(1000 * between(predicted ? PREDICTED : DOCUMENTED, strength, 0, 1)) / 1000;
}

/** The strength that has a confidence: what `confidence` undoes, up to its rounding. */
export function strengthOf(score: number, predicted: boolean): number {
  return between(predicted ? PREDICTED : DOCUMENTED, score, 1, 0);
}

/** The value in column `to` where column `from` holds `at`. */
function between(points: Points, at: number, from: 0 | 1, to: 0 | 1): number {
  const first = points[0] as readonly [number, number];
  const last = points.at(-1) as readonly [number, number];
  if (at <= first[from]) return first[to];
  if (at >= last[from]) return last[to];
  const above = points.findIndex((point) => point[from] >= at);
  const high = points[above] as readonly [number, number];
  const low = points[above - 1] as readonly [number, number];
  return low[to] + ((high[to] - low[to]) * (at - low[from])) / (high[from] - low[from]);
}

/** The least strength of at least a given confidence, so that very many links need no table; infinite where none has it. */
export function leastStrength(sought: number, predicted: boolean): number {
  if (confidence(0, predicted) >= sought) return 0;
  if (confidence(1, predicted) < sought) return Number.POSITIVE_INFINITY;
  let below = 0;
  let above = 1;
  // Halved until no number lies between.
  for (let middle = 0.5; middle > below && middle < above; middle = (below + above) / 2) {
    if (confidence(middle, predicted) >= sought) above = middle;
    else below = middle;
  }
  return above;
}
