import { describe, expect, it } from 'vitest';
import { readDomain, statementProblems, statementsIn } from '../../../server/src/domain/index.ts';
import { domainOf, functionsOf } from './support.ts';

const SHOP = `
/** Search a customer's orders. */
function find_orders(customer_email: string, status?: "open" | "shipped");
/** Details of one order, including items and total. */
function get_order(order_id: string);
/** Add a product to an open order. */
function add_item(order_id: string, sku: string, quantity: integer);
/** Cancel an order that has not shipped. */
function cancel_order(order_id: string, reason: string);
/** Convert an amount of money. */
function convert_currency(amount: number, from: string, to: string);
`;

describe('an undocumented shop', () => {
  const domain = domainOf(SHOP);
  const reading = (name: string) => domain.functions.find((one) => one.function === name);

  it.each([
    ['find_orders', 'list', 'order', false],
    ['get_order', 'get', 'order', false],
    ['add_item', 'update', 'order', true],
    ['cancel_order', 'act', 'order', true],
    ['convert_currency', 'compute', undefined, false],
  ])('%s: %s %s', (name, operation, entity, writes) => {
    expect(reading(name)).toMatchObject({ operation, writes });
    expect(reading(name)?.entity).toBe(entity);
  });

  it('keeps orders by their id, with the states that texts and verbs tell', () => {
    const order = domain.entities.find(({ name }) => name === 'order');
    expect(order?.identifiers.map(({ name }) => name)).toEqual(['order_id']);
    expect(order?.states).toEqual(['open', 'shipped', 'cancelled']);
  });

  it('predicts that the list gives the id that others take, and the getter what its text names', () => {
    expect(reading('find_orders')?.response).toMatchObject({
      from: 'predicted',
      schema: { properties: { orders: { items: { properties: { order_id: { type: 'string' } } } } } },
    });
    expect(Object.keys(reading('get_order')?.response.schema.properties ?? {})).toEqual(
      expect.arrayContaining(['order_id', 'items', 'total']),
    );
  });

  it('moves a cancelled order out of open', () => {
    expect(reading('cancel_order')).toMatchObject({ movesTo: 'cancelled', allowedFrom: ['open'] });
  });
});

describe('what an author states', () => {
  it('wins over the names, from doc tags', () => {
    const domain = domainOf(`
/** @updates Booking.status "cancelled" */
function release(ref: string);
/** @creates Booking */
function go(place: string, who: string);
/** Puts a note on something. @param on @reference Booking */
function scribble(on: string, words: string);
`);
    expect(domain.functions).toMatchObject([
      { operation: 'update', entity: 'booking', writes: true, movesTo: 'cancelled', confidence: 1 },
      { operation: 'create', entity: 'booking', writes: true, confidence: 1 },
      { inputs: [{ parameter: 'on', role: 'reference', of: { entity: 'booking', field: 'on' } }, {}] },
    ]);
    expect(domain.functions[0]?.evidence[0]).toEqual({ source: 'stated', because: 'it is stated' });
  });

  it('is read from x-magnet in JSON, of the tool and of a property', () => {
    const tools = [
      {
        name: 'hop',
        description: 'Hop.',
        'x-magnet': { operation: 'act', entity: 'GiftCard', movesTo: 'spent' },
        inputSchema: { type: 'object', properties: { n: { type: 'string', 'x-magnet': { key: true } } } },
      },
    ];
    const domain = domainOf(JSON.stringify({ tools }), 'file:///a.json');
    expect(domain.functions[0]).toMatchObject({
      operation: 'act',
      entity: 'gift_card',
      movesTo: 'spent',
      inputs: [{ parameter: 'n', role: 'key', of: { entity: 'gift_card', field: 'n' } }],
    });
  });

  it('comes from a curation file, and names that do not exist are reported', () => {
    const functions = functionsOf('/** Ping. */ function ping(host: string);');
    const statements = statementsIn({
      functions: {
        ping: { operation: 'get', entity: 'Host', inputs: { hots: { key: true } } },
        pong: { operation: 'get' },
      },
      entities: { Host: { identifier: 'host', states: ['up', 'down'] }, Planet: {} },
    });
    const domain = readDomain(functions, statements);
    expect(domain.functions[0]).toMatchObject({ operation: 'get', entity: 'host' });
    expect(domain.entities.find(({ name }) => name === 'host')).toMatchObject({
      identifiers: [{ name: 'host' }],
      states: ['up', 'down'],
    });
    expect(statementProblems(functions, statements, domain).map(({ message }) => message)).toEqual([
      'ping has no parameter hots.',
      'There is no function pong.',
      'No function is about planet.',
    ]);
  });
});

