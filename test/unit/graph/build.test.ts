import { describe, expect, test } from 'vitest';
import { buildGraph, type DependencyEdge, type GraphFunction } from '../../../server/src/graph/index.ts';
import { tool } from './support.ts';

/** The edge between the first two functions given, however weak. */
function edgeOf(from: GraphFunction, to: GraphFunction, ...others: GraphFunction[]): DependencyEdge | undefined {
  const { edges } = buildGraph([from, to, ...others], { minScore: 0 });
  return edges.find((edge) => edge.from === from.id && edge.to === to.id);
}

function rules(edge: DependencyEdge | undefined): string[] {
  return edge?.evidence.map(({ rule }) => rule) ?? [];
}

const described = (type: string, description: string) => ({ type, description });

describe('what feeds what', () => {
  test('an order created feeds the function that looks it up', () => {
    const graph = buildGraph([
      tool('create_order', { item: 'string' }, { id: 'string', total: 'number' }),
      tool('get_order', { order_id: 'string' }),
    ]);
    expect(graph.edges.map(({ from, to }) => [from, to])).toEqual([['create_order', 'get_order']]);
    expect(graph.edges[0]?.evidence[0]).toMatchObject({ output: 'id', parameter: 'order_id', rule: 'reference' });
  });

  test('nominal types join whatever the fields are called', () => {
    const $defs = { FlightId: { type: 'string' } };
    const typed = (name: string) => ({
      type: 'object',
      $defs,
      properties: { [name]: { $ref: '#/$defs/FlightId' } },
      required: [name],
    });
    const give = tool('search', {}, undefined, { response: typed('best') });
    const take = tool('reserve', {}, undefined, { parameters: typed('wanted') });
    expect(rules(edgeOf(give, take))).toContain('nominal-type');
  });

  test.each([
    ['abbreviations and case', { userID: 'string' }, { usr_id: 'string' }],
    [
      'plurals: a list feeds a function of one',
      { order_ids: { type: 'array', items: { type: 'string' } } },
      { orderId: 'string' },
    ],
    ['qualifiers', { flight_id: 'string' }, { new_flight_id: 'string' }],
    ['numbered parameters', { file_name: 'string' }, { file_name1: 'string', file_name2: 'string' }],
  ])('names agree through %s', (_what, given, taken) => {
    const edge = edgeOf(tool('lookup_it', { q: 'string' }, given), tool('act', taken));
    expect(edge?.score).toBeGreaterThan(0.6);
  });

  test('a description names the value where the parameter does not', () => {
    const distance = tool('distance', { cityA: described('string', 'The zipcode of the first city.') });
    const edge = edgeOf(tool('zipcode_of', { city: 'string' }, { zipcode: 'string' }), distance);
    expect(edge?.evidence[0]).toMatchObject({ output: 'zipcode', parameter: 'cityA', rule: 'description' });
  });

  test('a description names the function', () => {
    const take = tool('show_offers', { locale: described('string', 'A code from the Get Regions API.') });
    expect(
      rules(edgeOf(tool('Get Regions', {}, { codes: { type: 'array', items: { type: 'string' } } }), take)),
    ).toContain('mention');
  });

  test('a value in gallons feeds what converts gallons', () => {
    const level = tool('tank', {}, { level: described('number', 'Level of the tank in gallons.') });
    expect(rules(edgeOf(level, tool('gallon_to_liter', { gallon: 'number' }, { liter: 'number' })))).toContain('unit');
  });

  test('one number feeds arithmetic on one, several of a kind feed a list', () => {
    const root = tool(
      'square_root',
      { number: 'number' },
      { result: 'number' },
      { description: 'Calculates the root.' },
    );
    const mean = tool(
      'mean',
      { numbers: { type: 'array', items: { type: 'number' } } },
      { result: 'number' },
      { description: 'Calculates the mean.' },
    );
    const one = tool('read_gauge', {}, { depth: 'number' });
    const four = tool('read_tires', {}, { left: 'number', right: 'number', rear: 'number' });
    expect(rules(edgeOf(one, root))).toContain('any-number');
    expect(edgeOf(one, mean)).toBeUndefined();
    expect(rules(edgeOf(four, mean))).toContain('any-number');
  });
});

describe('what comes first', () => {
  test('@requires', () => {
    const pay = tool('pay', { amount: 'number' }, undefined, { premises: ['open_till'] });
    expect(edgeOf(tool('open_till', {}), pay)).toMatchObject({ kind: 'premise' });
  });

  test('a login comes before what says it needs one', () => {
    const login = tool('login', { username: 'string', password: 'string' }, { ok: 'boolean' });
    const post = tool('publish_note', { text: 'string' }, undefined, { description: 'Requires login.' });
    expect(rules(edgeOf(login, post))).toEqual(['login']);
    expect(edgeOf(login, tool('get_weather', { city: 'string' }))).toBeUndefined();
  });

  test('stop follows start, unfollow follows follow', () => {
    expect(rules(edgeOf(tool('start_recording', {}), tool('stop_recording', {})))).toContain('verb-pair');
    expect(rules(edgeOf(tool('follow_user', { name: 'string' }), tool('unfollow_user', { name: 'string' })))).toContain(
      'verb-pair',
    );
  });

  test('a text that says what to call first', () => {
    const use = tool('tune_radio', { band: 'string' }, undefined, { description: 'Call `list_bands` first.' });
    expect(rules(edgeOf(tool('list_bands', {}), use))).toContain('stated-order');
  });
});

