import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonSchema } from '../../../server/src/json/index.ts';
import { validateValue } from '../../../server/src/signature/index.ts';
import { valueErrors } from '../../../server/src/world/index.ts';

const booking: JsonSchema = {
  type: 'object',
  properties: {
    flight: { $ref: '#/$defs/FlightId' },
    day: { type: 'string', format: 'date' },
    seats: { type: 'integer', minimum: 1, maximum: 9 },
    cabin: { enum: ['economy', 'business'] },
  },
  required: ['flight'],
  $defs: { FlightId: { type: 'string', pattern: '^FL-[0-9]+$' } },
};

/** Asks often enough that the schema is compiled. */
function warm(schema: JsonSchema): void {
  for (let use = 0; use < 50; use++) valueErrors(schema, { flight: 'FL-1' });
}

describe('valueErrors', () => {
  test('words what is wrong after compiling as before', () => {
    const wrong = { flight: 'LH-1', seats: 12, day: '2026-02-30', cabin: 'first' };
    const before = valueErrors(booking, wrong);
    warm(booking);
    expect(valueErrors(booking, wrong)).toEqual(before);
    expect(before.map(({ keyword }) => keyword).sort()).toEqual(['enum', 'format', 'maximum', 'pattern']);
    expect(valueErrors(booking, { flight: 'FL-7', seats: 2 })).toEqual([]);
  });

  test('answers as the interpreter does, whatever the value', () => {
    warm(booking);
    const values = fc.record(
      {
        flight: fc.oneof(fc.constantFrom('FL-1', 'FL-', '1'), fc.integer()),
        day: fc.constantFrom('2026-02-28', '2026-02-29', 'today'),
        seats: fc.oneof(fc.integer({ min: -1, max: 11 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
        cabin: fc.constantFrom('economy', 'first', null),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(values, (value) => {
        expect(valueErrors(booking, value as Json)).toEqual(validateValue(booking, value as Json));
      }),
    );
  });

  test('finds an empty list behind a full one, which ajv passes over', () => {
    const schema: JsonSchema = { type: 'object', properties: { rows: { items: { contains: { type: 'number' } } } } };
    warm(schema);
    expect(valueErrors(schema, { rows: [[1], []] })).toEqual([
      { path: ['rows', 1], keyword: 'contains', message: "'rows[1]' must contain the items asked for" },
    ]);
  });

  test('holds each text against its own pattern, not against one compiled before', () => {
    const airport: JsonSchema = {
      type: 'object',
      properties: { airport: { type: 'string', pattern: '^[A-Z]{3}$' } },
    };
    warm(booking);
    warm(airport);
    expect(valueErrors(airport, { airport: 'LIS' })).toEqual([]);
    // What fits a booking's flight is no airport.
    expect(valueErrors(airport, { airport: 'FL-1' })).toEqual([
      expect.objectContaining({ path: ['airport'], keyword: 'pattern' }),
    ]);
  });

  test('takes keys called like methods', () => {
    const schema: JsonSchema = { type: 'object', properties: { a: { uniqueItems: true } } };
    warm(schema);
    expect(valueErrors(schema, { a: [{ valueOf: 1 }, { valueOf: 2 }] })).toEqual([]);
  });

  test.each<[string, JsonSchema]>([
    ['a reference to nothing', { type: 'object', properties: { a: { $ref: '#/$defs/None' } } }],
    ['a draft nobody here has', { $schema: 'urn:old', $id: 'urn:same', type: 'object' }],
    ['the same id once more', { $id: 'urn:same', type: 'object' }],
    ['an exponential pattern', { type: 'object', properties: { flight: { type: 'string', pattern: '^(a+)+$' } } }],
    ['a type of another world', { type: 'object', properties: { flight: { type: 'str' } } }],
  ])('is not stopped by %s', (_title, schema) => {
    warm(schema);
    const value = { flight: `${'a'.repeat(60)}!` };
    expect(valueErrors(schema, value)).toEqual(validateValue(schema, value));
  });
});
