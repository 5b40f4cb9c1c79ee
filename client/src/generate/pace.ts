/** What earlier runs of one teacher took, per record. */
export interface Pace {
  readonly seconds: number;
  readonly costUsd: number;
  /** How far the run's cost was from what the run before it had foretold, as a share of the cost; absent where nothing was foretold. */
  readonly offBy?: number;
}

/** The pace of a run that is over, and how good the estimate before it was. */
export function paceOf(run: { made: number; seconds: number; costUsd: number }, foretold: Pace | undefined): Pace {
  const pace = { seconds: run.seconds / run.made, costUsd: run.costUsd / run.made };
  if (foretold === undefined || !(foretold.costUsd > 0) || !(pace.costUsd > 0)) return pace;
  return { ...pace, offBy: Math.abs(pace.costUsd - foretold.costUsd) / pace.costUsd };
}
