import { REGISTERS, type Register } from '../phrases/asking-book.ts';
import type { PlannedCall } from '../types.ts';
import { Choices } from './choose.ts';

/** How the person of a conversation speaks, in every language. */
export interface Manner {
  readonly style: Choices;
  readonly register: Register;
}

/** One person speaks one way all through a conversation: what comes before the turn in a seed is the record's. */
export function mannerOf(seed: string): Manner {
  const style = new Choices(seed.replace(/\/q\d+.*$/, ''));
  return { style, register: style.pick('register', REGISTERS) };
}

/** Places of the calls whose output another call of the same turn takes. */
export function consumedIn(calls: readonly PlannedCall[]): ReadonlySet<number> {
  return new Set(
    calls.flatMap((call) =>
      call.arguments.flatMap(({ origin }) => (origin.from === 'output' && origin.sameTurn ? [origin.call] : [])),
    ),
  );
}