describe('what feeds nothing', () => {
  test.each([
    ['an echoed input', { order_id: 'string' }, { order_id: 'string', total: 'number' }, { order_id: 'string' }],
    [
      'success and message',
      { q: 'string' },
      { success: 'boolean', message: 'string', status: 'string' },
      { message: 'string', status: 'string' },
    ],
    ['a page number', { q: 'string' }, { page: 'integer', limit: 'integer' }, { page: 'integer', limit: 'integer' }],
    [
      'two different modes',
      { q: 'string' },
      { climate_mode: { enum: ['cool', 'heat'] } },
      { ignition_mode: { enum: ['start', 'stop'] } },
    ],
  ])('%s', (_what, given, answer, taken) => {
    const { edges } = buildGraph([tool('get_order', given, answer), tool('show_it', taken)]);
    expect(edges).toEqual([]);
  });

  test('credentials come from the person', () => {
    const { edges } = buildGraph([
      tool('get_author', { post_id: 'string' }, { username: 'string' }),
      tool('login', { username: 'string', password: 'string' }),
    ]);
    expect(edges).toEqual([]);
  });

  test('a function never feeds itself', () => {
    const { edges } = buildGraph([tool('next_page_token', { page_token: 'string' }, { page_token: 'string' })], {
      minScore: 0,
    });
    expect(edges).toEqual([]);
  });

  test('an identifier is worth little in another service', () => {
    const give = tool('create_user', { email: 'string' }, { user_id: 'string' }, { namespace: 'shop' });
    const own = tool('get_user', { user_id: 'string' }, undefined, { namespace: 'shop' });
    const other = tool('get_user', { user_id: 'string' }, undefined, { namespace: 'club' });
    expect(edgeOf(give, own, other)?.score).toBeGreaterThan(0.9);
    expect(edgeOf(give, other, own)?.score ?? 0).toBeLessThan(0.5);
  });
});

describe('kinds', () => {
  const order = tool('create_order', { item: 'string' }, { order_id: 'string' });
  test('all the consumer needs is a whole input, one of several a part', () => {
    expect(edgeOf(order, tool('get_order', { order_id: 'string' }))?.kind).toBe('input');
    expect(edgeOf(order, tool('rate_order', { order_id: 'string', stars: 'integer' }))?.kind).toBe('part');
    const choice = { enum: ['fast', 'slow'] };
    expect(edgeOf(order, tool('send_order', { order_id: 'string', speed: choice, gift: 'boolean' }))?.kind).toBe(
      'input',
    );
  });
});

describe('responses that nobody documented', () => {
  test('are predicted, and their edges marked', () => {
    const { nodes, edges } = buildGraph([
      tool('create_page', { title: 'string' }),
      tool('get_page', { page_id: 'string' }, { title: 'string' }),
    ]);
    expect(nodes.map(({ inferredResponse }) => inferredResponse)).toEqual([true, false]);
    expect(edges[0]).toMatchObject({ from: 'create_page', to: 'get_page', inferred: true });
  });

  test('find_user_id_by_email gives a user id', () => {
    const edge = edgeOf(tool('find_user_id_by_email', { email: 'string' }), tool('get_user', { user_id: 'string' }));
    expect(edge).toMatchObject({ inferred: true, kind: 'input' });
    expect(edge?.score).toBeGreaterThan(0.7);
  });
});

describe('any input', () => {
  test('names that are keys of every object, empty names, empty schemas', () => {
    const odd = ['__proto__', 'constructor', 'toString', '', 'a b', '名前', 'x'.repeat(5000)].map((name) =>
      tool(name, { [name]: 'string', __proto__: 'string' }, { [name]: 'string', constructor: 'string' }),
    );
    const bare = { ...tool('bare', {}), signature: { ...tool('bare', {}).signature, parameters: { type: 'object' } } };
    expect(() => buildGraph([...odd, bare])).not.toThrow();
  });

  test('recursive types end', () => {
    const parameters = {
      type: 'object',
      $defs: { Tree: { type: 'object', properties: { id: { type: 'string' }, sub: { $ref: '#/$defs/Tree' } } } },
      properties: { tree: { $ref: '#/$defs/Tree' } },
    };
    expect(() => buildGraph([tool('grow', {}, undefined, { parameters, response: parameters })])).not.toThrow();
  });

  test('a repeated id counts once', () => {
    const one = tool('same', { a: 'string' });
    expect(buildGraph([one, one]).nodes).toHaveLength(1);
  });
});
