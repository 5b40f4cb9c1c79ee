import { isPlace } from '../phrase/places.ts';
import type { Slot } from '../slots.ts';

export const FROM = /^(?:from|source|src|origin)$/;

export const TO = /^(?:to|destination|dest|dst|target)$/;

export const ROLE_NEW = /^(?:new|target|to|destination|dest)$/;

export function isNewValue({ kind, thing, words }: Slot): boolean {
  const scalar =
    kind === 'label' || kind === 'number' || kind === 'text' || kind === 'date' || kind === 'time' || kind === 'moment';
  if (thing !== undefined && /^new$/.test(words.words[0] ?? '')) return true;
  return (
    scalar &&
    thing === undefined &&
    !isPlace(words.noun) &&
    !/^(?:until|till|from|since|after|before|by|at|on|for)$/.test(words.words[0] ?? '') &&
    (/^new$/.test(words.words[0] ?? '') || !/^(?:reason|limit|format)$/.test(words.words.at(-1) ?? ''))
  );
}
