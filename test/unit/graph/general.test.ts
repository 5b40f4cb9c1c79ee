import { describe, expect, test } from 'vitest';
import { buildGraph, deedOf, type GraphFunction } from '../../../server/src/graph/index.ts';
import { tool } from './support.ts';

const described = (type: string, description: string) => ({ type, description });
const many = (description?: string) => ({
  type: 'array',
  items: { type: 'string' },
  ...(description === undefined ? {} : { description }),
});

/** `from → to`, sorted. */
function pairs(...functions: GraphFunction[]): string[] {
  return buildGraph(functions).edges.map(({ from, to }) => `${from} → ${to}`);
}

describe('an identity that nobody gave is an output, whatever the verb', () => {
  test.each(['launch_rocket', 'pay_rocket', 'attach_rocket', 'open_rocket'])('%s', (name) => {
    const call = tool(name, { pad: 'string' }, { flight_number: 'string' });
    expect(pairs(call, tool('track', { flight_number: 'string' }))).toContain(`${name} → track`);
  });

  test('a record shown after a change is none', () => {
    const record = { user_id: 'string', card_id: 'string', address_id: 'string', status: 'string' };
    const cancel = tool('cancel_order', { order_id: 'string' }, record);
    expect(pairs(cancel, tool('charge', { card_id: 'string', sum: 'number' }))).toEqual([]);
  });

  test('what is added to a list was there before', () => {
    const add = tool('add_song', { playlist_id: 'string', song_ids: many() }, { added: 'boolean' });
    expect(pairs(add, tool('play_song', { song_id: 'string' }))).toEqual([]);
    const search = tool('search_songs', { q: 'string' }, { song_id: 'string' });
    expect(pairs(add, search)).toEqual(['search_songs → add_song']);
  });

  test('a confirmation in other words is an echo', () => {
    const watch = tool(
      'add_to_list',
      { share: described('string', 'The share symbol to add.') },
      { symbol: described('string', 'The symbol added.') },
      { description: 'Adds a share to the list.' },
    );
    expect(pairs(watch, tool('quote', { symbol: 'string' }))).toEqual([]);
  });
});

describe('names', () => {
  test.each([
    ['message_login', 'login', ['message']],
    ['order_get_details', 'get', ['order']],
    ['list_open_orders', 'list', ['open', 'order']],
    ['authorize_payment', 'authorize', ['payment']],
  ])('%s: the verb and its thing', (name, verb, object) => {
    expect(deedOf(tool(name, {}).signature)).toMatchObject({ verb, object });
  });

  test('a thing that ends a name is no verb', () => {
    const move = tool('transition_issue', { key: 'string' }, undefined, { description: 'Moves an issue on.' });
    expect(deedOf(move.signature).action).toBe('update');
  });

  test('authorizing a thing lets nobody in', () => {
    const open = tool('authorize_ingress', { group_id: 'string', port: 'integer' }, { ok: 'boolean' });
    expect(pairs(open, tool('create_disk', { size: 'integer' }))).toEqual([]);
  });

  test('whose it is does not change what it is', () => {
    const door = tool('lock_door', { lock: described('string', 'deviceId of the lock') });
    expect(pairs(tool('list_devices', {}, { deviceId: 'string' }), door)).toEqual(['list_devices → lock_door']);
  });

  test('an owner on one side only does not part two e-mail addresses', () => {
    const find = tool('find_tenant', { name: 'string' }, { tenant_email: 'string' });
    expect(pairs(find, tool('send_email', { to: 'string', body: 'string' }))).toEqual(['find_tenant → send_email']);
  });

  test('what a link leads to is not named by it', () => {
    const give = tool('get_town', { q: 'string' }, { link: 'string' });
    expect(pairs(give, tool('visit', { town: 'string' }))).toEqual([]);
  });
});

describe('what the person decides', () => {
  const price = tool('get_quote', { ticker: 'string' }, { price: 'number' });
  test('bounds of a filter', () => {
    expect(pairs(price, tool('search_shares', { min_price: 'number', max_price: 'number' }))).toEqual([]);
  });

  test('a new value', () => {
    expect(pairs(price, tool('set_price', { new_price: 'number' }))).toEqual([]);
  });

  test('but what a record says is a fact', () => {
    expect(pairs(price, tool('place_order', { price: 'number', shares: 'integer' }))).toEqual([
      'get_quote → place_order',
    ]);
  });
});