describe('catalogs that tell little', () => {
  it('hedges on random names', () => {
    const domain = domainOf('function qzrw_ak(bb: string); function xkcd9(t: integer); function zz();');
    expect(domain.functions.map(({ operation, confidence }) => [operation, confidence <= 0.5])).toEqual(
      Array(3).fill(['other', true]),
    );
  });

  it('reads a catalog of one function, and one in another language', () => {
    expect(domainOf('/** Get the weather of a city. */ function get_weather(city: string);').functions).toMatchObject([
      { operation: 'get', entity: 'weather' },
    ]);
    const german = domainOf('/** Legt eine Rechnung an. */ function rechnung_anlegen(kunde: string);').functions[0];
    expect(german?.confidence).toBeLessThan(0.6);
  });

  it('keeps entities of one name in many namespaces apart', () => {
    const spaces = Array.from(
      { length: 400 },
      (_, at) => `namespace ns${at} { function get_user(user_id: string); function list_users(); }`,
    );
    const domain = domainOf(spaces.join('\n'));
    const users = domain.entities.filter(({ name }) => name.endsWith('user'));
    expect(users.length).toBe(400);
    expect(new Set(users.map(({ name }) => name)).size).toBe(400);
  });

  it('takes relations that lead back to where they began', () => {
    const domain = domainOf(`
function create_folder(parent_folder_id: string, owner_user_id: string);
function create_user(home_folder_id: string);
function get_folder(folder_id: string);
function get_user(user_id: string);
`);
    expect(domain.entities.map(({ name, relations }) => [name, relations.map(({ to }) => to)])).toEqual([
      ['folder', ['user', 'user']],
      ['user', ['folder', 'folder']],
    ]);
  });
});

describe('what functions do, by name and text', () => {
  it.each([
    ['/** Lists the lines of an invoice. */ function list_invoice_lines(invoice_id: string);', 'list', 'invoice'],
    ['/** Read the battery of a sensor. */ function read_sensor_battery(sensor_id: string);', 'get', 'sensor'],
    ['/** Orders of the last year. */ function past_orders(customer_id: string);', 'list', 'order'],
    ['/** Status of one order. */ function order_status(order_id: string);', 'get', 'order'],
    ['/** Irrigate one zone of the garden. */ function irrigate_zone(zone_id: string);', 'act', 'zone'],
    ['/** List all valves. */ function "valves.list"();', 'list', 'valve'],
    ['/** Converts. */ function gallon_to_liter(gallon: number);', 'compute', undefined],
    [
      '/** Open a ticket. */ function open_ticket(title: string); function get_ticket(ticket_id: string);',
      'create',
      'ticket',
    ],
    ['/** Issue a unit of blood. */ function issue_unit(unit_id: string, patient_id: string);', 'act', 'unit'],
    ['/** Add a track. */ function add_track(playlist_id: string, track_id: string);', 'update', 'playlist'],
    ['/** Comment on an issue. */ function add_comment(issue_id: string, body: string);', 'create', 'comment'],
    ['/** Find a customer. */ function find_customer(email: string);', 'get', 'customer'],
    ['/** Find hotels. */ function find_hotel(city: string);', 'list', 'hotel'],
    ['/** Book a table. */ function book_table(restaurant_id: string, time: string);', 'create', 'booking'],
    ['/** Log in. */ function login(username: string, password: string);', 'session', 'login'],
    ['/** Post a message. */ function post_message(channel_id: string, text: string);', 'send', 'message'],
  ])('%s', (text, operation, entity) => {
    const reading = domainOf(text).functions[0];
    expect(reading?.operation).toBe(operation);
    if (operation !== 'session') expect(reading?.entity).toBe(entity);
  });

  it('takes what the author marks as reading only to change nothing', () => {
    const tools = [
      { name: 'close_report', description: 'Close.', annotations: { readOnlyHint: true }, inputSchema: {} },
    ];
    expect(domainOf(JSON.stringify({ tools }), 'file:///a.json').functions[0]?.writes).toBe(false);
  });

  it('reads the roles of parameters', () => {
    const reading = domainOf(`
/** Lists bookings. */
function list_bookings(guest_id?: string, status?: "open" | "paid", min_price?: number, page?: integer, query?: string, verbose?: boolean);
function get_guest(guest_id: string);`).functions[0];
    expect(reading?.inputs.map(({ parameter, role }) => `${parameter} ${role}`)).toEqual([
      'guest_id reference',
      'status filter',
      'min_price bound',
      'page paging',
      'query text',
      'verbose option',
    ]);
  });

  it('predicts that a getter gives the keys that only its records lead to', () => {
    const domain = domainOf(`
/** A member of the library, with the loans. */
function get_member(member_id: string);
/** Renews a loan. */
function renew_loan(loan_id: integer);`);
    expect(domain.functions[0]?.outputs).toContainEqual({
      path: 'loans[].loan_id',
      role: 'reference',
      of: { entity: 'loan', field: 'loan_id' },
    });
    expect(domain.functions[0]?.response.schema.properties?.loans).toMatchObject({
      items: { properties: { loan_id: { type: 'integer' } } },
    });
  });
});

it('what functions make, and end by its bare identifier, is a record of its own', () => {
  const { functions } = domainOf(`
/** Create a customer need */
function create_customer_need(customer_id: string, text: string);
/** Delete a customer need */
function delete_customer_need(id: string);
/** Get a customer */
function get_customer(customer_id: string);`);
  expect(functions.map(({ function: name, operation, entity }) => [name, operation, entity])).toEqual([
    ['create_customer_need', 'create', 'customer_need'],
    ['delete_customer_need', 'delete', 'customer_need'],
    ['get_customer', 'get', 'customer'],
  ]);
});
