import { describe, expect, it } from 'vitest';
import { readDomain, statedFunctions, statementsIn } from '../../../server/src/domain/index.ts';
import { signatureHash } from '../../../server/src/signature/index.ts';
import { functionsOf } from './support.ts';

const DESK = `
/** Looks a slip up. */
function look(ref: string);
/** Lets a slip go. */
function release(ref: string, to: string);
/** Puts a parcel down. */
function drop(parcel_id: string);
`;

const STATED = statementsIn({
  functions: {
    look: { operation: 'get', entity: 'Booking' },
    release: {
      operation: 'act',
      entity: 'Booking',
      movesTo: 'cancelled',
      allowedFrom: ['open'],
      inputs: { ref: { key: true }, to: { reference: 'Parcel' } },
    },
  },
  entities: { Booking: { identifier: 'ref', states: ['open', 'cancelled'] } },
});

describe('what a curation file states, put into the signatures', () => {
  const functions = functionsOf(DESK);
  const stated = statedFunctions(functions, STATED);

  it('is read as what is stated beside them', () => {
    expect(readDomain(stated)).toEqual(readDomain(functions, STATED));
    expect(readDomain(stated).functions[1]).toMatchObject({
      operation: 'act',
      entity: 'booking',
      movesTo: 'cancelled',
    });
    expect(readDomain(stated).entities.find(({ name }) => name === 'booking')).toMatchObject({
      identifiers: [{ name: 'ref' }],
      states: expect.arrayContaining(['open', 'cancelled']),
    });
  });

  it('denies a reference: the value is one of the function itself, whatever its name', () => {
    const desk = functionsOf(`${DESK}
/** Prints a label. */
function print_label(parcel_id: string, size: integer);
`);
    const print = (statements: Parameters<typeof readDomain>[1]) =>
      readDomain(desk, statements).functions.at(-1)?.inputs[0];
    expect(print(undefined)).toMatchObject({ role: 'reference', of: { entity: 'parcel' } });
    const denied = statementsIn({ functions: { print_label: { inputs: { parcel_id: { role: 'attribute' } } } } });
    const plain = { role: 'attribute', of: { entity: 'label', field: 'parcel_id' }, stated: true };
    expect(print(denied)).toMatchObject(plain);
    expect(readDomain(statedFunctions(desk, denied)).functions.at(-1)?.inputs[0]).toMatchObject(plain);
  });

  it('changes the hash of the functions it speaks of, and of no other', () => {
    const changed = stated.filter(
      (one, at) => signatureHash(one.signature) !== signatureHash(functions[at]?.signature ?? one.signature),
    );
    expect(changed.map(({ id }) => id)).toEqual(['look', 'release']);
    expect(stated[2]).toBe(functions[2]);
  });

  it('gives the same signature each time, so that nothing is read anew', () => {
    expect(statedFunctions(functions, STATED).map(({ signature }) => signature)).toEqual(
      stated.map(({ signature }) => signature),
    );
    expect(statedFunctions(functions, STATED)[1]?.signature).toBe(stated[1]?.signature);
  });

  it('of nothing leaves the functions as they are', () => {
    expect(statedFunctions(functions, statementsIn({}))).toBe(functions);
    expect(statedFunctions(functions, undefined)).toBe(functions);
  });
});
