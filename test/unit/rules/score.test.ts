import { describe, expect, it } from 'vitest';
import { scoreDescription } from '../../../server/src/rules/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';

function scoreOf(description: string, properties: unknown = {}) {
  const tool = { name: 'find_lane', description, inputSchema: { type: 'object', properties } };
  const [entry] = buildCatalog([parseDocument('file:///a.json', JSON.stringify({ tools: [tool] }))]).entries;
  if (entry === undefined) throw new Error('not read');
  return scoreDescription(entry.signature);
}

const lane = { type: 'string', description: 'Key of the lane, e.g. "b4".' };

describe('the score of a description', () => {
  it('is 1 where all six components are there', () => {
    const full = scoreOf(
      'Looks up one bowling lane and tells who has booked it today. Use it before you book. It fails for lanes that are closed.',
      { lane },
    );
    expect(Object.values(full.components).map(({ score }) => score)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(full.score).toBe(1);
  });

  it('is low where the description says no more than the name, with a reason for each gap', () => {
    const { score, components } = scoreOf('Find lane.', { lane: { type: 'string' } });
    expect(score).toBeLessThan(0.2);
    expect(components.purpose).toEqual({ score: 0.5, reason: 'says no more than the name' });
    expect(components.parameters).toEqual({ score: 0, reason: 'not described: lane' });
    expect(components.length.score).toBe(0);
  });

  it('gives nothing for a purpose that is missing, and the share of parameters that are described', () => {
    const { components } = scoreOf('', { lane, other: { type: 'integer' } });
    expect(components.purpose.score).toBe(0);
    expect(components.parameters.score).toBe(0.5);
  });

  it('gives half for values to choose from or fall back to where no example is given', () => {
    const half = { score: 0.5, reason: 'gives no example, but values to choose from' };
    expect(scoreOf('Finds it.', { side: { type: 'string', enum: ['left', 'right'] } }).components.examples).toEqual(
      half,
    );
    expect(scoreOf('Finds it.', { most: { type: 'integer', default: 5 } }).components.examples).toEqual(half);
    expect(scoreOf('Finds it.', { most: { type: 'integer' } }).components.examples.score).toBe(0);
    expect(scoreOf('Finds it.').components.examples.score).toBe(1);
  });

  it('does not call longer better: what is very long loses', () => {
    const words = 'It tells who has booked the lane for this hour of the day. '.repeat(30);
    expect(scoreOf(words).components.length.score).toBe(0.5);
    expect(scoreOf(words).tokens).toBeGreaterThan(400);
  });
});
