import type { Phrasings } from '../phrasings/types.ts';
import type { PastCall, PlannedArgument, PlannedCall } from '../types.ts';
import type { Choices } from './choose.ts';

/** What a query can refer to: calls of earlier turns and the calls of this one. */
export interface Known {
  readonly past: readonly PastCall[];
  readonly calls: readonly PlannedCall[];
  /** Turn that is being written. */
  readonly turn: number;
  /** No synonyms: an agent says what was done, and not in how many ways it can be said. */
  readonly plain?: boolean;
  /** Choices that hold for the whole conversation. */
  readonly style?: Choices;
  /** A catalog's own ways to speak of its functions. */
  readonly phrasings?: Phrasings;
  /** Says what a call gives that the user never asks for: "the user with the email x", "each zone of greenhouse 3". */
  readonly describe?: (call: PlannedCall, argument: PlannedArgument) => string;
  /** The wish is a part of another: it names its thing and nothing about it. */
  readonly inside?: boolean;
}
