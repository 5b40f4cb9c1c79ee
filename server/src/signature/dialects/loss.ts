import type { PartPath } from '../types.ts';

/** One thing that a target dialect cannot say, and so was left out or written otherwise. */
export interface Loss {
  /** Catalog id of the function. */
  readonly id: string;
  /** Where it stands in the canonical signature: `locate` leads to the source line. */
  readonly part: PartPath;
  readonly message: string;
}

/** Takes note of a loss in one function. */
export type ReportLoss = (part: PartPath, message: string) => void;
