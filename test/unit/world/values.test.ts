import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../../server/src/json/index.ts';
import { matchesPattern } from '../../../server/src/pattern/index.ts';
import { createRandom } from '../../../server/src/random/index.ts';
import { validateValue } from '../../../server/src/signature/index.ts';
import { evaluate } from '../../../server/src/world/simulated/convert.ts';
import { plainMaker } from '../../../server/src/world/simulated/plain.ts';
import { makeValue } from '../../../server/src/world/simulated/values/make.ts';
import { generateFromPattern } from '../../../server/src/world/simulated/values/pattern.ts';
import { examplesOf } from '../../../server/src/world/simulated/values/prose.ts';

const make = (schema: JsonSchema, seed = 's') => makeValue(schema, plainMaker(seed, 'w'));

/** Schemas that can be met, of every type. */
const anySchema = fc.letrec<{ schema: JsonSchema; leaf: JsonSchema }>((tie) => ({
  leaf: fc.oneof(
    fc
      .record({
        least: fc.integer({ min: -50, max: 50 }),
        span: fc.integer({ min: 0, max: 40 }),
        type: fc.constantFrom('integer', 'number'),
      })
      .map(({ least, span, type }): JsonSchema => ({ type, minimum: least, maximum: least + span })),
    fc
      .record({ least: fc.integer({ min: 0, max: 30 }), span: fc.integer({ min: 0, max: 20 }) })
      .map(({ least, span }): JsonSchema => ({ type: 'string', minLength: least, maxLength: least + span })),
    fc.constantFrom<JsonSchema>(
      { type: 'boolean' },
      { type: 'null' },
      {},
      { enum: ['a', 2, null] },
      { const: 3 },
      { type: ['string', 'null'], format: 'date' },
      { type: 'string', format: 'date-time' },
      { type: 'string', format: 'email' },
      { type: 'string', format: 'uri' },
      { type: 'string', format: 'uuid' },
      { type: 'string', format: 'ipv4' },
      { type: 'string', pattern: '^[A-Z]{2}-\\d{4}(?:a|b)?$' },
      { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
      { type: 'number', multipleOf: 0.25, minimum: 1 },
      { anyOf: [{ type: 'null' }, { type: 'integer' }] },
    ),
  ),
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie('leaf'),
    fc
      .dictionary(fc.constantFrom('name', 'price', 'order_id', '__proto__', 'city', 'x'), tie('schema'), { maxKeys: 4 })
      .map((properties): JsonSchema => ({ type: 'object', properties, required: Object.keys(properties) })),
    tie('schema').map((items): JsonSchema => ({ type: 'array', items: items as JsonSchema, minItems: 1, maxItems: 3 })),
    tie('schema').map(
      (other): JsonSchema => ({ $defs: { T: other as JsonSchema }, allOf: [{ type: 'object' }], type: 'object' }),
    ),
  ),
})).schema;

describe('makeValue', () => {
  it('fits the schema', () => {
    fc.assert(
      fc.property(anySchema, fc.string(), (schema, seed) => {
        expect(validateValue(schema, make(schema, seed))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('ends for a type that meets itself', () => {
    const schema: JsonSchema = {
      $ref: '#/$defs/Node',
      $defs: {
        Node: {
          type: 'object',
          properties: { value: { type: 'integer' }, children: { type: 'array', items: { $ref: '#/$defs/Node' } } },
          required: ['value'],
        },
      },
    };
    expect(validateValue(schema, make(schema))).toEqual([]);
  });

  it('ends for a type that needs itself', () => {
    const schema: JsonSchema = {
      $ref: '#/$defs/N',
      $defs: { N: { type: 'object', properties: { next: { $ref: '#/$defs/N' } }, required: ['next'] } },
    };
    expect(JSON.stringify(make(schema)).length).toBeLessThan(1000);
  });

  it('stays small for huge bounds', () => {
    expect(make({ type: 'array', items: { type: 'string' }, minItems: 1e9 })).toHaveLength(100);
  });

  it('lets what belongs together agree', () => {
    const person = make({
      type: 'object',
      properties: {
        first_name: { type: 'string' },
        email: { type: 'string' },
        city: { type: 'string' },
        country: { type: 'string' },
      },
    }) as Record<string, string>;
    expect(person.email).toContain(person.first_name?.toLowerCase());
    expect(person.country).not.toBe(person.city);
  });
});

describe('generateFromPattern', () => {
  it.each([
    '^[A-Z]{3}$',
    '^[0-9]{1,2}[A-F]$',
    '^#W\\d{7}$',
    '^(?:red|green|blue)-[^a-z]+$',
    '^\\+?[1-9]\\d{1,14}$',
    '[a-f0-9]{8}-[a-f0-9]{4}',
    '^v\\d+\\.\\d+\\.\\d+$',
    '^(?<year>\\d{4})/[\\w-]{2,}$',
    '^a?b*c+?$',
    '^\\$\\d+(\\.\\d{2})?$',
  ])('makes a text that %s accepts', (pattern) => {
    for (let seed = 0; seed < 20; seed += 1) {
      const text = generateFromPattern(pattern, createRandom(seed));
      expect(text, pattern).toBeDefined();
      expect(matchesPattern(pattern, text as string)).toBe(true);
    }
  });

  it.each([
    '(?=a)b',
    '(a)\\1',
    '\\bword\\b',
    '\\p{L}',
    '[',
    '(',
    'a{99999}',
    '*',
    '(((((((((((((((((((((((a)))))))))))))))))))))))',
  ])('leaves %s alone', (pattern) => {
    expect(generateFromPattern(pattern, createRandom('x'))).toBeUndefined();
  });

  it('gives up on patterns that would take for ever', () => {
    expect(generateFromPattern('((((a{200}){200}){200}){200})', createRandom('x'))).toBeUndefined();
    expect(generateFromPattern('(((()){200}){200}){200}', createRandom('x'))).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab[](){}^$|*+?.\\-,0123dws') }), (pattern) => {
        generateFromPattern(pattern, createRandom('x'));
      }),
      { numRuns: 500 },
    );
  });
});

describe('examplesOf', () => {
  it.each([
    ['The reason, either "no longer needed" or "ordered by mistake".', ['no longer needed', 'ordered by mistake']],
    ['The type of evidence (e.g., DNA, fingerprints, blood)', ['DNA', 'fingerprints', 'blood']],
    ["The date in the format 'YYYY-MM-DD'.", []],
    ["The user's name.", []],
  ])('reads %s', (description, examples) => {
    expect(examplesOf({ description })).toEqual(examples);
  });
});

describe('evaluate', () => {
  it.each([
    ['2 + 2', 4],
    ['2 + 3 * 4', 14],
    ['(2 + 3) * -4', -20],
    ['2 ^ 3 ^ 2', 512],
    ['10 / 4 - 0.5', 2],
  ])('%s is %d', (expression, value) => {
    expect(evaluate(expression)).toBe(value);
  });

  it.each(['', '2 +', 'process.exit()', '1 / 0', '(1', '2 2', '1 + a'])('leaves %s alone', (expression) => {
    expect(evaluate(expression)).toBeUndefined();
  });
});
