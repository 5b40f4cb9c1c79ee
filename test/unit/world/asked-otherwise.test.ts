import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

/** A search or a deed that calls things otherwise than the records do, and means the same. */
const FERRIES = `
/** Piers around a place. @param radius Radius in metres. */
function find_piers(lat: number, lng: number, radius?: integer): { piers: { pier_id: string; name: string; lat: number; lng: number }[] };
/** All piers. */
function list_piers(): { piers: { pier_id: string; name: string; lat: number; lng: number }[] };
/** Crossings on sale. @param max How many at most. */
function list_crossings(max_price?: number, max?: integer): { crossings: { crossing_id: string; price_per_person: number }[] };
/** Puts a pass on hold. @param until Date to resume. */
function pause_pass(pass_id: string, until?: string): { pass_id: string; status: string; resumes_on: string };
/** Buys a pass. */
function create_pass(holder: string): { pass_id: string };
`;

const BARE = `
/** Lists the reading rooms with their IDs and titles. */
function list_rooms();
/** Reserves a room. @param rm Number of the room. */
function rsv_make(rm: string, guest: string);
/** Calls a guest's reservation off. @param rsv Reservation number. */
function guest_off(rsv: string);
/** A reservation. @param rsv Reservation number. */
function rsv_show(rsv: string);
`;

function session(text: string) {
  const world = createSimulatedWorld(functionsOf(text));
  let state = world.startNow('asked otherwise');
  return (name: string, given: JsonObject = {}) => {
    const { outcome, state: next } = world.executeNow({ function: name, arguments: given }, state);
    state = next;
    if (!outcome.ok) throw new Error(outcome.error.message);
    return outcome.output as { [list: string]: JsonObject[] & Json } & Record<string, Json>;
  };
}

describe('what is asked for in other words', () => {
  it('a search by coordinates finds what lies around, and nothing else', () => {
    const call = session(FERRIES);
    const [pier] = call('list_piers').piers as JsonObject[];
    const { lat, lng, pier_id } = pier as { lat: number; lng: number; pier_id: string };
    const near = call('find_piers', { lat: lat + 0.001, lng, radius: 400 }).piers as JsonObject[];
    expect(near.map((one) => one.pier_id)).toContain(pier_id);
    for (const one of near) {
      expect(Math.abs((one.lat as number) - lat)).toBeLessThan(0.01);
      expect(Math.abs((one.lng as number) - lng)).toBeLessThan(0.02);
    }
    const elsewhere = call('find_piers', { lat: -12.05, lng: -77.04, radius: 800 }).piers as JsonObject[];
    for (const one of elsewhere) expect(Math.abs((one.lat as number) + 12.05)).toBeLessThan(0.02);
  });

  it('a bound is for the one field that tells it, and "max" counts results', () => {
    const call = session(FERRIES);
    const all = call('list_crossings').crossings as { price_per_person: number }[];
    const prices = all.map((one) => one.price_per_person).sort((a, b) => a - b);
    const middle = prices[Math.floor(prices.length / 2)] as number;
    const cheap = call('list_crossings', { max_price: middle }).crossings as typeof all;
    expect(cheap.length).toBe(prices.filter((price) => price <= middle).length);
    expect(call('list_crossings', { max: 2 }).crossings).toHaveLength(2);
  });

  it('a deed tells the day that it was given', () => {
    const call = session(FERRIES);
    const { pass_id } = call('create_pass', { holder: 'Mara Odili' }) as JsonObject;
    expect(call('pause_pass', { pass_id: pass_id as string, until: '2031-05-01' })).toMatchObject({
      resumes_on: '2031-05-01',
    });
  });

  it('each line of a list has one title, and what is called off is cancelled', () => {
    const call = session(BARE);
    for (const line of call('list_rooms').rooms as JsonObject[]) {
      expect(typeof line.title).toBe('string');
      expect(line).not.toHaveProperty('ids');
    }
    const rm = (call('list_rooms').rooms as JsonObject[])[0]?.rm as string;
    const { rsv } = call('rsv_make', { rm, guest: 'Ana Ruiz' }) as JsonObject;
    expect(call('guest_off', { rsv: rsv as string }).status).toBe('cancelled');
    expect(call('rsv_show', { rsv: rsv as string }).status).toBe('cancelled');
  });
});
