import { balanceMoves } from './balance.ts';
import { type Conversation, callsOf, type Readings, readingsOf, type SeenCall } from './calls.ts';
import { actionIsNamed } from './confirmations.ts';
import { fieldsAgree } from './field-pairs.ts';
import { withinFilter } from './filters.ts';
import { keptUnderName, setThenRead } from './kept-values.ts';
import type { LawCheck, Looked, Violation } from './law.ts';
import { goneIsGone, madeIsThere } from './made-and-gone.ts';
import { membersAgree } from './members.ts';
import { equalCalls, oneMeaning } from './same-answers.ts';
import { sessionAgrees } from './session-values.ts';

export { type Conversation, type Readings, readingsOf, type SeenCall, seenCall } from './calls.ts';
export type { Law, Violation } from './law.ts';

/** What a conversation's own words say of its truth. */
export interface Coherence {
  /** Comparisons that could be made; 0 says that nothing was checked, not that all was right. */
  readonly checks: number;
  readonly violations: readonly Violation[];
}

const LAWS: readonly LawCheck[] = [
  madeIsThere,
  setThenRead,
  sessionAgrees,
  keptUnderName,
  goneIsGone,
  membersAgree,
  balanceMoves,
  withinFilter,
  equalCalls,
  oneMeaning,
  actionIsNamed,
  fieldsAgree,
];

/**
 * Whether a conversation contradicts itself, by the laws of a world (`docs/world.md`). It sees messages and tool
 * definitions alone, never what a world keeps, so that it judges anybody's trajectories the same way. Where the words leave
 * it open, nothing is said to be wrong.
 * @param readings what each tool does, where it is known already
 */
export function coherenceOf(conversation: Conversation, readings?: Readings): Coherence {
  const known = readings ?? readingsOf(conversation.tools);
  return coherenceOfCalls(callsOf(conversation.messages, known));
}

/**
 * Calls that a law looks back over at most, far more than conversations have: a log of many thousand calls takes time by
 * its length, and what lies farther back than this is held against nothing.
 */
const FARTHEST = 300;

/** As {@link coherenceOf}, of calls that were read otherwise. */
export function coherenceOfCalls(calls: readonly SeenCall[]): Coherence {
  const looked: Looked = { checks: 0, violations: [] };
  for (const at of calls.keys()) {
    const from = Math.max(0, at - FARTHEST);
    const near = from === 0 ? calls : calls.slice(from, at + 1);
    for (const law of LAWS) law(near, at - from, looked);
  }
  return looked;
}
