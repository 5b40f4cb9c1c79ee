import { describe, expect, it } from 'vitest';
import { domainOf } from './support.ts';

const FLEET = `
/** Lists the boats of a harbour. */
function list_boats(harbour: string): { boats: { name: string; berth: string; crew: integer }[] };
/** Shows one boat. */
function describe_boat(harbour: string, boat_name: string): { name: string; berth: string; skipper: string };
/** Sets the berth of a boat. */
function set_berth(harbour: string, boat_name: string, berth: string): { name: string; berth: string };
/** Takes a boat out of service. */
function lay_up_boat(harbour: string, boat_name: string): { name: string };
`;

const RECORDS = `
/** Searches recordings. */
function search_recordings(q: string): { recordings: { cue: string; title: string }[] };
/** Gets one recording. */
function get_recording(cue: string): { cue: string; title: string };
/** Keeps a recording for later. */
function keep_recording(cue: string): { kept: boolean };
/** Gets the score that belongs to a recording. */
function get_score(cue: string): { cue: string; pages: integer };
/** Puts a recording on the reel. */
function add_to_reel(cue: string): { length: integer };
`;

const MEMBERS = `
/** Registers a member. */
function register_member(name: string): { id: string; name: string };
/** Shows a member. */
function get_member(member_id: string): { id: string; name: string };
/** Merges a duplicate member into a primary one. */
function merge_members(primary_id: string, duplicate_id: string): { id: string };
`;

const inputsOf = (text: string, name: string) =>
  Object.fromEntries(
    (domainOf(text).functions.find((one) => one.function === name)?.inputs ?? []).map(({ parameter, role, of }) => [
      parameter,
      `${role} ${of?.entity ?? '-'}`,
    ]),
  );
const outputsOf = (text: string, name: string) =>
  Object.fromEntries(
    (domainOf(text).functions.find((one) => one.function === name)?.outputs ?? []).map(({ path, role, of }) => [
      path,
      `${role} ${of?.field ?? '-'}`,
    ]),
  );

describe('what identifies a record without being called an identifier', () => {
  it('is a name that several functions ask for; in answers it stands as plain name', () => {
    expect(inputsOf(FLEET, 'describe_boat')).toMatchObject({ boat_name: 'key boat' });
    expect(inputsOf(FLEET, 'set_berth')).toEqual({
      harbour: 'attribute boat',
      boat_name: 'key boat',
      berth: 'attribute boat',
    });
    expect(outputsOf(FLEET, 'list_boats')).toMatchObject({ 'boats[].name': 'key boat_name' });
    expect(outputsOf(FLEET, 'describe_boat')).toMatchObject({ name: 'key boat_name' });
  });

  it('is a bare field by which one thing is got, kept and put into others', () => {
    expect(inputsOf(RECORDS, 'keep_recording')).toEqual({ cue: 'key recording' });
    expect(inputsOf(RECORDS, 'get_score').cue).toMatch(/ recording$/);
    expect(inputsOf(RECORDS, 'add_to_reel')).toEqual({ cue: 'reference recording' });
  });

  it('is what one of two records of a kind is to the function', () => {
    expect(Object.values(inputsOf(MEMBERS, 'merge_members'))).toEqual(['key member', 'key member']);
  });

  it('is no name beside an issued identifier', () => {
    const both = `
/** Shows a store. */
function get_store(store_id: string): { store_id: string; store_name: string };
/** Opens a store. */
function open_store(store_id: string, store_name: string): { store_id: string };
/** Shuts a store. */
function shut_store(store_id: string, store_name: string): { store_id: string };
`;
    expect(domainOf(both).entities.find(({ name }) => name === 'store')?.identifiers[0]?.name).toBe('store_id');
  });

  it('is the thing of that very name, where the catalog keeps it, and not of what holds it', () => {
    const stocks = `
/** Searches symbols. */
function search_symbols(text: string): { matches: { symbol: string; name: string }[] };
/** Places an order. */
function place_order(symbol: string, count: integer): { order_id: string; symbol: string };
/** Shows an order. */
function get_order(order_id: string): { order_id: string; symbol: string };
`;
    expect(inputsOf(stocks, 'place_order')).toMatchObject({ symbol: 'reference symbol' });
    expect(outputsOf(stocks, 'get_order')).toMatchObject({ symbol: 'reference symbol' });
  });

  it('is each text of a list of the records that are listed', () => {
    const zones = `
/** Lists all zones. */
function list_zones(): { zones: string[] };
/** Heats a zone. */
function heat_zone(zone: string): { zone: string };
/** Cools a zone. */
function cool_zone(zone: string): { zone: string };
`;
    expect(outputsOf(zones, 'list_zones')).toMatchObject({ 'zones[]': 'key zone' });
  });
});

