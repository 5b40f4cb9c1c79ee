import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../server/src/random/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';
import { first, listed, SEEDS, sessionOf } from './session.ts';

const FEW = SEEDS.slice(0, 3);

/** A pottery, of whose answers nobody wrote a word. */
const POTTERY = `
/** Glazes by colour. Returns id, name and stock. */
function search_glazes(finish?: string, shelf?: string);
/** One glaze. */
function get_glaze(id: string);
/** People who learn here. */
function list_apprentices(year_group: string);
/** Looks an apprentice up. */
function get_apprentice(apprentice_id: string);
/** Praises an apprentice. */
function praise_apprentice(apprentice_id: string, why: string);
/** Free kilns on a day. */
function list_kilns(day: string, hall?: string);
/** Rents a kiln out. @param from First day. @param until Last day. */
function rent_kiln(kiln_id: string, renter: string, from: string, until: string);
/** A rent: its kiln, renter and dates. */
function get_rent(rent_id: string);
/** Moves the end of a rent. */
function extend_rent(rent_id: string, new_until: string);
`;

describe('lists that nobody documented', () => {
  it.each(FEW)('tell what they were narrowed by, and so does the record (%s)', (seed) => {
    const { call } = sessionOf(POTTERY, seed);
    const found = first(call('search_glazes', { finish: 'matt' }));
    expect(found).toMatchObject({ finish: 'matt' });
    expect(call('get_glaze', { id: found.id as string })).toMatchObject({ finish: 'matt', name: found.name as string });
    const kiln = first(call('list_kilns', { day: '2026-05-02' }));
    expect(kiln).toMatchObject({ day: '2026-05-02', hall: expect.any(String) });
  });

  it.each(FEW)('tell people by their names (%s)', (seed) => {
    const { call } = sessionOf(POTTERY, seed);
    const found = first(call('list_apprentices', { year_group: 'second' }));
    expect(found.name).toMatch(/^\p{L}+ \p{L}+/u);
    expect(call('get_apprentice', { apprentice_id: found.apprentice_id as string })).toMatchObject({
      name: found.name as string,
      year_group: 'second',
    });
  });

  it.each(FEW)('count what is in stock (%s)', (seed) => {
    const { call } = sessionOf(POTTERY, seed);
    for (const glaze of listed(call('search_glazes'))) expect(glaze.stock).toEqual(expect.any(Number));
  });
});

/** An inn, of whose answers nobody wrote more than what its functions are for. */
const INN = `
/** A guest's folio with its lines and the total. */
function get_folio(visit_id: string);
/** A visit. */
function get_visit(visit_id: string);
/** Puts a charge on the folio of a visit. */
function add_charge(visit_id: string, kind: "minibar" | "laundry", amount: number);
/** Moves a visit to another room. */
function change_room(visit_id: string, room: string);
/** Ends a visit. */
function end_visit(visit_id: string);
/** The menu of a day. Each course has a name, price and allergens. */
function get_menu(day: string);
/** The breakfast round: every table with its waiter, and how many are seated. */
function get_round(day: string);
`;

describe('what a description speaks of', () => {
  it.each(FEW)('lines of a bill say what they are for and add up to its total (%s)', (seed) => {
    const { call } = sessionOf(INN, seed);
    const before = call('get_folio', { visit_id: 'V1' }) as {
      lines: { kind: string; amount: number }[];
      total: number;
    };
    for (const line of before.lines) expect(line).toEqual({ kind: expect.any(String), amount: expect.any(Number) });
    const sum = before.lines.reduce((all, { amount }) => all + amount, 0);
    expect(before.total).toBeCloseTo(sum);
    call('add_charge', { visit_id: 'V1', kind: 'minibar', amount: 12.5 });
    const after = call('get_folio', { visit_id: 'V1' }) as typeof before;
    expect(after.lines).toContainEqual({ kind: 'minibar', amount: 12.5 });
    expect(after.total).toBeCloseTo(sum + 12.5);
  });

  it.each(FEW)('rows have the fields that each of them is said to have, and a count is a number (%s)', (seed) => {
    const { call } = sessionOf(INN, seed);
    const courses = listed(call('get_menu', { day: '2026-05-04' }));
    expect(courses.length).toBeGreaterThan(0);
    for (const course of courses) expect(course).toMatchObject({ name: expect.any(String), price: expect.any(Number) });
    expect(call('get_round', { day: '2026-05-04' }).seated_count).toEqual(expect.any(Number));
  });

  it('a change says that it is done, and no state that nothing brought about', () => {
    const { call } = sessionOf(INN, 'inn');
    expect(call('change_room', { visit_id: 'V1', room: '12' })).toEqual({ visit_id: 'V1', success: true });
    expect(call('end_visit', { visit_id: 'V1' })).toMatchObject({ status: 'ended' });
  });
});

describe('what is extended', () => {
  const rented = { kiln_id: '', renter: 'Ola Berg', from: '2026-05-04', until: '2026-05-09' };

  it.each(FEW)(
    'tells of what it was made with, and ends neither before its start nor sooner than it did (%s)',
    (seed) => {
      const { call, refused } = sessionOf(POTTERY, seed);
      const kiln_id = first(call('list_kilns', { day: '2026-05-04' })).kiln_id as string;
      const { rent_id } = call('rent_kiln', { ...rented, kiln_id }) as { rent_id: string };
      expect(call('get_rent', { rent_id })).toMatchObject({ ...rented, kiln_id });
      expect(refused('extend_rent', { rent_id, new_until: '2026-05-01' })).toContain('2026-05-04');
      expect(refused('extend_rent', { rent_id, new_until: '2026-05-06' })).toContain('later day');
      call('extend_rent', { rent_id, new_until: '2026-05-12' });
      expect(call('get_rent', { rent_id }).until).toBe('2026-05-12');
    },
  );

  it('is asked for a later day', () => {
    const functions = functionsOf(POTTERY);
    const world = createSimulatedWorld(functions);
    const rented = { kiln_id: 'KI-1', renter: 'Ola Berg', from: '2026-05-04', until: '2026-05-09' };
    let state = world.startNow('later');
    const looked = world.executeNow({ function: 'list_kilns', arguments: { day: '2026-05-04' } }, state);
    state = looked.state;
    if (looked.outcome.ok) rented.kiln_id = String(first(looked.outcome.output).kiln_id);
    const made = world.executeNow({ function: 'rent_kiln', arguments: rented }, state);
    state = made.state;
    if (!made.outcome.ok) throw new Error(made.outcome.error.message);
    const { rent_id } = made.outcome.output as { rent_id: string };
    const random = createRandom('later');
    for (let at = 0; at < 20; at += 1) {
      const { new_until } = world.proposeArguments('extend_rent', state, random, { rent_id }) as { new_until: string };
      expect(new_until > '2026-05-09').toBe(true);
    }
  });
});
