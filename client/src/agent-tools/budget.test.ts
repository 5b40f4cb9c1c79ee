import { describe, expect, test } from 'vitest';
import { fit, USUAL_BUDGET } from './budget.ts';

/** A word is a token. */
const words = (tokens: number) => ({
  tokens,
  count: (text: string) => Promise.resolve(text.split(/\s+/).filter((word) => word !== '').length),
});
const LINES = Array.from({ length: 100 }, (_, index) => `line ${index}`);

describe('text within a token budget', () => {
  test('what fits is whole', async () => {
    expect(await fit(['one', 'two'], 'Ask for less.', words(2))).toBe('one\ntwo');
  });

  test('what does not fit ends after a whole line, says how much is missing, and stays within the budget', async () => {
    const text = await fit(LINES, 'Ask for less.', words(40));
    const [, cut] = /\[Cut: (\d+) of 100 lines are not shown\. Ask for less\.\]$/.exec(text) ?? [];
    const shown = text.split('\n').slice(0, -1);
    expect(shown).toEqual(LINES.slice(0, 100 - Number(cut)));
    expect(shown.length).toBeGreaterThan(5);
    expect(await words(0).count(text)).toBeLessThanOrEqual(40);
  });

  test('without room for a line, it still says that everything was cut', async () => {
    expect(await fit(LINES, 'Ask for less.', words(1))).toBe('[Cut: 100 of 100 lines are not shown. Ask for less.]');
  });

  test('a line as long as a file says how much of it is missing, and no half character is left', async () => {
    const text = await fit([`${'a'.repeat(1_999)}😀${'b'.repeat(5_000)}`], '', USUAL_BUDGET);
    expect(text).toMatch(/^a{1999} \[5002 more characters of this line are not shown\]$/);
  });

  test('a megabyte is not handed to the tokenizer', async () => {
    let longest = 0;
    const count = (text: string) => {
      longest = Math.max(longest, text.length);
      return Promise.resolve(text.length);
    };
    await fit(
      Array.from({ length: 10_000 }, () => 'x'.repeat(100)),
      'Less.',
      { tokens: 1_000, count },
    );
    expect(longest).toBeLessThan(10_000);
  });
});
