import type { Json } from '../../json/index.ts';

/** Words that say that a thing can be had, and that somebody has it. */
const FREE = /^(?:free|available|vacant|idle|in_stock|unused|empty|unoccupied)$/;
const TAKEN =
  /^(?:occupied|taken|in_use|lent|loaned|on_loan|borrowed|rented|let|leased|reserved|booked|assigned|out|used|busy|unavailable)$/;

/** What a yes-or-no field of that name says where it is true. */
export function flagWord(key: string): 'free' | 'taken' | undefined {
  const name = key.replace(/^(?:is|ha|has|was|be)_/, '');
  if (FREE.test(name)) return 'free';
  return TAKEN.test(name) ? 'taken' : undefined;
}

/** The state of a choice by which a thing is free, or taken. */
export function stateWord(choices: readonly Json[], which: 'free' | 'taken'): string | undefined {
  const pattern = which === 'free' ? FREE : TAKEN;
  return choices.find(
    (choice): choice is string =>
      typeof choice === 'string' && pattern.test(choice.toLowerCase().replaceAll(/[ -]/g, '_')),
  );
}

/** Whether a word says that a thing can be had, or that somebody has it. */
export function standingOf(word: string): 'free' | 'taken' | undefined {
  if (FREE.test(word)) return 'free';
  return TAKEN.test(word) || word === 'parked' ? 'taken' : undefined;
}
