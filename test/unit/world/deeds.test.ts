import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';
import { withoutResponses } from './play.ts';

const NURSERY = `namespace nursery {
  /** Sow a bed. */
  function create_bed(label: string, capacity: integer, notes?: string): { bed_id: string; label: string; version: integer };
  /** One bed. */
  function get_bed(bed_id: string): { bed_id: string; label: string; capacity: integer; version: integer; plants: string[]; places_left: integer; location: string; archived: boolean; waterings: { litres: number; given_on: string; by: string }[] };
  /** Beds. */
  function list_beds(): { beds: { bed_id: string; label: string; plants: integer; archived: boolean }[] };
  /** Change a bed's notes. */
  function update_bed(bed_id: string, notes: string): { bed_id: string; version: integer };
  /** Versions of a bed. */
  function list_versions(bed_id: string): { versions: { version: integer; notes: string }[] };
  /** Put a plant into a bed. */
  function add_plant(bed_id: string, plant_code: string): { bed_id: string; plants: string[]; places_left: integer };
  /** Take a plant out of a bed. */
  function remove_plant(bed_id: string, plant_code: string): { bed_id: string; plants: string[]; places_left: integer };
  /** Note that a bed was watered. */
  function water(bed_id: string, litres: number, given_on: string): { bed_id: string; litres: number };
  /** Carry a bed to another place. */
  function relocate_bed(bed_id: string, to_location: string): { bed_id: string; from_location: string; location: string };
  /** Archive a bed. */
  function archive_bed(bed_id: string): { bed_id: string; archived: boolean };
  /** Find seeds. */
  function search_seeds(query: string): { seeds: { sku: string; name: string; quantity: integer; unit_price: number }[] };
  /** Seeds of a kind. */
  function get_seeds(sku: string): { sku: string; name: string; quantity: integer; unit_price: number };
  /** Seeds came in. */
  function receive_stock(sku: string, quantity: integer, supplier: string): { movement_id: string; sku: string; new_quantity: integer };
  /** Seeds went out. */
  function issue_stock(sku: string, quantity: integer): { movement_id: string; sku: string; new_quantity: integer };
  /** Movements of seeds. */
  function list_movements(sku: string): { movements: { movement_id: string; sku: string; type: "in" | "out"; quantity: integer }[] };
}`;

const BASKET = `namespace market {
  /** Search goods by words. */
  function search_goods(query: string): { goods: { good_id: string; name: string; price: number }[] };
  /** Put goods in the basket. */
  function add_to_basket(good_id: string, quantity: integer = 1): { basket: { good_id: string; quantity: integer; price: number }[]; total: number };
  /** What is in the basket. */
  function view_basket(): { items: { good_id: string; quantity: integer; price: number }[]; total: number };
  /** Change how many of a good are in the basket. */
  function update_quantity(good_id: string, quantity: integer): { good_id: string; quantity: integer };
  /** Empty the basket. */
  function clear_basket(): { success: boolean };
  /** Order what is in the basket. */
  function checkout(address: string): { order_id: string; total: number };
  /** An order. */
  function get_order(order_id: string): { order_id: string; total: number; address: string; items: { good_id: string; quantity: integer }[] };
}`;

const DESK = `namespace desk {
  /** Open a case. */
  function open_case(subject: string, queue_name: string): { case_id: string; state: "new" | "active" | "closed" };
  /** Cases of a queue. */
  function list_cases(queue_name: string, state?: "new" | "active" | "closed"): { cases: { case_id: string; subject: string; state: "new" | "active" | "closed" }[] };
  /** How many cases a queue has. */
  function count_cases(queue_name: string, state?: "new" | "active" | "closed"): { count: integer };
  /** Close a case. */
  function close_case(case_id: string): { case_id: string; state: string };
  /** Reopen a closed case. */
  function reopen_case(case_id: string): { case_id: string; state: string };
  /** Log work. */
  function log_work(case_id: string, minutes: integer): { entry_id: string; case_id: string; total_minutes: integer };
  /** Free appointments on a day. */
  function find_slots(date: string): { slots: { slot_id: string; starts_at: string; ends_at: string; agent_name: string }[] };
}`;

function session(text: string, bare = false) {
  const all = functionsOf(text, 'file:///deeds.fsig');
  const functions = bare ? withoutResponses(all) : all;
  const world = createSimulatedWorld(functions);
  let state = world.startNow('deeds');
  return (name: string, given: Readonly<Record<string, Json | undefined>> = {}): JsonObject => {
    const id = functions.find(({ signature }) => signature.name === name)?.id ?? name;
    const { outcome, state: after } = world.executeNow({ function: id, arguments: given as JsonObject }, state);
    state = after;
    return (outcome.ok ? outcome.output : { error: outcome.error.code }) as JsonObject;
  };
}

const rows = (value: Json | undefined) => value as JsonObject[];

describe('what is put into a record', () => {
  it('stands in its list, in its count, and leaves so many places fewer', () => {
    const call = session(NURSERY);
    const { bed_id } = call('create_bed', { label: 'North', capacity: 4 });
    expect(call('get_bed', { bed_id })).toMatchObject({ plants: [], waterings: [], archived: false });
    expect(call('add_plant', { bed_id, plant_code: 'TOM' })).toMatchObject({ plants: ['TOM'], places_left: 3 });
    expect(call('add_plant', { bed_id, plant_code: 'BAS' })).toMatchObject({ plants: ['TOM', 'BAS'], places_left: 2 });
    expect(rows(call('list_beds').beds).find((bed) => bed.bed_id === bed_id)).toMatchObject({ plants: 2 });
    expect(call('remove_plant', { bed_id, plant_code: 'TOM' })).toMatchObject({ plants: ['BAS'], places_left: 3 });
    expect(call('get_bed', { bed_id })).toMatchObject({ plants: ['BAS'], places_left: 3 });
  });

  it('is noted with all that was said of it', () => {
    const call = session(NURSERY);
    const { bed_id } = call('create_bed', { label: 'North', capacity: 4 });
    call('water', { bed_id, litres: 2.5, given_on: '2026-05-04' });
    expect(call('get_bed', { bed_id }).waterings).toMatchObject([{ litres: 2.5, given_on: '2026-05-04' }]);
  });
});

