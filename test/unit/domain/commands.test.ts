import { describe, expect, it, test } from 'vitest';
import { domainOf } from './support.ts';

/** What a function of a catalog is read as: operation, entity, and whether it writes. */
function read(text: string, name: string): string {
  const reading = domainOf(text).functions.find((one) => one.function === name);
  return `${reading?.operation} ${reading?.entity ?? '-'}${reading?.writes ? '' : ' (reads)'}`;
}

describe('what a description commands', () => {
  test.each([
    ['a single word of the name is its verb', 'rouse', 'Rouse the convoy at a stop.', 'act convoy'],
    ['a word and its particle are one verb', 'rev_up', 'Warm a lorry for the road.', 'act lorry'],
    ['a question is answered', 'whitewash_barn', 'Which colours would suit a barn.', 'get barn (reads)'],
    [
      'a plural with a relative clause does nothing',
      'moorings_running_out',
      'Moorings that end this year.',
      'list mooring (reads)',
    ],
    ['the noun of the verb is made', 'remind', 'Set a reminder before a convoy leaves.', 'create reminder'],
  ])('%s', (_why, name, description, reading) => {
    const text = `
/** ${description} */
function ${name}(place: string);
/** Convoys on the road. */
function list_convoys();
/** Sell a lorry. */
function sell_lorry(lorry_id: string);
/** Lorries. */
function list_lorries();
/** Barns of a farm. */
function list_barns(farm: string);
/** Demolish a barn. */
function demolish_barn(barn_id: string);
/** A mooring. */
function get_mooring(mooring_id: string);
/** Drop a reminder. */
function drop_reminder(reminder_id: string);`;
    expect(read(text, name)).toBe(reading);
  });

  it('something new of which others take the identifier is made, whatever the verb', () => {
    const text = `
/** Cut a new edition of an atlas. */
function cut_edition(atlas: string);
/** Withdraw an edition. */
function withdraw_edition(edition_id: string);`;
    expect(read(text, 'cut_edition')).toBe('create edition');
  });

  it('the plural before a dot is what is dealt with', () => {
    const json = JSON.stringify({
      tools: [
        { name: 'kilns.pending', description: 'Kilns that wait for a load.', inputSchema: { type: 'object' } },
        {
          name: 'kilns.get',
          description: 'One kiln.',
          inputSchema: { type: 'object', properties: { kiln_id: { type: 'string' } }, required: ['kiln_id'] },
        },
      ],
    });
    const [first] = domainOf(json, 'file:///kilns.json').functions;
    expect([first?.operation, first?.entity]).toEqual(['list', 'kiln']);
  });
});

describe('whose a value or a deed is', () => {
  const farm = `
/** Barns of a farm. */
function list_barns(farm: string): { barns: { barn_id: string }[] };
/** Humidity and temperature in a barn. */
function read_climate(barn_id: string);
/** Creatures kept in a barn. */
function list_positions(barn_id: string): { positions: { row: integer; creature: string }[] };
/** Kinds of fodder. */
function list_fodder_types(): { fodder_types: { fodder_type: string }[] };
/** Buy fodder. */
function buy_fodder(fodder_type: string, kilos: number): { delivery_id: string };`;

  test.each([
    ['what nothing else keeps is told of the one record asked for', 'read_climate', 'get barn (reads)'],
    [
      'a plural that is listed is a thing, though it may be an attribute elsewhere',
      'list_positions',
      'list position (reads)',
    ],
    ['what is chosen from a list is kept as such', 'list_fodder_types', 'list fodder_type (reads)'],
  ])('%s', (_why, name, reading) => {
    expect(read(farm, name)).toBe(reading);
  });

  it('a person who is told by another record stands for that record', () => {
    const text = `
/** Admit a patient. */
function admit_patient(patient_id: string): { stay_id: string };
/** Send a patient home. */
function discharge_patient(stay_id: string);
/** Stays in a house. */
function list_stays(house: string): { stays: { stay_id: string }[] };`;
    expect(read(text, 'discharge_patient')).toBe('act stay');
  });

  it('who is invited, and what is told by name, is put into the record asked for', () => {
    const text = `
/** Convoys. */
function list_convoys(): { convoys: { convoy_id: string }[] };
/** Invite drivers to a convoy. */
function invite(convoy_id: string, emails: string[]);
/** Ask marshals to watch over a convoy. */
function request_marshals(convoy_id: string, marshals: string[]);`;
    expect(read(text, 'invite')).toBe('update convoy');
    expect(read(text, 'request_marshals')).toBe('update convoy');
  });

  it('one letter before "id" stands for the noun that the functions taking it speak of', () => {
    const text = `
/** Convoys of a day. */
function roster(day: string);
/** Stop a convoy. */
function halt(cid: string);
/** Delete a convoy. */
function drop(cid: string);`;
    expect([read(text, 'roster'), read(text, 'halt'), read(text, 'drop')]).toEqual([
      'list convoy (reads)',
      'act convoy',
      'delete convoy',
    ]);
  });

  it('a copy has an identifier of its own', () => {
    const text = `
/** Copy an atlas. */
function duplicate_atlas(atlas_id: string): { atlas_id: string };`;
    const [reading] = domainOf(text).functions;
    expect(reading?.outputs.map(({ path, role }) => `${path} ${role}`)).toEqual(['atlas_id key']);
  });
});
