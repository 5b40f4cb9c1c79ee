import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalJson,
  equalJson,
  fnv1a,
  hashNumber,
  hashText,
  type Json,
  mixedHash,
} from '../../../server/src/json/index.ts';

const values = fc.jsonValue() as fc.Arbitrary<Json>;

/** The same value with the keys of every object in reverse. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

describe('canonicalJson', () => {
  it('writes keys in order, on one line', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true, B: 0 })).toBe(
      '{"B":0,"a":true,"b":[1,{"c":"x","d":null}]}',
    );
  });

  it('writes null for what JSON cannot hold', () => {
    expect(canonicalJson([undefined, () => 1, Number.NaN])).toBe('[null,null,null]');
  });

  it('does not depend on the order of keys and reads back as the value', () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(JSON.parse(canonicalJson(JSON.parse(text)))));
      }),
    );
  });
});

describe('equalJson', () => {
  it('holds exactly where the canonical texts are one', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(equalJson(a, reversed(a))).toBe(true);
        expect(equalJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
      }),
    );
  });

  it.each<[Json, Json]>([
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1 }, { b: 1 }],
    [
      [1, 2],
      [2, 1],
    ],
    [[], {}],
    [null, {}],
    [1, '1'],
  ])('tells %j and %j apart', (a, b) => {
    expect(equalJson(a, b)).toBe(false);
    expect(equalJson(b, a)).toBe(false);
  });
});

describe('hashes', () => {
  it('of saved files stay as they are', () => {
    expect(hashesOf('')).toEqual(['5j845i2cz4', 2166136261, 2872998923, 3338908027751811]);
    expect(hashesOf('get_weather')).toEqual(['uhxbqmqf3y', 4186668084, 4016738111, 5090908190440154]);
  });

  it('of a part is the hash of the part alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, part, after) => {
        const whole = before + part + after;
        expect(hashText(whole, before.length, before.length + part.length)).toBe(hashText(part));
      }),
    );
  });

  it('tell ten thousand near texts apart, and fall evenly', () => {
    const texts = Array.from({ length: 10_000 }, (_, index) => `tool_${index}`);
    expect(new Set(texts.map((text) => hashText(text))).size).toBe(texts.length);
    expect(new Set(texts.map(hashNumber)).size).toBe(texts.length);
    const counts = [0, 0, 0, 0];
    for (const text of texts) counts[mixedHash(text) % 4] = (counts[mixedHash(text) % 4] ?? 0) + 1;
    for (const count of counts) expect(Math.abs(count - 2500)).toBeLessThan(250);
  });
});

function hashesOf(text: string): (string | number)[] {
  return [hashText(text), fnv1a(text), mixedHash(text), hashNumber(text)];
}