describe('what a call is for', () => {
  test('the time, where the time is asked for', () => {
    const clock = tool('get_current_time', {}, { current_time: 'string' });
    const market = tool('set_market', { current_time_str: 'string' });
    expect(pairs(clock, market)).toEqual(['get_current_time → set_market']);
    const record = tool('get_visit', { id: 'string' }, { time: 'string' });
    expect(pairs(record, tool('set_alarm', { time: 'string' }))).toEqual([]);
  });

  test('a text feeds what makes something of texts', () => {
    const lyrics = tool('get_lyrics', { song: 'string' }, { lyrics: 'string' });
    const translate = tool('translate', { text: 'string', language: 'string' }, { translation: 'string' });
    expect(pairs(lyrics, translate)).toEqual(['get_lyrics → translate']);
  });

  test('the airport that is looked up is a code of an airport', () => {
    const near = tool('get_nearest_airport', { town: 'string' }, { nearest_airport: 'string' });
    const fare = tool('get_fare', { start: described('string', 'The 3 letter code of the departing airport.') });
    expect(pairs(near, fare)).toEqual(['get_nearest_airport → get_fare']);
  });

  test('a current user means that somebody is logged in', () => {
    const login = tool('login', { username: 'string', password: 'string' }, { ok: 'boolean' });
    const own = tool('get_drafts', {}, { drafts: many() }, { description: 'All drafts of the current user.' });
    expect(pairs(login, own)).toEqual(['login → get_drafts']);
  });

  test('a login without a secret can be told who it is', () => {
    const find = tool('get_user_id', { name: 'string' }, { user_id: 'string' });
    expect(pairs(find, tool('chat_login', { user_id: 'string' }))).toEqual(['get_user_id → chat_login']);
  });
});

describe('no response documented', () => {
  test('names and texts may call a thing differently', () => {
    const find = tool('search_repositories', { q: 'string' }, undefined, { description: 'Searches for projects.' });
    const edges = buildGraph([find, tool('fork', { project_id: 'string' })]).edges;
    expect(edges.map(({ to, inferred }) => [to, inferred])).toEqual([['fork', true]]);
  });

  test('coordinates are a latitude and a longitude', () => {
    const code = tool('geocode', { address: 'string' }, undefined, {
      description: 'Convert an address into geographic coordinates.',
    });
    const height = tool('get_height', { latitude: 'number', longitude: 'number' }, { metres: 'number' });
    expect(pairs(code, height)).toContain('geocode → get_height');
  });

  test('several readings of one prediction are no surer than one', () => {
    const list = tool('list_boards', {});
    const [edge] = buildGraph([list, tool('list_cards', { board_id: 'string' })]).edges;
    expect(edge?.evidence.length).toBeGreaterThan(1);
    expect(edge?.score).toBeLessThan(0.95);
  });
});

describe('how densely a service is linked', () => {
  const service = (size: number) =>
    Array.from({ length: size }, (_, at) => tool(`act${at}_on_thing`, { thing_id: 'string' }, { token: 'string' }));
  test('at most a fifth of the ordered pairs, and every function that is reached stays so', () => {
    const login = tool('login', { username: 'string', password: 'string' }, { access_token: 'string' });
    const things = Array.from({ length: 9 }, (_, at) =>
      tool(`${['create', 'get', 'list', 'update', 'delete', 'send', 'share', 'rate', 'archive'][at]}_order`, {
        access_token: 'string',
        order_id: 'string',
      }),
    );
    const all = [login, ...things];
    const { edges } = buildGraph(all);
    expect(edges.length).toBeLessThanOrEqual(0.2 * all.length * (all.length - 1));
    expect(new Set(edges.map(({ to }) => to)).size).toBe(9);
  });

  test('an identifier that everything takes still joins', () => {
    const make = tool('create_thing', { name: 'string' }, { thing_id: 'string' });
    const reached = new Set(
      buildGraph([make, ...service(12)])
        .edges.filter(({ from }) => from === 'create_thing')
        .map(({ to }) => to),
    );
    expect(reached.size).toBe(12);
  });
});

