import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DomainFunction, forgetDomain, readDomain } from '../../../server/src/domain/index.ts';
import { functionsOf } from './support.ts';

const TEXT = `
/** Search a customer's orders. */
function find_orders(customer_email: string, status?: "open" | "shipped");
/** Details of one order, including items and total. */
function get_order(order_id: string);
/** Cancel an order that has not shipped. */
function cancel_order(order_id: string, reason: string);
/** Renew a loan. */
function renew_loan(loan_id: string);
/** A member of the library. */
function get_member(member_id: string);
`;
const functions = functionsOf(TEXT);

function withDescription(at: number, description: string): readonly DomainFunction[] {
  return functions.map((one, index) =>
    index === at
      ? { id: one.id, signature: { ...one.signature, description } }
      : { id: one.id, signature: one.signature },
  );
}

/** With another description, and its first parameter a number with the text as its own. */
function editedAt(
  catalog: readonly DomainFunction[],
  place: number,
  description: string,
  retyped: boolean,
): readonly DomainFunction[] {
  return catalog.map((one, index) => {
    if (index !== place) return one;
    const { parameters } = one.signature;
    const properties = Object.fromEntries(
      Object.entries(parameters.properties ?? {}).map(([name, schema], at) => [
        name,
        retyped && at === 0 ? { ...(schema as object), type: 'integer' as const, description } : schema,
      ]),
    );
    return { id: one.id, signature: { ...one.signature, description, parameters: { ...parameters, properties } } };
  });
}

/** Read with nothing remembered, of signatures never seen. */
function readFresh(of: readonly DomainFunction[]) {
  forgetDomain();
  return readDomain(of.map(({ id, signature }) => ({ id, signature: { ...signature } })));
}

describe('the catalog last read', () => {
  it('is the answer where an edit changes nothing that is read', () => {
    forgetDomain();
    const domain = readDomain(functions);
    expect(readDomain(withDescription(3, 'Renew a loan, please.'))).toBe(domain);
  });

  it('is still the answer when the same functions were read in another order in between', () => {
    forgetDomain();
    const domain = readDomain(functions);
    const turned = readDomain([...functions].reverse());
    expect(readDomain(withDescription(3, 'Renew a loan, please.'))).toBe(domain);
    expect(readDomain([...functions].reverse())).toBe(turned);
  });

  it('is read anew where a text speaks of another record', () => {
    forgetDomain();
    readDomain(functions);
    const edited = readDomain(withDescription(4, 'A member of the library, with the loans.'));
    expect(edited.functions[4]?.outputs.map(({ of }) => of?.entity)).toContain('loan');
  });

  it('is read anew where a text says what else a deed makes', () => {
    const edited = withDescription(3, 'Renew a loan and open an order.');
    forgetDomain();
    readDomain(functions);
    const renewed = readDomain(edited).functions.find(({ function: id }) => id === 'renew_loan');
    expect(renewed).toEqual(readFresh(edited).functions.find(({ function: id }) => id === 'renew_loan'));
    expect(Object.keys(renewed?.response.schema.properties ?? {})).toContain('order_id');
  });

  it('reads only the edited function again where others do not rest on what it says', () => {
    forgetDomain();
    const before = readDomain(functions);
    const edited = withDescription(1, 'Details of one order, including items, weight and total.');
    const after = readDomain(edited);
    expect(Object.keys(after.functions[1]?.response.schema.properties ?? {})).toContain('weight');
    expect(after.functions.filter((one, at) => one !== before.functions[at])).toHaveLength(1);
    expect(after).toEqual(readFresh(edited));
  });

  it('never differs from a fresh reading of a catalog with short forms, other words and things nobody lists', () => {
    const texts = [
      'query shipments',
      'update status of shipment',
      'Returns the drivers of a depot.',
      'Begin a trip and issue a permit.',
      'Takes a fee off a trip.',
      'How many trips a driver has made.',
      'Papers needed, including weight and total',
      '',
      'Only open trips can end.',
      'Validate the permit of a driver.',
    ];
    const catalog = functionsOf(`
/** query shipments */
function qry_shp(drv?: string);
/** shipment status */
function upd_shp_stat(shp_no: string, stat: string);
/** Starts a trip. */
function start_trip(driver_id: string, at: string);
/** Ends a trip. */
function end_trip(trip_id: string, km: number);
/** Shows a permit. */
function get_permit(permit_code: string);
/** Who drives. */
function depot_drivers(depot: string);
`);
    const edit = fc.tuple(fc.nat(catalog.length - 1), fc.constantFrom(...texts), fc.boolean());
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        let state = catalog;
        const states = edits.map(([at, description, retyped]) => {
          state = editedAt(state, at, description, retyped);
          return state;
        });
        forgetDomain();
        readDomain(catalog);
        // One after the other, each resting on what was remembered of the one before.
        const remembered = states.map((one) => readDomain(one));
        expect(remembered).toEqual(states.map(readFresh));
      }),
      { numRuns: 60 },
    );
  });

  it('never differs from a fresh reading', () => {
    const words = fc.constantFrom(
      'Cancel',
      'lists',
      'orders',
      'of a',
      'member',
      'loans',
      'with',
      'not shipped',
      'total',
      'and',
    );
    const text = fc.array(words, { maxLength: 6 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4), text), { minLength: 1, maxLength: 4 }), (edits) => {
        const states = edits.map(([at, description]) => withDescription(at, description));
        forgetDomain();
        readDomain(functions);
        const remembered = states.map((state) => {
          readDomain([...state].reverse());
          return readDomain(state);
        });
        expect(remembered).toEqual(states.map(readFresh));
      }),
    );
  });
});
