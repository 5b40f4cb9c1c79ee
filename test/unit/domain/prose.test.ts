import { describe, expect, it } from 'vitest';
import { toldFields } from '../../../server/src/domain/index.ts';

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
  ])('%s', (description, fields) => {
    expect(told(description)).toEqual(fields);
  });

  it.each([
    'Get boats by one of these filters: length, draught, name.',
    'List the boats. Sort order: name, length.',
    'Set the mode of a kiln: bisque, glaze, raku.',
    'Get a boat: the boat that was asked for by its number or its name in the harbour, if there is one.',
    'Get the weather: sunny.',
    'Fetch a page. Note: slow, costly.',
  ])('none in: %s', (description) => {
    expect(told(description)).toEqual([]);
  });
});
