import { describe, expect, it } from 'vitest';
import { domainOf } from './support.ts';

/** Name, description, parameters with what is said of them (`#` behind a list of numbers, `?` behind what may be left out). */
type Tool = readonly [name: string, description: string, parameters?: Readonly<Record<string, string>>];

function read(tools: readonly Tool[]) {
  const listed = tools.map(([name, description, parameters = {}]) => {
    const names = Object.keys(parameters).map((one) => one.replace(/[#?]$/, ''));
    const properties = Object.fromEntries(
      Object.entries(parameters).map(([one, said]) => [
        one.replace(/[#?]$/, ''),
        {
          ...(one.endsWith('#') ? { type: 'array', items: { type: 'number' } } : { type: 'string' }),
          ...(said === '' ? {} : { description: said }),
        },
      ]),
    );
    const required = names.filter((one) => !Object.hasOwn(parameters, `${one}?`));
    return { name, description, inputSchema: { type: 'object', properties, required } };
  });
  return domainOf(JSON.stringify({ tools: listed }), 'file:///tools.json').functions;
}

function readingsOf(tools: readonly Tool[]): Record<string, string> {
  return Object.fromEntries(read(tools).map((one) => [one.function, `${one.operation} ${one.entity ?? '-'}`]));
}

describe('names that were made from the path of a request', () => {
  it('reads what stands in braces as the way to one record', () => {
    expect(
      readingsOf([
        ['getGates', 'Get gates'],
        ['getGatesByGateId', 'Get gate', { gateId: '' }],
        ['patchGatesByGateId', 'Change gate', { gateId: '', name: '' }],
        ['putGatesByGateId', '', { gateId: '', name: '' }],
        ['getGatesByGateIdTurnstiles', 'Get turnstiles of a gate', { gateId: '' }],
        ['getGatesByGateIdTurnstilesByTurnstileId', 'Get turnstile', { gateId: '', turnstileId: '' }],
        ['postTurnstilesByTurnstileIdUnlock', 'Unlock turnstile', { turnstileId: '' }],
        ['postTurnstilesByTurnstileIdOpen', 'Open turnstile', { turnstileId: '' }],
        ['getGatesByName', 'Search gates', { name: '' }],
      ]),
    ).toEqual({
      getGates: 'list gate',
      getGatesByGateId: 'get gate',
      patchGatesByGateId: 'update gate',
      putGatesByGateId: 'update gate',
      getGatesByGateIdTurnstiles: 'list turnstile',
      getGatesByGateIdTurnstilesByTurnstileId: 'get turnstile',
      postTurnstilesByTurnstileIdUnlock: 'act turnstile',
      postTurnstilesByTurnstileIdOpen: 'act turnstile',
      getGatesByName: 'list gate',
    });
  });

  it('leaves out the route that a server writes behind the name of its function', () => {
    expect(
      readingsOf([
        ['list_ferries_api_v1_ferries_get', 'List Ferries'],
        ['read_ferry_api_v1_ferries__ferry_id__get', 'Read Ferry', { ferry_id: '' }],
        ['create_ferry_api_v1_ferries_post', 'Create Ferry', { name: '' }],
        ['rename_ferry_ferries__ferry_id__put', 'Rename Ferry', { ferry_id: '', name: '' }],
        ['delete_ferry_ferries__ferry_id__delete', '', { ferry_id: '' }],
      ]),
    ).toEqual({
      list_ferries_api_v1_ferries_get: 'list ferry',
      read_ferry_api_v1_ferries__ferry_id__get: 'get ferry',
      create_ferry_api_v1_ferries_post: 'create ferry',
      rename_ferry_ferries__ferry_id__put: 'update ferry',
      delete_ferry_ferries__ferry_id__delete: 'delete ferry',
    });
  });
});

describe('what texts tell of parameters and records', () => {
  const kiln: readonly Tool[] = [
    ['fr_list', 'Firings of a kiln, newest first.', { kl: 'Kiln number' }],
    ['fr_plan', 'Plans a firing.', { kl: 'Number of the kiln', peak: 'Top temperature' }],
    ['fr_skip', 'Calls a firing off.', { fr: 'Firing number' }],
    ['sh_new', 'Opens an empty shelf (sh) in a kiln.', { kl: 'Kiln number' }],
    ['sh_put', 'Puts a pot onto a shelf.', { sh: '', pt: 'Code of the pot' }],
    ['sh_clear', 'Takes a pot off a shelf.', { sh: 'Shelf number', pt: 'Code of the pot' }],
    ['pt_find', 'Pots whose glaze matches.', { glaze: '' }],
    ['pt_info', 'Glaze, weight and height of a pot.', { pt: 'Code of the pot' }],
  ];

  it('writes out a short name that a parameter or a bracket explains', () => {
    expect(readingsOf(kiln)).toMatchObject({
      fr_list: 'list firing',
      fr_plan: 'create firing',
      fr_skip: 'act firing',
      sh_new: 'create shelf',
      pt_find: 'list pot',
      pt_info: 'get pot',
    });
  });

  it('takes a parameter for an identifier where its description says so', () => {
    const { inputs = [] } = read(kiln).find((one) => one.function === 'sh_clear') ?? {};
    expect(inputs.map(({ parameter, role, of }) => [parameter, role, of?.entity])).toEqual([
      ['sh', 'key', 'shelf'],
      ['pt', 'reference', 'pot'],
    ]);
    const [zip] = read([['find_shops', 'Shops in a town.', { area: 'Postal code of the town' }]]);
    expect(zip?.inputs.map(({ role }) => role)).toEqual(['filter']);
  });

  it('reads the record that the description does something to, where the name speaks of what it is given', () => {
    expect(
      readingsOf([
        ['swap_horse', 'Switch a rider to another horse.', { rider_id: '', horse_id: '' }],
        ['riders', 'Riders of the stable.'],
        ['horses', 'Horses of the stable.'],
        ['flag_lame_horse', 'Opens a case for a horse that limps.', { horse_id: '', notes: '' }],
        ['get_case', 'How a case stands.', { case_id: '' }],
        ['horse_drop', 'Takes a horse out of a group.', { group_id: '', horse_id: '' }],
        ['group_drop', 'Removes a group.', { group_id: '' }],
        ['stats', 'Get group statistics.', { group_id: '' }],
        ['hand_over', 'Sends a group to the starting line.', { group_id: '' }],
      ]),
    ).toMatchObject({
      swap_horse: 'update rider',
      flag_lame_horse: 'create case',
      group_drop: 'delete group',
      stats: 'get group',
      hand_over: 'act group',
    });
  });

  it('reads a question about numbers, and advice that follows from them, as computing', () => {
    expect(
      readingsOf([
        ['fit', 'How many minutes are left in a day after lessons of these lengths.', { 'lengths#': '' }],
        ['switch_desk', 'Switch to a different desk.', { desk: '' }],
        ['list_desks', 'All desks.'],
      ]),
    ).toMatchObject({ fit: 'compute -', switch_desk: 'session desk' });
  });
});
