import { isSelfEvident, named } from '../noun.ts';
import type { Slot } from '../slots.ts';

/** "issue 5", "that issue", "/home/a.txt". */
export function nounPhrase(slot: Slot): string {
  if (slot.referred) return slot.text;
  return named(slot.thing ?? (isSelfEvident(slot.text) ? '' : slot.words.noun), slot.text);
}

export function quotedText(slot: Slot): string {
  return !slot.referred && /\s/.test(slot.text) && slot.kind === 'text' ? `"${slot.text}"` : slot.text;
}