describe('premises that somebody stated', () => {
  const steps = Array.from({ length: 7 }, (_, at) => tool(`step_${'abcdefg'[at]}`, {}, { ok: 'boolean' }));

  test('are all kept, however small the service', () => {
    const premises = steps.map(({ signature }) => signature.name);
    const last = tool('launch', { code: 'string' }, undefined, { premises });
    expect(pairs(...steps, last)).toEqual(premises.map((name) => `${name} → launch`));
  });

  test('are not what goes where a service is linked too densely', () => {
    const login = tool('login', { username: 'string', password: 'string' }, { ok: 'boolean' });
    const things = ['get', 'list', 'update', 'delete', 'share', 'rate', 'copy', 'move'].map((verb) =>
      tool(`${verb}_order`, { order_id: 'string' }, { order_id: 'string' }, { description: 'Requires login.' }),
    );
    const make = tool('create_order', { item: 'string' }, { order_id: 'string' }, { description: 'Requires login.' });
    const found = pairs(login, make, ...things);
    for (const { signature } of [make, ...things]) expect(found).toContain(`login → ${signature.name}`);
  });

  test('leave a function as often as they are stated', () => {
    const login = tool('login', { username: 'string', password: 'string' }, { ok: 'boolean' });
    const many = Array.from({ length: 80 }, (_, at) =>
      tool(`read_${at}_page`, { place: 'string' }, undefined, { description: 'Requires login.' }),
    );
    expect(buildGraph([login, ...many]).outgoing('login')).toHaveLength(80);
  });
});

describe('numbers in names', () => {
  const things = (number: number) => [
    tool(`create_thing${number}`, { label: 'string' }, { id: 'string' }),
    tool(`get_thing${number}`, { [`thing${number}_id`]: 'string' }, { label: 'string' }),
  ];

  test('tell things apart', () => {
    expect(pairs(...things(1), ...things(2), ...things(12))).toEqual([
      'create_thing1 → get_thing1',
      'create_thing12 → get_thing12',
      'create_thing2 → get_thing2',
    ]);
  });

  test('tell nominal and described things apart', () => {
    const list = tool('list_all', {}, { unit4_id: 'string' });
    const take = tool('take', { unit5_id: described('string', 'The id of the unit.') });
    expect(pairs(list, take)).toEqual([]);
  });

  test('that only count places tell nothing', () => {
    const read = tool('read_address', { person: 'string' }, { address_line: 'string' });
    const print = tool('print_label', { address_line1: 'string', address_line2: 'string' });
    expect(pairs(read, print)).toEqual(['read_address → print_label']);
    const find = tool('find_user', { nick: 'string' }, { user_id: 'string' });
    expect(pairs(find, tool('compare', { user_id_1: 'string', user_id_2: 'string' }))).toEqual(['find_user → compare']);
  });

  test('of versions tell nothing', () => {
    const make = tool('create_order_v2', { item: 'string' }, { id: 'string' });
    expect(pairs(make, tool('get_order', { order_id: 'string' }))).toEqual(['create_order_v2 → get_order']);
  });

  test('thing7 can be given to what takes any thing', () => {
    const [make] = things(7);
    expect(pairs(make as GraphFunction, tool('get_thing', { thing_id: 'string' }))).toEqual([
      'create_thing7 → get_thing',
    ]);
  });
});

describe('what leads nowhere', () => {
  test('making or checking something is no premise of what only shares a prefix or a user', () => {
    const check = tool('browser_verify_value', { element: 'string' });
    expect(pairs(check, tool('browser_resize', { width: 'number' }))).toEqual([]);
    const make = tool('create_user', { name: 'string' }, { ok: 'boolean' });
    expect(pairs(make, tool('logout_user', {}))).toEqual([]);
  });

  test('a picture is no text, a directory no file to read', () => {
    const write = tool('write_note', { content: 'string' });
    expect(pairs(tool('read_image_file', { path: 'string' }, { content: 'string' }), write)).toEqual([]);
    const list = tool('list_allowed_directories', {}, { content: 'string' });
    expect(pairs(list, tool('read_file', { file_path: 'string' }))).toEqual([]);
  });

  test('what exists is not made again, and nothing is converted straight back', () => {
    const find = tool('get_pet', { tag: 'string' }, { id: 'string' });
    expect(pairs(find, tool('create_pet', { id: 'string', kind: 'string' }))).not.toContain('get_pet → create_pet');
    const to = tool('convert_miles', { mile: 'number' }, { kilometer: 'number' });
    const back = tool('convert_kilometers', { kilometer: 'number' }, { mile: 'number' });
    expect(pairs(to, back)).toEqual([]);
  });

  test('counts of unlike things make no list of numbers', () => {
    const stats = tool('get_stats', { nick: 'string' }, { post_count: 'number', follower_count: 'number' });
    const mean = tool('mean', { numbers: { type: 'array', items: { type: 'number' } } }, { result: 'number' });
    expect(pairs(stats, mean)).toEqual([]);
  });
});
