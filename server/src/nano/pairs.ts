import type { Message } from '../chat/index.ts';
import type { TrajectoryRecord } from '../trajectory/index.ts';
import { inStockWords } from './stock.ts';
import type { Tokenizer } from './tokenizer.ts';
import type { Encoded } from './types.ts';
import { encodeTurns, firstFitting, join, unlearnt } from './window.ts';

/** Two continuations of one history, in tokens; the first `shared` tokens are the same. */
export interface EncodedPair {
  readonly chosen: Encoded;
  readonly rejected: Encoded;
  readonly shared: number;
}

/**
 * The turn in which the sides of a record part, with the history that fits before it; `wrong` replaces the rejected side from there on.
 * Undefined where the sides are the same in stock words, or do not fit.
 */
export function encodePair(
  record: TrajectoryRecord,
  by: Tokenizer,
  limit: number,
  wrong?: readonly Message[],
): EncodedPair | undefined {
  const at = record.divergesAt?.message;
  if (at === undefined || record.rejected === undefined) return undefined;
  const right = throughTurn(inStockWords(record), at);
  const other =
    wrong === undefined
      ? throughTurn(inStockWords(record, 'rejected'), at)
      : [...inStockWords(record).slice(0, at), ...wrong];
  const history = encodeTurns(right.slice(0, lastUser(right, at)), record.tools, by);
  const [turn, otherTurn] = [right, other].map((side) => encodeTurns(side, record.tools, by).turns.at(-1));
  if (turn === undefined || otherTurn === undefined) return undefined;
  const room = limit - history.tools.ids.length - Math.max(turn.ids.length, otherTurn.ids.length);
  if (room < 0) return undefined;
  const before = [history.tools, ...history.turns.slice(firstFitting(history.turns, history.turns.length, room))];
  const chosen = join([...before.map(unlearnt), turn]);
  const rejected = join([...before.map(unlearnt), otherTurn]);
  const shared = sharedLength(chosen.ids, rejected.ids);
  const learns = (side: Encoded) => side.learnt.slice(shared).some(Boolean);
  return learns(chosen) && learns(rejected) ? { chosen, rejected, shared } : undefined;
}

function lastUser(messages: readonly Message[], at: number): number {
  return messages.slice(0, at + 1).findLastIndex((message) => message.role === 'user');
}

/** Up to the end of the turn that message `at` stands in. */
function throughTurn(messages: readonly Message[], at: number): Message[] {
  const next = messages.findIndex((message, index) => index > at && message.role === 'user');
  return messages.slice(0, next < 0 ? undefined : next);
}

function sharedLength(left: readonly number[], right: readonly number[]): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return length;
}
