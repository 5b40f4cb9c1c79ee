import { describe, expect, it } from 'vitest';
import { domainOf } from './support.ts';

describe('one number of many records', () => {
  const { functions, entities } = domainOf(`
/** Lists the looms of a weaving mill. */
function list_looms(): unknown;
/** Log metres woven on a loom. */
function log_weaving(loom_id: string, metres: number): unknown;
/** Average metres a day of a loom. */
function average_output(loom_id: string): unknown;
/** Sum of metres for a pattern. */
function get_total_length(pattern: string): unknown;
/** All breaks of thread of a hall. */
function total_breaks(hall: string): unknown;
/** Largest load of a line. */
function max_load(line: string): unknown;
/** Outlook for a shift. @param evening Date of the evening. @format date */
function get_outlook(evening: string): unknown;`);
  const answer = (name: string) =>
    functions.find((one) => one.function.endsWith(name))?.response.schema.properties as Record<string, unknown>;

  it('is what is answered, by its whole name', () => {
    expect(answer('average_output')).toEqual({ loom_id: { type: 'string' }, average_output: { type: 'number' } });
    expect(answer('get_total_length')).toEqual({ total_length: { type: 'number' } });
    expect(answer('max_load')).toEqual({ max_load: { type: 'number' } });
  });

  it('a whole number, where things are counted', () => {
    expect(answer('total_breaks')).toEqual({ total_breaks: { type: 'integer', minimum: 0 } });
  });

  it('what it is asked for by names no record, and neither does a day', () => {
    const keys = functions.flatMap(({ inputs }) => inputs.filter(({ role }) => role === 'key' || role === 'reference'));
    expect(keys.map(({ parameter }) => parameter)).toEqual(['loom_id', 'loom_id']);
    expect(entities.filter(({ identifiers }) => identifiers.length > 0).map(({ name }) => name)).toEqual(['loom']);
  });
});

describe('who reserves a slot has a reservation', () => {
  const makes = (others: string) =>
    domainOf(`
/** Reserve time on a kiln. */
function reserve_slot(kiln_id: string, start: string): unknown;
${others}`).functions[0]?.entity;

  it('where the reservation is asked for', () => {
    expect(makes('/** Cancel a reservation. */\nfunction cancel_reservation(reservation_id: string): unknown;')).toBe(
      'reservation',
    );
  });

  it('and a slot, where slots are', () => {
    expect(makes('/** Free a slot. */\nfunction free_slot(slot_id: string): unknown;')).toBe('slot');
  });
});
