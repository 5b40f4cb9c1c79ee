import type { Phrasing } from '../../phrasings/types.ts';
import type { PlannedCall } from '../../types.ts';
import type { Choices } from '../choose.ts';
import type { Deed } from './deed.ts';
import type { Phrase } from './phrase/phrase.ts';
import type { Slot } from './slots.ts';

/** A wish in the making: the slots of a call are used up one after the other, what it is about, what it sets, the rest behind. */
export interface Draft {
  readonly deed: Deed;
  readonly call: PlannedCall;
  readonly choices: Choices;
  /** The slots that found no place so far. */
  left: Slot[];
  /** Phrases of several slots in one. */
  readonly named: Phrase[];
  readonly phrasing: Phrasing | undefined;
  /** The value that is left out, so that the thing itself may stay unnamed. */
  readonly leaveOut: string | undefined;
  /** No synonyms. */
  readonly plainly: boolean;
  /** The wish is a part of another. */
  readonly inside: boolean;
}

export function take(draft: Draft, slot: Slot | undefined): Slot | undefined {
  if (slot !== undefined) draft.left = draft.left.filter((other) => other !== slot);
  return slot;
}

export function pick(draft: Draft, key: string, options: readonly string[]): string {
  return draft.choices.pick(key, options);
}

export interface Core {
  readonly clause: string;
  readonly own?: string;
  readonly noun?: string;
}
