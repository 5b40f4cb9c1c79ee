import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonSchema } from '../../../server/src/json/index.ts';
import { validateValue } from '../../../server/src/signature/index.ts';

describe('validateValue', () => {
  const messages = (schema: JsonSchema, value: Json) => validateValue(schema, value).map((error) => error.message);

  it('accepts what fits and names what does not', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: { limit: { type: 'integer', minimum: 1 }, order: { enum: ['asc', 'desc'] } },
      required: ['limit'],
    };
    expect(messages(schema, { limit: 3, order: 'asc' })).toEqual([]);
    expect(messages(schema, { limit: 0, order: 'up' })).toEqual([
      "'limit' must be at least 1",
      '\'order\' must be one of "asc", "desc"',
    ]);
    expect(messages(schema, {})).toEqual(["must have 'limit'"]);
  });

  it('reports anyOf through the branch that a constant singles out', () => {
    const schema: JsonSchema = {
      anyOf: [
        { type: 'object', properties: { kind: { const: 'card' }, number: { type: 'string' } }, required: ['number'] },
        { type: 'object', properties: { kind: { const: 'cash' } } },
      ],
    };
    expect(messages(schema, { kind: 'card' })).toEqual(["must have 'number'"]);
    expect(messages({ anyOf: [{ type: 'string' }, { type: 'null' }] }, 4)).toEqual(['must be a string or null']);
  });

  it('follows references that meet themselves, and stops', () => {
    const tree: JsonSchema = {
      $ref: '#/$defs/Tree',
      $defs: { Tree: { type: 'object', properties: { children: { type: 'array', items: { $ref: '#/$defs/Tree' } } } } },
    };
    expect(messages(tree, { children: [{ children: [{ children: 'none' }] }] })).toEqual([
      "'children[0].children[0].children' must be an array",
    ]);
    expect(messages({ $ref: '#/$defs/A', $defs: { A: { $ref: '#/$defs/A' } } }, 1)).toEqual([]);
  });

  it('asks a reference once about one value, however many ways lead back to it', () => {
    const schema: JsonSchema = { anyOf: Array.from({ length: 12 }, () => ({ $ref: '#', type: 'string' })) };
    expect(messages(schema, 7)).toEqual(['fits none of the alternatives']);
    const list: JsonSchema = { type: ['array', 'string'], items: { $ref: '#' } };
    expect(messages(list, ['a', ['b', [3]]])).toEqual(["'[1][1][0]' must be an array or a string"]);
  });

  it('shows the start of a long value', () => {
    const [shown] = messages({ const: { list: Array.from({ length: 100_000 }, (_, index) => index) } }, 7);
    expect(shown).toMatch(/^must be \{"list":\[0,1,2,.{0,60}…$/);
    expect(messages({ enum: ['x'.repeat(90), { b: 1, a: [null] }] }, { a: [null], b: 1 })).toEqual([]);
    expect(messages({ enum: [{ a: 1 }, [1]] }, { a: 1, b: 2 })).toEqual(['must be one of {"a":1}, [1]']);
  });

  it('misses in an empty list what the list before it contains', () => {
    const schema: JsonSchema = { items: { contains: { type: 'number' } } };
    expect(messages(schema, [[1.5], []])).toEqual(["'[1]' must contain the items asked for"]);
  });

  it('answers a pattern that would never end in the engine of the language', () => {
    const schema = { type: 'string', pattern: '^(a+)+$' };
    expect(messages(schema, `${'a'.repeat(5_000)}!`)).toEqual(['must match ^(a+)+$']);
    expect(messages(schema, 'a'.repeat(5_000))).toEqual([]);
  });

  it('reads names such as __proto__ as any other', () => {
    const schema = JSON.parse(
      '{"type":"object","properties":{"__proto__":{"type":"string"}},"required":["constructor"]}',
    );
    expect(messages(schema, JSON.parse('{"__proto__":1}'))).toEqual([
      "must have 'constructor'",
      "'__proto__' must be a string",
    ]);
  });

  it('agrees with ajv on random schemas and values', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const scalar = fc.oneof(
      fc.integer({ min: -5, max: 5 }),
      fc.constantFrom('', 'a', 'ab', 'b', '\u{1f600}'),
      fc.boolean(),
      fc.constant(null),
      fc.constant(1.5),
    );
    const value = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 2 },
        scalar,
        fc.array(tie('value'), { maxLength: 3 }),
        // As JSON.parse makes objects: ajv's comparison needs their prototype.
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { noNullPrototype: true }),
      ),
    })).value;
    const schema = fc.letrec<{ schema: JsonSchema }>((tie) => ({
      schema: fc.oneof(
        { maxDepth: 3 },
        fc.record({ type: fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object') }),
        fc.record({ enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }) }),
        fc.record({ minimum: fc.integer({ min: -2, max: 2 }), multipleOf: fc.constantFrom(1, 2, 0.5) }),
        fc.record({ minLength: fc.nat(2), maxLength: fc.nat(3), pattern: fc.constantFrom('^a', 'b$', 'a|b') }),
        fc.record({ items: tie('schema'), minItems: fc.nat(2), uniqueItems: fc.boolean() }),
        fc.record({ prefixItems: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }), items: tie('schema') }),
        fc.record({
          properties: fc.dictionary(fc.constantFrom('a', 'b'), tie('schema')),
          required: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
          additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
        }),
        fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }), not: tie('schema') }),
        fc.tuple(tie('schema'), tie('schema'), tie('schema')).map(
          ([test, yes, no]): JsonSchema =>
            Object.fromEntries([
              ['if', test],
              ['then', yes],
              ['else', no],
            ]),
        ),
        // Without `maxContains` ajv takes an empty list for its neighbour in the loop, and finds it right.
        fc.record({ contains: tie('schema'), maxContains: fc.constantFrom(1, 9), propertyNames: tie('schema') }),
      ),
    })).schema;
    fc.assert(
      fc.property(schema, fc.array(value, { minLength: 1, maxLength: 5 }), (someSchema, values) => {
        const check = ajv.compile(someSchema);
        for (const each of values)
          expect([each, validateValue(someSchema, each).length === 0]).toEqual([each, check(each)]);
      }),
      { numRuns: 300 },
    );
  });
});
