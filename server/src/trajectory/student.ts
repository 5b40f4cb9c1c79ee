import type { Message, ToolDefinition } from '../chat/index.ts';
import type { AgentMove, JudgeTurnTask, TurnVerdict } from '../teacher/index.ts';

/** The model that is to be trained, asked for its own moves so that its own mistakes become the negatives (sec. 3.5). */
export interface Student {
  /** Rollouts for one record at most. */
  readonly rollouts: number;
  /**
   * Its next message in a conversation, or undefined where none can be had: a fault of the student is no fault of the run.
   * Throws only when the run is cancelled.
   */
  move(asked: StudentRequest, signal?: AbortSignal): Promise<StudentMove | undefined>;
  /** A model that looks at its wrong turns beside the code, where one is set. */
  readonly judge?: Judge;
}

/** A judge of turns (sec. 3.5): compares a turn with its reference. */
export interface Judge {
  readonly model: string;
  /** Undefined where no verdict can be had: then the code's word stands alone. */
  verdict(asked: JudgeTurnTask, signal?: AbortSignal): Promise<TurnVerdict | undefined>;
}

export interface StudentRequest {
  readonly messages: readonly Message[];
  readonly tools: readonly ToolDefinition[];
  /** Differs from rollout to rollout, for servers that sample by a seed. */
  readonly seed: number;
}

export interface StudentMove extends AgentMove {
  /** The arguments of a call could not be read as they were sent: it is wrong, and nothing that a conversation can hold. */
  readonly broken: boolean;
  /** Model that answered, by the server's word. */
  readonly model: string;
}
