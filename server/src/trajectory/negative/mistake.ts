import type { Json } from '../../json/index.ts';
import type { AgentMove, ErrorType, NegativeHint } from '../../teacher/index.ts';

/** One way to go wrong: where, how, and of which type the error is meant to be. */
export interface Mistake {
  readonly turn: number;
  /** Calls of the turn that both sides make before it. */
  readonly kept: number;
  readonly errorType: ErrorType;
  readonly misdirection: NegativeHint;
  /** Positions of the turn's reference calls that the wrong move stands for: not made again. */
  readonly replaces: readonly number[];
  readonly reason: string;
  /** The one value that is wrong, and what it should be, where it is one value. */
  readonly wrong?: Json;
  readonly right?: Json;
  /** It goes on as if a call that failed had worked. */
  readonly overError?: true;
  /** The message itself, where a student wrote it; else a teacher is misled into it. */
  readonly written?: AgentMove;
}
