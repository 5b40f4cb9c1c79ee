import { describe, expect, it } from 'vitest';
import { listing, show } from '../../../server/src/rules/message.ts';

describe('what a message shows of', () => {
  it.each([
    ['a value that just fits', show('x'.repeat(8), 10), `"${'x'.repeat(8)}"`],
    ['a value of one character more', show('x'.repeat(9), 10), `"${'x'.repeat(8)}…`],
    ['as many items as are listed', listing(['a', 'b', 'c', 'd']), 'a, b, c, d'],
    ['one item more', listing(['a', 'b', 'c', 'd', 'e']), 'a, b, c, d and 1 more'],
  ])('%s', (_, shown, expected) => {
    expect(shown).toBe(expected);
  });
});
