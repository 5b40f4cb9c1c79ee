import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { createRandom } from '../../../server/src/random/index.ts';
import { createSimulatedWorld, otherOfItsKind, type WorldState } from '../../../server/src/world/index.ts';
import { AIRLINE, functionsOf } from './catalogs.ts';

/** Runs calls in a world made of signatures, one after another. */
function session(fsig: string, seed = '7') {
  const world = createSimulatedWorld(functionsOf(fsig));
  let state: WorldState = world.startNow(seed);
  return {
    propose: (name: string, salt: number, known: JsonObject = {}) =>
      world.proposeArguments(name, state, createRandom(salt), known),
    call: (name: string, given: JsonObject): JsonObject & JsonObject[] => {
      const execution = world.executeNow({ function: name, arguments: given }, state);
      state = execution.state;
      if (!execution.outcome.ok) throw new Error(execution.outcome.error.message);
      return execution.outcome.output as JsonObject & JsonObject[];
    },
  };
}

const SALTS = Array.from({ length: 40 }, (_, index) => index);

describe('answers that go together', () => {
  it('tell the items of a list apart by their first text, and stand by what they said of each', () => {
    const world = createSimulatedWorld(AIRLINE);
    for (const salt of SALTS) {
      const start = world.startNow(`seats ${salt}`);
      const given = world.proposeArguments('airline.seat_map', start, createRandom(salt), {});
      const listed = world.executeNow({ function: 'airline.seat_map', arguments: given }, start);
      if (!listed.outcome.ok) continue;
      const seats = listed.outcome.output as JsonObject[];
      expect(new Set(seats.map(({ seat }) => seat)).size).toBe(seats.length);
      const [first] = seats;
      const booking = world.proposeArguments('airline.choose_seat', listed.state, createRandom(salt), {
        seat: first?.seat as Json,
      });
      const chosen = world.executeNow({ function: 'airline.choose_seat', arguments: booking }, listed.state);
      if (chosen.outcome.ok) expect(chosen.outcome.output).toMatchObject({ fee: first?.fee });
    }
  });

  it('keep what a thing was found by', () => {
    const desk = session(`
      type PatientId = string;
      /** Finds a patient by name. */
      function find_patient(full_name: string): { patient_id: PatientId };
      /** Shows the record of a patient. */
      function get_patient(patient_id: PatientId): { patient_id: PatientId; full_name: string };
    `);
    const { patient_id } = desk.call('find_patient', { full_name: 'Ada Quist' });
    expect(desk.call('get_patient', { patient_id: patient_id as string })).toMatchObject({ full_name: 'Ada Quist' });
  });

  it('confirm each call for itself', () => {
    const browser = session(`
      /** Goes to a page. */
      function navigate(url: string): { success: boolean; message: string };
      /** Resizes the window. */
      function resize_window(width: number): { success: boolean; message: string };
    `);
    const first = browser.call('navigate', { url: 'https://www.example.com/' }).message;
    expect(browser.call('resize_window', { width: 800 }).message).not.toBe(first);
  });

  it('speak of what a file or a search is called after', () => {
    const files = session(`
      /** Shows the contents of a file. */
      function read_file(file_name: string): { content: string };
    `);
    expect(files.call('read_file', { file_name: 'team_offsite.txt' }).content).toContain('team offsite');
  });
});

describe('what a user would ask for', () => {
  it('is no exchange of a thing for itself', () => {
    const shop = session(`
      type ItemId = string;
      /** Lists the items in stock. */
      function list_items(): { id: ItemId; price: number }[];
      /** Exchanges an item for another one. */
      function exchange_item(item_id: ItemId, new_item_id: ItemId): { ok: boolean };
    `);
    shop.call('list_items', {});
    for (const salt of SALTS) {
      const { item_id, new_item_id } = shop.propose('exchange_item', salt);
      expect(item_id).not.toBe(new_item_id);
    }
  });

  it('is no change of a currency into itself', () => {
    const bank = session(`
      /** Converts money. */
      function convert(amount: number, from_currency: string, to_currency: string): { amount: number };
    `);
    for (const salt of SALTS) {
      const made = bank.propose('convert', salt);
      expect(made.from_currency).not.toBe(made.to_currency);
      expect(bank.propose('convert', salt, { from_currency: 'EUR' }).to_currency).not.toBe('EUR');
    }
  });

  it('fits what the description says of a name that could be anything', () => {
    const files = session(`
      /**
       * Moves a file.
       * @param source Source name of the file to move.
       * @param destination Destination name to move the file to.
       */
      function mv(source: string, destination: string): { result: string };
    `);
    for (const salt of SALTS) expect(files.propose('mv', salt).destination).toMatch(/^\w+\.\w+$/);
  });
});

describe('names', () => {
  it('are people’s for people only', () => {
    const club = session(`
      /** Shows the next report. */
      function next_report(): { report_name: string; host_name: string };
    `);
    const { report_name, host_name } = club.call('next_report', {});
    expect(host_name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
    expect(report_name).toMatch(/^[A-Z][a-z]+ [a-z]+$/);
  });

  it('are of what bears them: a medicine, a house, a thing that has only a name, never a text for a thing', () => {
    const ward = session(`
      /** Shows what a patient takes. */
      function next_medication(): { medication_id: string; name: string };
      /** Shows where it is to be had. */
      function next_pharmacy(): { pharmacy_id: string; name: string };
      /** Shows the pump that gives it. */
      function next_pump(): { pump_id: string; name: string; coating: string; serial_number: string };
    `);
    expect(ward.call('next_medication', {}).name).toMatch(/^[a-z]+$/);
    expect(ward.call('next_pharmacy', {}).name).toMatch(/^[A-Z][a-z]+ Pharmacy$/);
    const pump = ward.call('next_pump', {});
    expect(pump.name).toMatch(/^[A-Z][a-z]+$/);
    expect(pump.coating).toMatch(/^[a-z]+$/);
    expect(pump.serial_number).toMatch(/\d/);
  });
});

describe('another value of the same kind', () => {
  it.each([
    ['Notes on the garden project.', /^Notes on the (?!garden project)[a-z ]+\.$/],
    ['team_offsite.txt', /^(?!team_offsite)[a-z]+_[a-z]+\.txt$/],
    ['in Lisbon today', /^in (?!Lisbon)\w+ today$/],
  ])('%s', (text, expected) => expect(otherOfItsKind(text)).toMatch(expected));

  it('is not made up where nothing is known', () => expect(otherOfItsKind('zebra crossing')).toBeUndefined());
});
