import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nameFinder } from './distance.ts';

/** The textbook's table, all of it. */
function plainDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

describe('editDistance', () => {
  it('agrees with the whole table up to its limit, and says more above it', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, most) => {
        expect(editDistance(a, b, most)).toBe(Math.min(plainDistance(a, b), most + 1));
      }),
      { numRuns: 2_000, seed: 5 },
    );
  });
});

describe('nameFinder', () => {
  const find = nameFinder(['find_flights', 'book_flight', 'cancel_booking', 'list']);

  it.each([
    ['the same words in another style', 'findFlights', 'find_flights'],
    ['one slip', 'bok_flight', 'book_flight'],
    ['the only one with all the words', 'booking', 'cancel_booking'],
    ['nothing near', 'weather', undefined],
    ['too short to tell', 'lst', undefined],
    ['two that it could be', 'flight', 'book_flight'],
  ])('%s: %s', (_what, name, meant) => {
    expect(find(name)).toBe(meant);
  });
});
