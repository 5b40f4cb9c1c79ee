import type { Message, ToolDefinition } from '../../chat/index.ts';
import type { JsonObject } from '../../json/index.ts';
import type { PathTurn } from '../../path/index.ts';
import type { QueryIntent } from '../../teacher/index.ts';
import type { WorldState } from '../../world/index.ts';
import type { Meter } from '../conversation.ts';
import type { PlannedTurn } from '../plan.ts';
import type { RanCall } from '../session.ts';

/** A turn of the positive side, with what its reference did. */
export interface ReferenceTurn {
  readonly index: number;
  readonly kind: PathTurn['kind'];
  readonly intent: QueryIntent;
  /** Half-open range of message indices. */
  readonly messages: readonly [start: number, end: number];
  /** Empty calls in a null turn. */
  readonly plan: PlannedTurn;
  /** For a null turn: what is withheld or left out. */
  readonly missing?: { readonly function: string; readonly parameter?: string };
  /** For a request that nothing fits: the arguments the call would have had. */
  readonly wished?: JsonObject;
  /** Message and position of each call, in the order of `plan.calls`. */
  readonly places: readonly { readonly message: number; readonly call: number }[];
  /** Index of the first of its calls among all calls of the record. */
  readonly firstCall: number;
}

export interface Positive {
  readonly messages: readonly Message[];
  readonly turns: readonly ReferenceTurn[];
  readonly ran: readonly RanCall[];
  readonly start: WorldState;
  readonly end: WorldState;
  readonly tools: readonly ToolDefinition[];
  readonly withheld: readonly { readonly name: string; readonly until: number }[];
  /** Id of the function whose first call found its service down. */
  readonly outage?: string;
  readonly meter: Meter;
}

/** What a positive trajectory is made from, whatever its turns are. */
export interface PositivePlan {
  readonly seed: string;
  /** The functions that are offered for turns, in the order of the system prompt. */
  readonly offered: (turns: readonly PathTurn[]) => readonly string[];
  readonly system: string;
  readonly distinct: boolean;
  /** Where an error of the world is to be met on purpose, the kinds to try in order. */
  readonly errors?: readonly ErrorKind[];
}

/**
 * An error of the world in a positive trajectory: a value nobody knows (told, and corrected by the user where the
 * conversation goes on), something that what was done before forbids (told), a call before its premise (the premise is run),
 * a passing failure (tried again).
 */
export const ERROR_KINDS = ['unknown', 'forbidden', 'premise', 'temporary'] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];
