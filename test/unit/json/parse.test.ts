import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonOrText, MAX_NESTED, parsedJson, readJson } from '../../../server/src/json/index.ts';

const nested = (levels: number, inside = '1') => `${'{"a":'.repeat(levels)}${inside}${'}'.repeat(levels)}`;

describe('a text as JSON', () => {
  it('is what it says, for every value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value);
        expect(parsedJson(text)).toEqual(JSON.parse(text));
        expect(jsonOrText(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('is none where it is prose, and says why', () => {
    expect(parsedJson('The lamp is on.')).toBeUndefined();
    expect(jsonOrText('The lamp is on.')).toBe('The lamp is on.');
    expect(readJson('{"a":')).toMatchObject({ problem: expect.stringMatching(/^no JSON: /) });
  });

  it('is not read where it nests so deeply that what walks over it would run out of stack', () => {
    expect(parsedJson(nested(MAX_NESTED))).toBeDefined();
    expect(parsedJson(nested(MAX_NESTED + 1))).toBeUndefined();
    expect(parsedJson(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toBeUndefined();
    expect(readJson(nested(5000))).toEqual({ problem: 'no JSON that can be read: nested more than 256 levels deep' });
  });

  it('may hold as many brackets as it likes in a string, or side by side', () => {
    const brackets = `a "quoted\\" ${'[{'.repeat(1000)}`;
    expect(parsedJson(JSON.stringify({ a: brackets }))).toEqual({ a: brackets });
    const wide = Array.from({ length: 1000 }, () => [{}]);
    expect(parsedJson(JSON.stringify(wide))).toEqual(wide);
  });
});
