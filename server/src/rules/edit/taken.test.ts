import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlap } from './editor.ts';
import { TakenEdits } from './taken.ts';

const change = (start: number, end: number, text = 'x') => ({ span: { start, end }, text });

describe('TakenEdits', () => {
  it('takes edits all or none', () => {
    const taken = new TakenEdits();
    expect(taken.take([{ uri: 'a', changes: [change(5, 9)] }])).toBe(true);
    expect(
      taken.take([
        { uri: 'b', changes: [change(0, 1)] },
        { uri: 'a', changes: [change(0, 2), change(8, 12)] },
      ]),
    ).toBe(false);
    expect(taken.take([{ uri: 'a', changes: [change(9, 12), change(0, 2)] }])).toBe(true);
    expect(taken.edits).toEqual([{ uri: 'a', changes: [change(0, 2), change(5, 9), change(9, 12)] }]);
  });

  it('agrees with a look at all of them', () => {
    const changes = fc.array(
      fc.tuple(fc.nat(60), fc.nat(4)).map(([start, length]) => change(start, start + length)),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(changes, (list) => {
        const taken = new TakenEdits();
        const plain: ReturnType<typeof change>[] = [];
        for (const each of list) {
          const clash = plain.some((other) => overlap(each, other));
          expect(taken.take([{ uri: 'a', changes: [each] }])).toBe(!clash);
          if (!clash) plain.push(each);
        }
        plain.sort((a, b) => a.span.start - b.span.start);
        expect(taken.edits[0]?.changes ?? []).toEqual(plain);
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});
