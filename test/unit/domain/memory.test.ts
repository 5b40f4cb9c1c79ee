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
