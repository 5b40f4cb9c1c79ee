import { describe, expect, it } from 'vitest';
import { createRandom, deriveSeed } from '../../../server/src/random/index.ts';

const first = (seed: string | number, count = 1000) => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('createRandom', () => {
  it('repeats itself for one seed', () => {
    expect(first('seed')).toEqual(first('seed'));
    expect(first(7)).toEqual(first('7'));
  });

  it('is unlike itself for neighbouring seeds', () => {
    const a = first(deriveSeed('7', 1));
    const b = first(deriveSeed('7', 2));
    expect(a.filter((value, index) => Math.abs(value - (b[index] as number)) < 0.001).length).toBeLessThan(10);
  });

  it('stays in [0, 1) with mean one half', () => {
    const values = first('mean', 20_000);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.5, 1);
  });

  it('draws each of a few numbers about as often', () => {
    const random = createRandom('dice');
    const counts = [0, 0, 0, 0, 0, 0];
    for (let roll = 0; roll < 12_000; roll += 1) counts[random.below(6)]! += 1;
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('shuffles without losing anything', () => {
    const items = [1, 2, 3, 4, 5, 6, 7, 8];
    const shuffled = createRandom('cards').shuffle(items);
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort()).toEqual(items);
    expect(createRandom('none').pick([])).toBeUndefined();
  });
});
