import { describe, expect, it } from 'vitest';
import { argumentFaults, argumentProblems, nearestName } from '../../../server/src/endpoint/validity.ts';
import type { JsonObject, JsonSchema } from '../../../server/src/json/index.ts';
import type { FunctionSignature } from '../../../server/src/signature/index.ts';

const signature = (parameters: JsonSchema) => ({ name: 'book', parameters }) as unknown as FunctionSignature;
const BOOK: JsonSchema = {
  type: 'object',
  properties: { flight: { type: 'string' }, seats: { type: 'integer', minimum: 1 } },
  required: ['flight'],
};
const labels = (parameters: JsonSchema, given: JsonObject) =>
  argumentFaults(signature(parameters), given).map(({ label }) => label);

describe('what is wrong with arguments', () => {
  it.each<[string, JsonObject, string[]]>([
    ['nothing', { flight: 'F1', seats: 2 }, []],
    ['one is missing', { seats: 2 }, ['missing-argument']],
    ['one is of another type', { flight: 1 }, ['wrong-value']],
    ['one is out of bounds', { flight: 'F1', seats: 0 }, ['wrong-value']],
    ['one is not declared', { flight: 'F1', colour: 'red' }, ['undeclared-argument']],
    ['one is called like what every object has', { flight: 'F1', toString: 'a' }, ['undeclared-argument']],
    ['undeclared first, then the others', { colour: 'red' }, ['undeclared-argument', 'missing-argument']],
  ])('%s', (_what, given, expected) => {
    expect(labels(BOOK, given)).toEqual(expected);
    expect(labels({ ...BOOK, additionalProperties: false }, given)).toEqual(expected);
  });

  it('is nothing where a schema takes other arguments', () => {
    const given = { flight: 'F1', colour: 'red' };
    expect(labels({ ...BOOK, additionalProperties: true }, given)).toEqual([]);
    expect(labels({ ...BOOK, additionalProperties: { type: 'string' } }, given)).toEqual([]);
    expect(labels({ ...BOOK, patternProperties: { '^c': {} } }, given)).toEqual([]);
    expect(labels({ type: 'object' }, given)).toEqual([]);
  });

  it('is said in words, twenty at most', () => {
    expect(argumentProblems(signature(BOOK), { flight: 'F1', colour: 'red' })).toEqual([
      "'colour' is no parameter of book",
    ]);
    const many = Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`x${at}`, at]));
    expect(argumentProblems(signature(BOOK), many)).toHaveLength(20);
    expect(argumentProblems(signature({ type: 'object', minProperties: 1 }), {})[0]).toMatch(/^the arguments /);
  });
});

describe('the name that was meant', () => {
  it.each([
    ['find_flights', 'find_flights'],
    ['FindFlights', 'find_flights'],
    ['find_flight', 'find_flights'],
    ['fnd_flihts', 'find_flights'],
    ['bok', 'book'],
    ['cook_it', undefined],
    ['find_fli', undefined],
    ['cancel', undefined],
  ])('by %s is %s', (name, meant) => {
    expect(nearestName(name, ['find_flights', 'book'])).toBe(meant);
  });

  it('is the nearest, and of two as near the first', () => {
    expect(nearestName('booked', ['books', 'booker', 'bookee'])).toBe('booker');
    expect(nearestName('b', ['ab', 'bc'])).toBe('ab');
  });
});
