import { describe, expect, it } from 'vitest';
import { domainOf } from './support.ts';

const { functions } = domainOf(`
/** Scan a badge at the door. */
function scan_badge(badge_id: string): unknown;
/** Scan the shelves of a hall. */
function scan_shelves(hall: string): unknown;
/** Take in shoes and print a slip. */
function drop_off(owner: string, pairs: number): unknown;
/** Where a slip stands. */
function slip_status(slip_id: string): unknown;
/** The courier has been there. */
function mark_delivered(slip_id: string): unknown;
/** Mark that the owner came. */
function mark_attendance(slip_id: string): unknown;
/** Price for every kind of repair. */
function price_list(): unknown;
/** A repair, including price paid and deposit owed. */
function get_repair(repair_id: string): unknown;`);
const named = (name: string) => functions.find((one) => one.function.endsWith(name));
const answer = (name: string) => named(name)?.response.schema.properties as Record<string, { type?: string }>;

describe('one of many', () => {
  it('is what its identifier is given for, also behind a verb that looks for many', () => {
    expect(named('scan_badge')?.operation).toBe('get');
    expect(named('scan_shelves')?.operation).toBe('list');
  });

  it('a verb of two words alone is no deletion of the second', () => {
    expect(named('drop_off')?.operation).not.toBe('delete');
    expect(answer('drop_off')).toHaveProperty('slip_id');
  });
});

describe('what is marked', () => {
  it('is so afterwards, by the name where the text does not say', () => {
    expect(named('mark_delivered')?.movesTo).toBe('delivered');
    expect(named('mark_attendance')?.movesTo).toBe('attended');
  });
});

describe('sums of money', () => {
  it('that are listed are numbers, each of something', () => {
    const { items } = answer('price_list').prices as { items?: { properties?: object } };
    expect(items?.properties).toMatchObject({ name: { type: 'string' }, price: { type: 'number' } });
  });

  it('stay numbers when it is said what became of them', () => {
    expect(answer('get_repair')).toMatchObject({ price_paid: { type: 'number' }, deposit_owed: { type: 'number' } });
  });
});
