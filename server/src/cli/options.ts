import { InvalidArgumentError } from 'commander';
import { priceOf } from '../settings/index.ts';

/** Reads one of a few words. */
export function oneOf<T extends string>(...allowed: readonly T[]): (text: string) => T {
  return (text) => {
    const found = allowed.find((word) => word === text);
    if (found === undefined) throw new InvalidArgumentError(`One of: ${allowed.join(', ')}.`);
    return found;
  };
}

/** Reads a whole number from 1 up. */
export function positiveNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('A whole number from 1 up.');
  return number;
}

/** For commander: a whole number, 0 included. */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(number) || number < 0)
    throw new InvalidArgumentError('Not a whole number.');
  return number;
}

/** For commander: a number between 0 and 1. */
export function probability(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0 && number <= 1))
    throw new InvalidArgumentError('Not a number between 0 and 1.');
  return number;
}

/** For commander: US dollars, 0 included. */
export function amount(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0 && Number.isFinite(number)))
    throw new InvalidArgumentError('Not an amount of money.');
  return number;
}

/** `0.3/2.5`: US dollars for a million tokens in and out. */
export function price(text: string): { readonly input: number; readonly output: number } {
  const read = priceOf(text);
  if (read === undefined) throw new InvalidArgumentError('Two prices, as in 0.3/2.5.');
  return read;
}

/** For commander: how alike two texts have to be, 0.3 to 1. Below that, everything is like everything. */
export function similarity(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0.3 && number <= 1))
    throw new InvalidArgumentError('Not a number between 0.3 and 1.');
  return number;
}
