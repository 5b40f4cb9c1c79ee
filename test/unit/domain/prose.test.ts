import { describe, expect, it } from 'vitest';
import { toldFields } from '../../../server/src/domain/index.ts';
import { domainOf } from './support.ts';

const told = (description: string) => toldFields(description).map(({ name }) => name);

describe('fields that a description tells of', () => {
  it.each([
    ["Get a pet's medical record: weight, allergies, vaccinations.", ['weight', 'allergies', 'vaccinations']],
    [
      'Retrieves the status of a kiln: temperature, firing phase and time left.',
      ['temperature', 'firing_phase', 'time_left'],
    ],
    ['Details of one order, including items and total.', ['items', 'total']],
    ['List boats with their berth and draught.', ['berth', 'draught']],
    ['Looms of a hall, with weaver, start time and spools left.', ['weaver', 'start_time', 'spools_left']],
    ['Get a loom incl. model, spools in stock and owner.', ['model', 'spools_in_stock', 'owner']],
    ['Returns all looms with width and current state.', ['width', 'state', 'looms']],
    ['List looms with model, year of make and owner.', ['model', 'year', 'owner']],
  ])('%s', (description, fields) => {
    expect(told(description)).toEqual(fields);
  });

  it.each([
    'Get boats by one of these filters: length, draught, name.',
    'List the boats. Sort order: name, length.',
    'Set the mode of a kiln: bisque, glaze, raku.',
    'Get a boat: the boat that was asked for by its number or its name in the harbour, if there is one.',
    'Get the weather: sunny.',
    'List boats with a cabin and a motor.',
    'Search boats with cabin and motor.',
    'List boats with skipper.',
    'Fetch a page. Note: slow, costly.',
  ])('none in: %s', (description) => {
    expect(told(description)).toEqual([]);
  });
});

describe('a number that is recorded of a thing', () => {
  const VET = `
/** Get a pet's record: weight, allergies. */
function get_pet(pet_id: string);
/** Record a pet's weight in kilograms. */
function record_weight(pet_id: string, weight_kg: number);
/** Log a walk of a pet. */
function log_walk(pet_id: string, minutes: number);`;
  const { functions } = domainOf(VET);

  it('is set on that thing, and read under one name', () => {
    expect(functions[1]).toMatchObject({ operation: 'update', entity: 'pet', writes: true });
    expect(Object.keys(functions[0]?.response.schema.properties ?? {})).toEqual(['pet_id', 'weight_kg', 'allergies']);
  });

  it('is none where a deed is logged', () => {
    expect(functions[2]).toMatchObject({ operation: 'create', entity: 'walk' });
  });
});
