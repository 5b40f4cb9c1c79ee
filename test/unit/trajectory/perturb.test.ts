import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../server/src/random/index.ts';
import { perturb } from '../../../server/src/trajectory/negative/perturb.ts';

describe('a made-up value', () => {
  it('is another identifier of the same form, also where no digit is in it', () => {
    const code = fc.stringMatching(/^[A-Z]{2,8}(?:-[A-Z]{2,8}){0,2}$/);
    fc.assert(
      fc.property(code, fc.string(), (value, seed) => {
        const other = perturb(value, undefined, createRandom(seed));
        expect(other).not.toBe(value);
        expect(other).toMatch(/^[A-Z-]+$/);
        expect(String(other)).toHaveLength(value.length);
      }),
    );
  });

  it('is none where nothing near a word is known', () => {
    expect(perturb('zyx', undefined, createRandom('a'))).toBeUndefined();
  });
});
