import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editText, type SourceText } from '../../../server/src/signature/index.ts';

/** Long enough to be kept in pieces. */
const LONG = Array.from({ length: 8_000 }, (_, line) => `line ${line} é€ 😀\n`).join('');

const edit = fc.record({
  /** Near the edit before, or anywhere. */
  near: fc.boolean(),
  at: fc.nat(),
  removed: fc.nat({ max: 40 }),
  inserted: fc.oneof(fc.string({ maxLength: 20 }), fc.constant('x'.repeat(5_000))),
  /** Somebody asks for the whole text in between. */
  whole: fc.boolean(),
});

function same(text: SourceText, plain: string, places: readonly number[]): void {
  expect(text.length).toBe(plain.length);
  for (const at of places) {
    expect(text.charCodeAt(at)).toBe(plain.charCodeAt(at));
    expect(text.slice(at, at + 50)).toBe(plain.slice(at, at + 50));
    expect(text.slice(-at - 1)).toBe(plain.slice(-at - 1));
    const words = plain.slice(at, at + 7);
    const from = Math.max(0, at - 300);
    expect(text.indexOf(words, from)).toBe(plain.indexOf(words, from));
    expect(text.startsWith(words, at)).toBe(plain.startsWith(words, at));
  }
  // Words that a text does not hold, until an edit brings them.
  expect(text.indexOf('nowhere in it')).toBe(-1);
  expect(text.indexOf('xxxxxx')).toBe(plain.indexOf('xxxxxx'));
}

it('a text edited many times reads like the string it stands for', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
      let text: SourceText = LONG;
      let plain = LONG;
      let last = 0;
      for (const { near, at, removed, inserted, whole } of edits) {
        const start = near ? Math.min(plain.length, last + (at % 60)) : at % (plain.length + 1);
        const end = Math.min(plain.length, start + removed);
        text = editText(text, start, end, inserted);
        plain = plain.slice(0, start) + inserted + plain.slice(end);
        last = Math.max(0, start - 20);
        same(text, plain, [0, start, Math.max(0, start - 3), end, Math.min(plain.length - 1, start + inserted.length)]);
        if (whole) expect(text.toString()).toBe(plain);
      }
      expect(text.toString()).toBe(plain);
      expect(text.slice()).toBe(plain);
    }),
    { numRuns: 60, seed: 7 },
  );
});

it('an older version of a text stays what it was', () => {
  const first = editText(LONG, 100, 100, 'a');
  const second = editText(first, 101, 101, 'b');
  expect(second.toString().slice(98, 104)).toBe(`${LONG.slice(98, 100)}ab${LONG.slice(100, 102)}`);
  expect(first.toString()).toBe(`${LONG.slice(0, 100)}a${LONG.slice(100)}`);
});
