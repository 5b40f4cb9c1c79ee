import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PieceText } from '../../../server/src/signature/piece-text.ts';

/** Where one piece ends and the next begins, in a text of several (the size that `piece-text.ts` cuts at). */
const BORDER = 16 * 1024;
const filler = (length: number) => '.'.repeat(length);

describe('a text in pieces reads like the text itself', () => {
  test.each([1, 2, 3, 5])('words that begin %i characters before a border are found across it', (before) => {
    const text = PieceText.of(`${filler(BORDER - before)}needle${filler(3 * BORDER)}`);
    expect(text.indexOf('needle')).toBe(BORDER - before);
    expect(text.indexOf('needle', BORDER - before)).toBe(BORDER - before);
    expect(text.indexOf('needle', BORDER - before + 1)).toBe(-1);
    expect(text.startsWith('needle', BORDER - before)).toBe(true);
  });

  test('words that end at a border, and words that begin at it', () => {
    const text = PieceText.of(`${filler(BORDER - 3)}endbegin${filler(3 * BORDER)}`);
    expect(text.indexOf('end')).toBe(BORDER - 3);
    expect(text.indexOf('begin')).toBe(BORDER);
  });

  test('an edit that puts together what was apart makes the words there', () => {
    const text = PieceText.of(`${filler(BORDER - 3)}nee-dle${filler(3 * BORDER)}`);
    expect(text.indexOf('needle')).toBe(-1);
    const joined = text.edit(BORDER, BORDER + 1, '');
    expect(joined.indexOf('needle')).toBe(BORDER - 3);
    expect(text.indexOf('needle')).toBe(-1);
  });

  test('after any edits: the same words at the same places, the same parts', () => {
    const place = fc.integer({ min: BORDER - 12, max: BORDER + 12 });
    const edit = fc.record({ at: place, cut: fc.nat(8), put: fc.constantFrom('', 'ab', 'b–', 'aba') });
    fc.assert(
      fc.property(
        fc.array(edit, { maxLength: 6 }),
        place,
        fc.constantFrom('ab', 'ba', 'b–a', '.a'),
        (edits, from, words) => {
          let plain = filler(4 * BORDER);
          let pieces = PieceText.of(plain);
          for (const { at, cut, put } of edits) {
            expect(pieces.indexOf(words)).toBe(plain.indexOf(words));
            plain = plain.slice(0, at) + put + plain.slice(at + cut);
            pieces = pieces.edit(at, at + cut, put);
          }
          expect(pieces.length).toBe(plain.length);
          expect(pieces.indexOf(words, from)).toBe(plain.indexOf(words, from));
          expect(pieces.slice(BORDER - 20, BORDER + 20)).toBe(plain.slice(BORDER - 20, BORDER + 20));
          expect(pieces.charCodeAt(BORDER)).toBe(plain.charCodeAt(BORDER));
        },
      ),
      { numRuns: 60 },
    );
  });
});