describe('what is changed', () => {
  it('has one version more, and its history tells each', () => {
    const call = session(NURSERY);
    const { bed_id, version } = call('create_bed', { label: 'North', capacity: 4 });
    expect(version).toBe(1);
    expect(call('update_bed', { bed_id, notes: 'Shade it.' }).version).toBe(2);
    expect(call('list_versions', { bed_id }).versions).toMatchObject([
      { version: 2, notes: 'Shade it.' },
      { version: 1 },
    ]);
  });

  it('tells where it was and where it is', () => {
    const call = session(NURSERY);
    const { bed_id } = call('create_bed', { label: 'North', capacity: 4 });
    const { location } = call('get_bed', { bed_id });
    expect(call('relocate_bed', { bed_id, to_location: 'Hall 2' })).toMatchObject({
      from_location: location,
      location: 'Hall 2',
    });
    expect(call('get_bed', { bed_id }).location).toBe('Hall 2');
    expect(call('archive_bed', { bed_id }).archived).toBe(true);
    expect(call('get_bed', { bed_id }).archived).toBe(true);
  });
});

describe('a stock', () => {
  it('rises and falls by what comes in and goes out, and each movement is listed by its way', () => {
    const call = session(NURSERY);
    const [seed] = rows(call('search_seeds', { query: 'bean' }).seeds);
    const sku = seed?.sku as string;
    const before = call('get_seeds', { sku }).quantity as number;
    expect(call('receive_stock', { sku, quantity: 12, supplier: 'Greens' }).new_quantity).toBe(before + 12);
    expect(call('issue_stock', { sku, quantity: 5 }).new_quantity).toBe(before + 7);
    expect(call('get_seeds', { sku }).quantity).toBe(before + 7);
    expect(rows(call('list_movements', { sku }).movements).slice(0, 2)).toMatchObject([
      { sku, type: 'out', quantity: 5 },
      { sku, type: 'in', quantity: 12 },
    ]);
  });
});

describe('a basket', () => {
  it('holds what was put in, under any name, and becomes the order', () => {
    const call = session(BASKET);
    const [good] = rows(call('search_goods', { query: 'tea' }).goods);
    const good_id = good?.good_id as string;
    call('clear_basket');
    expect(call('add_to_basket', { good_id, quantity: 2 }).basket).toMatchObject([
      { good_id, quantity: 2, price: good?.price as number },
    ]);
    call('update_quantity', { good_id, quantity: 3 });
    const { items, total } = call('view_basket');
    expect(items).toMatchObject([{ good_id, quantity: 3 }]);
    expect(total).toBeCloseTo(3 * (good?.price as number), 2);
    const order = call('checkout', { address: '1 Main St' });
    expect(order.total).toBe(total);
    expect(call('get_order', { order_id: order.order_id }).items).toEqual([{ good_id, quantity: 3 }]);
    expect(call('view_basket')).toMatchObject({ items: [], total: 0 });
    expect(call('checkout', { address: '1 Main St' })).toEqual({ error: 'conflict' });
  });

  it('holds it as well where no answer is documented', () => {
    const call = session(BASKET, true);
    const [good] = rows(call('search_goods', { query: 'tea' }).goods);
    const good_id = good?.good_id as string;
    call('clear_basket');
    call('add_to_basket', { good_id, quantity: 2 });
    call('update_quantity', { good_id, quantity: 3 });
    expect(call('view_basket').items).toEqual([{ good_id, quantity: 3 }]);
  });
});

describe('a case', () => {
  it('begins new, is counted where it is listed, and is new again when it is reopened', () => {
    const call = session(DESK);
    const queue_name = 'billing';
    const made = call('open_case', { subject: 'Refund', queue_name });
    expect(made.state).toBe('new');
    for (const state of ['new', 'active', 'closed']) {
      const { count } = call('count_cases', { queue_name, state });
      expect(count).toBe(rows(call('list_cases', { queue_name, state }).cases).length);
    }
    expect(call('close_case', { case_id: made.case_id }).state).toBe('closed');
    expect(call('reopen_case', { case_id: made.case_id }).state).toBe('new');
  });

  it('adds up what is logged, and slots lie on the day that was asked for, each with a person', () => {
    const call = session(DESK);
    const { case_id } = call('open_case', { subject: 'Refund', queue_name: 'billing' });
    expect(call('log_work', { case_id, minutes: 25 }).total_minutes).toBe(25);
    expect(call('log_work', { case_id, minutes: 10 }).total_minutes).toBe(35);
    for (const slot of rows(call('find_slots', { date: '2026-06-02' }).slots)) {
      expect(slot.starts_at).toMatch(/^2026-06-02T/);
      expect(Date.parse(String(slot.ends_at))).toBeGreaterThan(Date.parse(String(slot.starts_at)));
      expect(slot.agent_name).toMatch(/^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$/u);
    }
  });
});
