import type { Operation } from '../types.ts';

/** What the catalog makes of an operation that the signature alone leaves open. */
export interface Settled {
  readonly operation: Operation;
  readonly noun: string | undefined;
  readonly certainty: number;
  readonly because?: string;
}
