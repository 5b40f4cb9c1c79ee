import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../server/src/json/index.ts';
import { createRandom } from '../../../server/src/random/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

const FUNCTIONS = functionsOf(`
/** Lists the horses of a rider. */
declare function list_horses(rider_id: string): { horses: { horse_id: string; name: string; breed: string; birth_date: string }[] };
/** Adds a horse. */
declare function add_horse(rider_id: string, name: string, breed: string): { horse_id: string };
/** Books a lesson. */
declare function book_visit(horse_id: string, reason: string): { visit_id: string };
/** Cancels a visit. */
declare function cancel_visit(visit_id: string, reason: string): { visit_id: string };
/** Gets the bill of a visit. */
declare function get_bill(visit_id: string): { bill_id: string; items: { description: string; amount: number }[]; total: number };
/** Shows a patient. */
declare function get_patient(patient_id: string): { patient_id: string; problems: string[] };
/** Shows a bicycle. */
declare function get_bicycle(bicycle_id: string): { bicycle_id: string; fault: string };
/** Reports a problem in a room. */
declare function report_room_problem(room_id: string, problem: string): { report_id: string };
/** Opens a ticket. */
declare function open_ticket(title: string): { ticket_id: string };
/** Finds tickets by text. */
declare function search_tickets(query: string): { tickets: { ticket_id: string; title: string; handler: string }[] };
/** Changes a ticket. Only what is given changes. */
declare function update_ticket(ticket_id: string, title?: string, due_date?: string): { ticket_id: string };
`);
const world = createSimulatedWorld(FUNCTIONS);
const SEEDS = Array.from({ length: 30 }, (_, seed) => seed);

/** Arguments as thirty users would give them, and what the world answers. */
function calls(name: string): { given: JsonObject; output: JsonObject }[] {
  return SEEDS.flatMap((seed) => {
    const start = world.startNow(`${seed}`);
    const given = world.proposeArguments(name, start, createRandom(seed), {});
    const { outcome } = world.executeNow({ function: name, arguments: given }, start);
    return outcome.ok ? [{ given, output: outcome.output as JsonObject }] : [];
  });
}

const YEAR = 365.25 * 86_400_000;

describe('values fit what they are told of', () => {
  it('a patient has a cough, a bicycle a flat tyre, a room a tap that drips', () => {
    const told = (name: string, field: string) => calls(name).flatMap(({ output }) => output[field] as string[]);
    expect(new Set(told('get_patient', 'problems'))).toContain('dry cough');
    expect(new Set(told('get_bicycle', 'fault'))).toContain('flat tyre');
    expect(new Set(calls('report_room_problem').map(({ given }) => given.problem))).toContain('tap drips');
    for (const problem of told('get_patient', 'problems')) expect(problem).not.toMatch(/page|parcel|printer|payment/);
  });

  it('an animal has the name and the age of one', () => {
    const horses = calls('list_horses').flatMap(({ output }) => output.horses as JsonObject[]);
    expect(horses.length).toBeGreaterThan(20);
    for (const { name, birth_date } of horses) {
      expect(name).toMatch(/^\p{Lu}\p{Ll}+$/u);
      expect(Date.parse(String(birth_date))).toBeGreaterThan(Date.UTC(2025, 0, 1) - 14 * YEAR);
    }
    for (const { given } of calls('add_horse')) expect(given.name).toMatch(/^\p{Lu}\p{Ll}+$/u);
  });

  it('who books has a purpose, who cancels a reason to', () => {
    const purposes = calls('book_visit').map(({ given }) => String(given.reason));
    const reasons = calls('cancel_visit').map(({ given }) => String(given.reason));
    expect(purposes.filter((purpose) => reasons.includes(purpose))).toEqual([]);
    for (const purpose of purposes) expect(purpose).not.toMatch(/no longer|changed|twice|wrong/);
  });

  it('a bill has things that are paid for, and comes to their sum', () => {
    for (const { output } of calls('get_bill')) {
      const items = output.items as { description: string; amount: number }[];
      for (const { description } of items) expect(description).not.toMatch(/[.!?]$/);
      expect(output.total).toBeCloseTo(
        items.reduce((sum, { amount }) => sum + amount, 0),
        2,
      );
    }
  });

  it('a search finds titles that hold what was searched for', () => {
    for (const { given, output } of calls('search_tickets'))
      for (const { title } of output.tickets as JsonObject[])
        expect(String(title).toLowerCase()).toContain(String(given.query).toLowerCase());
  });

  it('who changes a thing changes something of it', () => {
    for (const { given } of calls('update_ticket')) expect(Object.keys(given).length).toBeGreaterThan(1);
  });

  it('somebody who does something is a person', () => {
    for (const { output } of calls('search_tickets'))
      for (const { handler } of output.tickets as JsonObject[]) expect(handler).toMatch(/^\p{Lu}\p{L}+ \p{Lu}\p{L}+$/u);
  });
});
