import { describe, expect, it } from 'vitest';
import { mcnemar, passPower, percentile, wilson } from '../../../../server/src/endpoint/index.ts';

describe("Wilson's interval", () => {
  /** Low and high as Wilson's formula gives them, worked out apart from this code. */
  it.each([
    [0, 10, 0, 0.2775],
    [1, 10, 0.0179, 0.4042],
    [5, 10, 0.2366, 0.7634],
    [8, 10, 0.4902, 0.9433],
    [10, 10, 0.7225, 1],
    [50, 100, 0.4038, 0.5962],
    [1, 1, 0.2065, 1],
    [81, 263, 0.2553, 0.3662],
  ])('%i of %i', (right, of, low, high) => {
    const found = wilson(right, of);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
    expect(found.share).toBeCloseTo(right / of, 10);
  });

  it('says nothing where nothing was tried', () => {
    expect(wilson(0, 0)).toEqual({ right: 0, of: 0, share: 0, low: 0, high: 1 });
  });
});

describe("McNemar's exact test", () => {
  const pairs = (lost: number, won: number, both = 3) => [
    ...Array.from({ length: lost }, () => [true, false] as const),
    ...Array.from({ length: won }, () => [false, true] as const),
    ...Array.from({ length: both }, () => [true, true] as const),
  ];
  /** Twice the tail of a fair coin. */
  it.each([
    [0, 0, 1],
    [4, 0, 0.125],
    [1, 9, 22 / 1024],
    [3, 7, 352 / 1024],
    [5, 5, 1],
  ])('%i lost, %i won', (lost, won, p) => {
    expect(mcnemar(pairs(lost, won))).toMatchObject({ lost, won, both: 3, neither: 0 });
    expect(mcnemar(pairs(lost, won)).p).toBeCloseTo(p, 12);
  });

  it('holds where thousands differ', () => {
    expect(mcnemar(pairs(3_000, 3_100)).p).toBeGreaterThan(0.1);
    expect(mcnemar(pairs(3_000, 3_500)).p).toBeLessThan(1e-6);
  });
});

describe('pass^k', () => {
  it('is the chance that k plays drawn without return are all right', () => {
    expect(passPower([{ right: 2, of: 4 }], 1)).toBeCloseTo(1 / 2, 12);
    expect(passPower([{ right: 2, of: 4 }], 2)).toBeCloseTo(1 / 6, 12);
    expect(passPower([{ right: 2, of: 4 }], 3)).toBe(0);
    expect(
      passPower(
        [
          { right: 4, of: 4 },
          { right: 0, of: 4 },
          { right: 1, of: 1 },
        ],
        2,
      ),
    ).toBe(0.5);
  });
});

it('a percentile is a value of the list', () => {
  expect(percentile([40, 10, 30, 20], 0.5)).toBe(20);
  expect(percentile([40, 10, 30, 20], 0.95)).toBe(40);
  expect(percentile([], 0.5)).toBe(0);
});
