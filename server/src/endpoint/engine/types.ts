import type { Usage } from '../../chat/index.ts';
import type { TurnResult } from '../play.ts';
import type { Verdict } from '../verdict/labels.ts';

/** A turn with what reports group it by. */
export interface TestTurn extends TurnResult {
  /** Functions of the reference calls. */
  readonly functions: readonly string[];
  /** `producer → consumer`: outputs that the reference calls take values from. */
  readonly edges: readonly string[];
  /** How the path came to hold the turn's functions: walk, merge, insert, split. */
  readonly operations: readonly string[];
}

/** How one record went. */
export interface RecordResult {
  readonly id: string;
  readonly index: number;
  readonly kind: string;
  readonly right: boolean;
  readonly verdict: Verdict;
  readonly turns: readonly TestTurn[];
  /** Why it could not be judged: no reply came, or it is no test of this catalog. */
  readonly error?: string;
  /** 0-based, where records are played more than once. */
  readonly repeat?: number;
  /** Share of the reference's outputs obtained, best over the record; 1 where there are none (AgentBoard's progress rate). */
  readonly progress: number;
  /** Progress is 1 and the model ended each turn in words. */
  readonly success: boolean;
  readonly usage: Usage;
  readonly milliseconds: number;
}

/** A line of the input that holds no record, 1-based. */
export interface BrokenLine {
  readonly line: number;
  readonly reason: string;
}