describe('names that say the deed last', () => {
  it('are read so where the other names of the catalog do', () => {
    const domain = domainOf(
      JSON.stringify({
        tools: (
          [
            ['member-register', 'Takes somebody in.', 'name'],
            ['visit-cancel', 'Cancels a visit.', 'visit_id'],
            ['invoice-pay', 'Notes that an invoice was paid.', 'invoice_id'],
            ['invoice-make', 'Makes an invoice.', 'visit_id'],
            ['visit-arrived', 'They are in the hall.', 'visit_id'],
            ['visit-move', 'Moves a visit.', 'visit_id starts_at'],
          ] as const
        ).map(([name, description, parameters]) => ({
          name,
          description,
          inputSchema: {
            type: 'object',
            properties: Object.fromEntries(parameters.split(' ').map((one) => [one, { type: 'string' }])),
            required: parameters.split(' '),
          },
        })),
      }),
      'file:///tools.json',
    );
    const read = Object.fromEntries(
      domain.functions.map((one) => [one.function, `${one.operation} ${one.entity} ${one.movesTo ?? ''}`.trim()]),
    );
    expect(read).toMatchObject({
      'invoice-pay': 'act invoice',
      'invoice-make': 'create invoice',
      'visit-cancel': 'act visit cancelled',
      'visit-arrived': 'act visit arrived',
    });
  });
});

describe('a deed that takes back another', () => {
  it('is known by the verb it is made of', () => {
    const read = domainOf(`
/** Puts a dish on the plan. */
function plan_dish(dish_id: string, day: string): { plan_id: string };
/** Takes a dish off. */
function unplan_dish(plan_id: string): { ok: boolean };
/** Marks a deal as won. */
function mark_won(deal_id: string): { deal_id: string; status: string };
`);
    const of = (name: string) => read.functions.find((one) => one.function === name);
    expect(of('unplan_dish')?.operation).toBe('delete');
    expect(of('mark_won')).toMatchObject({ operation: 'act', entity: 'deal', movesTo: 'won' });
  });
});

describe('what descriptions give back', () => {
  it('is read where they begin with "Returns", and taken back where it goes somewhere', () => {
    const read = domainOf(`
/** Returns the leaks that are not mended yet. */
function open_leaks(): { leaks: { leak_id: string }[] };
/** Returns what a boat cost in a month. */
function running_costs(vin: string, month: string): { total: number };
/** Returns a boat to its berth. */
function bring_home(vin: string): { ok: boolean };
/** Sells tickets for a show. */
function sell_tickets(show_id: string, seats: integer): { order_id: string; show_id: string };
/** Refunds an order. */
function refund_order(order_id: string): { ok: boolean };
/** Takes a painting off view. */
function take_off_view(painting_id: string): { painting_id: string };
/** Lists paintings. */
function list_paintings(): { paintings: { painting_id: string }[] };
`);
    const said = Object.fromEntries(
      read.functions.map((one) => [one.function, `${one.operation} ${one.entity ?? '-'}`]),
    );
    expect(said).toMatchObject({
      open_leaks: 'list leak',
      sell_tickets: 'create order',
      take_off_view: 'update painting',
    });
    expect(said.running_costs).toMatch(/^(?:get|list) /);
    expect(said.bring_home).not.toMatch(/^(?:get|list) /);
  });
});
