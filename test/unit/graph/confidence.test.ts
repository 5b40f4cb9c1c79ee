import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../../server/src/graph/index.ts';
import { basisOf, confidence, leastStrength, strengthOf } from '../../../server/src/graph/link/calibrate.ts';
import { tool } from './support.ts';

describe('what an edge rests on', () => {
  it('is an identifier that the domain knows, or likeness alone, where the response is predicted', () => {
    const { edges } = buildGraph([
      tool('list_lots', {}),
      tool('get_lot', { lot_id: 'string' }),
      tool('list_currencies', {}),
      tool('convert_sum', { amount: 'number', currency: 'string' }),
    ]);
    const told = edges.map(({ from, to, inferred, evidence }) => `${from} > ${to}: ${basisOf(inferred, evidence)}`);
    expect(told).toEqual(['list_currencies > convert_sum: likeness', 'list_lots > get_lot: predicted']);
  });

  it('decides how sure edges of one strength are', () => {
    expect(confidence(0.78, 'likeness')).toBeLessThan(0.6);
    expect(confidence(0.78, 'predicted')).toBeGreaterThan(0.75);
    expect(confidence(0.78, 'documented')).toBeLessThan(confidence(0.78, 'predicted'));
  });

  it('does not decide which edges are shown', () => {
    const least = (['documented', 'predicted', 'likeness'] as const).map((basis) => leastStrength(0.35, basis));
    expect(new Set(least).size).toBe(1);
  });

  it('is known when a confidence is led back to a strength', () => {
    for (const basis of ['documented', 'predicted', 'likeness'] as const)
      expect(strengthOf(confidence(0.82, basis), basis)).toBeCloseTo(0.82, 2);
  });
});
