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

/** What an edge rests on, as far as it decides how sure edges of one strength are. */
export type Basis =
  /** Documented responses, or no value at all. */
  | 'documented'
  /** A predicted response that holds what the domain knows for the identifier that is taken. */
  | 'predicted'
  /** A predicted response, and nothing but likeness of names and texts: that a list is of what the other takes one of. */
  | 'likeness';

/**
 * From the combined strength of an edge's evidence to the share of right edges of that strength: isotonic steps over labelled
 * edges that carry a value (see docs/graph.md). Between two points the straight line holds.
 */
const PREDICTED: Points = [
  ...WEAK,
  [0.757, 0.7],
  [0.777, 0.81],
  [0.8, 0.88],
  [0.828, 0.92],
  [0.86, 0.94],
  [0.905, 0.95],
  [0.968, 0.967],
  [0.982, 0.975],
  [0.991, 0.98],
  // No derived edge is certain: 1 is a person's word.
  [1, 0.999],
];

/** Weak ones are as often wrong as what is shown first. */
const LIKENESS: Points = [
  ...WEAK.slice(0, 4),
  [0.52, 0.352],
  [0.753, 0.4],
  [0.757, 0.45],
  [0.777, 0.49],
  [0.8, 0.68],
  [0.839, 0.85],
  [0.905, 0.9],
  [0.968, 0.95],
  [0.991, 0.98],
  [1, 0.999],
];

/** And where responses are documented: what is not named alike there mostly is another thing. */
const DOCUMENTED: Points = [
  ...WEAK,
  [0.757, 0.54],
  [0.777, 0.59],
  [0.8, 0.66],
  [0.86, 0.77],
  [0.9, 0.85],
  [0.935, 0.92],
  [0.968, 0.955],
  [0.982, 0.97],
  [0.991, 0.98],
  [1, 0.999],
];

const TABLES: Readonly<Record<Basis, Points>> = { documented: DOCUMENTED, predicted: PREDICTED, likeness: LIKENESS };

/** What an edge rests on, by the rules of its evidence. */
export function basisOf(inferred: boolean, evidence: Iterable<{ readonly rule: string }>): Basis {
  if (!inferred) return 'documented';
  for (const { rule } of evidence) if (rule === 'reference') return 'predicted';
  return 'likeness';
}

/** Confidence of an edge in (0, 1), from the combined strength of its evidence. */
export function confidence(strength: number, basis: Basis): number {
  return Math.round(1000 * between(TABLES[basis], strength, 0, 1)) / 1000;
}

/** The strength that has a confidence: what `confidence` undoes, up to its rounding. */
export function strengthOf(score: number, basis: Basis): number {
  return between(TABLES[basis], score, 1, 0);
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
export function leastStrength(sought: number, basis: Basis): number {
  if (confidence(0, basis) >= sought) return 0;
  if (confidence(1, basis) < sought) return Number.POSITIVE_INFINITY;
  let below = 0;
  let above = 1;
  // Halved until no number lies between.
  for (let middle = 0.5; middle > below && middle < above; middle = (below + above) / 2) {
    if (confidence(middle, basis) >= sought) above = middle;
    else below = middle;
  }
  return above;
}
