import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ActualCall,
  compareOutcomes,
  exactReference,
  type ReferenceCall,
  sameValueAs,
  scoreCalls,
} from '../../../server/src/endpoint/index.ts';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import type { FunctionSignature } from '../../../server/src/signature/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { AIRLINE, SHOP } from '../world/catalogs.ts';

const signature = AIRLINE.find(({ id }) => id === 'airline.find_flights')?.signature as FunctionSignature;
const signatureOf = (name: string) => (name === 'find_flights' ? signature : undefined);
const flights = (given: JsonObject): ActualCall => ({ name: 'find_flights', arguments: given });
const ASKED: JsonObject = { from: 'LIS', to: 'OSL', date: '2026-03-04' };
const score = (actual: ActualCall[], reference: ReferenceCall[]) => scoreCalls(actual, reference, signatureOf);

describe('scoreCalls', () => {
  it('takes the same call', () => {
    expect(score([flights(ASKED)], [exactReference(flights(ASKED))])).toMatchObject({
      right: true,
      matches: [0],
      problems: [],
    });
  });

  it('takes a default made explicit, and one left out', () => {
    const explicit = flights({ ...ASKED, cabin: 'economy' });
    expect(score([explicit], [exactReference(flights(ASKED))]).right).toBe(true);
    expect(score([flights(ASKED)], [exactReference(explicit)]).right).toBe(true);
    expect(score([flights({ ...ASKED, cabin: 'business' })], [exactReference(flights(ASKED))]).right).toBe(false);
  });

  it.each([
    ['a value that is not allowed', { ...ASKED, to: 'BGO' }, 'find_flights: \'to\' is "BGO", not "OSL"'],
    ['a missing argument', { from: 'LIS', to: 'OSL' }, "find_flights: 'date' is missing"],
    ['an invented argument', { ...ASKED, seats: 2 }, "find_flights: 'seats' should not be given"],
    ['a text for a number', { ...ASKED, from: 3 }, 'find_flights: \'from\' is 3, not "LIS" (a string is needed)'],
  ])('refuses %s', (_what, given, problem) => {
    expect(score([flights(given as JsonObject)], [exactReference(flights(ASKED))]).problems).toEqual([problem]);
  });

  it('names calls that are missing, and calls too many', () => {
    const reference = exactReference(flights(ASKED));
    expect(score([], [reference]).problems).toEqual(['find_flights was not called']);
    expect(score([flights(ASKED), { name: 'other', arguments: {} }], [reference]).problems).toEqual([
      'other was called and should not have been',
    ]);
    expect(score([flights(ASKED)], []).right).toBe(false);
  });

  it('takes any of the allowed values, and "" for left out', () => {
    const reference: ReferenceCall = { name: 'g', allowed: { unit: ['km', 'kilometres', ''], n: [5] } };
    expect(score([{ name: 'g', arguments: { n: 5.0 } }], [reference]).right).toBe(true);
    expect(score([{ name: 'g', arguments: { n: 5, unit: 'Kilometres' } }], [reference]).right).toBe(true);
    expect(score([{ name: 'g', arguments: { n: 5, unit: 'miles' } }], [reference]).right).toBe(false);
  });

  it('does not mind the order, and finds a pairing where a greedy one fails', () => {
    const any: ReferenceCall = { name: 'g', allowed: { x: [1, 2] } };
    const one: ReferenceCall = { name: 'g', allowed: { x: [1] } };
    const calls = [1, 2].map((x) => ({ name: 'g', arguments: { x } }));
    expect(score(calls, [any, one])).toMatchObject({ right: true, matches: [1, 0] });
  });

  it('is right for any order of the reference itself, wrong for less', () => {
    const argument = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 });
    const calls = fc.array(fc.record({ name: fc.constantFrom('f', 'g'), arguments: argument }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(calls, (list) => {
        const actual = list.map((call) => ({
          ...call,
          arguments: JSON.parse(JSON.stringify(call.arguments)) as JsonObject,
        }));
        const references = actual.map(exactReference);
        expect(score([...actual].reverse(), references).right).toBe(true);
        expect(score(actual.slice(1), references).right).toBe(false);
      }),
    );
  });
});

describe('sameValueAs', () => {
  it.each<[Json, Json, boolean]>([
    [5, 5.0, true],
    ['New York, NY', 'new york ny', true],
    ['2026-03-04', '2026/03/04', true],
    ["it's", 'it"s', true],
    ['5', 5, false],
    [[1, 'A'], [1.0, 'a'], true],
    [[1, 2], [2, 1], false],
    [{ a: 'X' }, { a: 'x' }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [true, 'true', false],
    [null, null, true],
  ])('%j and %j: %s', (given, reference, same) => {
    expect(sameValueAs(given, reference)).toBe(same);
  });
});

describe('compareOutcomes', () => {
  const world = createSimulatedWorld(SHOP);
  const start = world.startNow('1');
  const compare = (actual: { function: string; arguments: JsonObject }[], reference: typeof actual) =>
    compareOutcomes(world.executeNow, start, actual, reference);
  const set = (currency: string) => ({ function: 'set_currency', arguments: { currency } });
  const add = { function: 'add', arguments: { a: 1, b: 2 } };

  it('does not mind the order of independent calls, nor a lookup more', () => {
    expect(compare([add, set('NOK')], [set('NOK'), add]).equal).toBe(true);
    expect(compare([add, set('NOK')], [set('NOK')]).equal).toBe(true);
  });

  it('minds the order where the state does', () => {
    expect(compare([set('NOK'), set('EUR')], [set('EUR'), set('NOK')])).toMatchObject({
      equal: false,
      sameState: false,
    });
  });

  it('minds an output that is missing, and says what failed', () => {
    expect(compare([], [add])).toMatchObject({ equal: false, sameState: true, sameOutputs: false });
    expect(compare([{ function: 'add', arguments: {} }], [add]).failed).toHaveLength(1);
  });
});
