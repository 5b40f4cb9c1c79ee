import { describe, expect, it } from 'vitest';
import { readDomain } from '../../../server/src/domain/index.ts';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import {
  coherenceOf,
  coherenceOfCalls,
  type Law,
  type Message,
  seenCall,
  type ToolDefinition,
} from '../../../server/src/trajectory/index.ts';

const { entries } = buildCatalog([
  parseDocument(
    'file:///desk.fsig',
    `
    /** Books a room. @param guest_name Who stays. */
    function create_booking(guest_name: string, nights: integer): { booking_id: string };
    /** Shows a booking. @readonly */
    function get_booking(booking_id: string): { booking_id: string };
    /** Lists all bookings. @readonly */
    function list_bookings(floor?: integer, min_price?: number, limit?: integer): { bookings: object[] };
    /** Changes a booking. */
    function update_booking(booking_id: string, guest_name: string): { booking_id: string };
    /** Cancels a booking. */
    function cancel_booking(booking_id: string): { message: string };
    /** Puts money into an account. */
    function deposit_money(account_id: string, amount: number): object;
    /** Shows an account. @readonly */
    function get_account(account_id: string): object;
    /** Lists the groups. @readonly */
    function list_groups(): { groups: { group_id: string }[] };
    /** Puts a guest into a group. */
    function add_guest(group_id: string, guest_id: string): object;
    /** Takes a guest out of a group. */
    function remove_guest(group_id: string, guest_id: string): object;
    /** A group with its guests. @readonly */
    function get_group(group_id: string): { group_id: string; guests: { guest_id: string }[] };
    `,
  ),
]);
const readings = new Map(
  readDomain(entries).functions.map((reading, at) => [entries[at]?.signature.name ?? '', reading]),
);

type Step = readonly [name: string, given: JsonObject, output: Json];
const lookAt = (...steps: Step[]) =>
  coherenceOfCalls(steps.map(([name, given, output], at) => seenCall(name, given, output, at, readings)));

const MADE: Step = ['create_booking', { guest_name: 'Ana Ruiz', nights: 2 }, { booking_id: 'B-7' }];
const read = (fields: JsonObject): Step => ['get_booking', { booking_id: 'B-7' }, { booking_id: 'B-7', ...fields }];
const list = (given: JsonObject, ...bookings: JsonObject[]): Step => ['list_bookings', given, { bookings }];
const CANCELLED: Step = ['cancel_booking', { booking_id: 'B-7' }, { message: 'Booking cancelled.' }];
const account = (balance: number): Step => ['get_account', { account_id: 'A' }, { account_id: 'A', balance }];

const PUT_IN: Step = ['add_guest', { group_id: 'G', guest_id: 'U-1' }, {}];
const TAKEN_OUT: Step = ['remove_guest', { group_id: 'G', guest_id: 'U-1' }, {}];
const group = (...ids: string[]): Step => [
  'get_group',
  { group_id: 'G' },
  { group_id: 'G', guests: ids.map((id) => ({ guest_id: id })) },
];

const CASES: readonly (readonly [law: Law, what: string, right: readonly Step[], wrong: readonly Step[]])[] = [
  [
    1,
    'a getter shows what was given',
    [MADE, read({ guest_name: 'Ana Ruiz' })],
    [MADE, read({ guest_name: 'Tom Olsen' })],
  ],
  [1, 'a record holds what was put in', [PUT_IN, group('U-2', 'U-1')], [PUT_IN, group('U-2')]],
  [2, 'and no longer what was taken out', [PUT_IN, TAKEN_OUT, group('U-2')], [TAKEN_OUT, group('U-2', 'U-1')]],
  [
    1,
    'the list has what was made',
    [MADE, list({}, { booking_id: 'B-1' }, { booking_id: 'B-7' })],
    [MADE, list({}, { booking_id: 'B-1' })],
  ],
  [
    1,
    'what was made is found',
    [MADE, read({})],
    [MADE, ['get_booking', { booking_id: 'B-7' }, { error: 'Booking not found' }]],
  ],
  [
    2,
    'what was cancelled says so',
    [CANCELLED, read({ status: 'cancelled' })],
    [CANCELLED, read({ status: 'confirmed' })],
  ],
  [
    3,
    'the next reading shows a change',
    [['update_booking', { booking_id: 'B-7', guest_name: 'Ida' }, { booking_id: 'B-7' }], read({ guest_name: 'Ida' })],
    [['update_booking', { booking_id: 'B-7', guest_name: 'Ida' }, { booking_id: 'B-7' }], read({ guest_name: 'Ana' })],
  ],
  [
    4,
    'a balance moves by the amount',
    [account(10), ['deposit_money', { account_id: 'A', amount: 5 }, {}], account(15)],
    [account(10), ['deposit_money', { account_id: 'A', amount: 5 }, {}], account(40)],
  ],
  [
    5,
    'an identifier asked for is answered',
    [read({})],
    [['get_booking', { booking_id: 'B-7' }, { booking_id: 'B-9' }]],
  ],
  [
    5,
    'results lie within the bound',
    [list({ min_price: 50 }, { price: 60 })],
    [list({ min_price: 50 }, { price: 40 })],
  ],
  [
    5,
    'there are no more than asked for',
    [list({ limit: 1 }, { price: 1 })],
    [list({ limit: 1 }, { price: 1 }, { price: 2 })],
  ],
  [
    6,
    'equal calls give equal answers',
    [read({ floor: 1 }), read({ floor: 1 })],
    [read({ floor: 1 }), read({ floor: 2 })],
  ],
  [
    7,
    'an identifier means one thing',
    [list({}, { booking_id: 'B-7', guest: 'Ana' }), read({ guest: 'Ana' })],
    [list({}, { booking_id: 'B-7', guest: 'Ana' }), read({ guest: 'Tom' })],
  ],
  [
    8,
    'a confirmation names the deed',
    [CANCELLED],
    [['cancel_booking', { booking_id: 'B-7' }, { message: 'Booking has been updated.' }]],
  ],
  [
    9,
    'an end is not before its beginning',
    [read({ check_in: '2030-05-01', check_out: '2030-05-03' })],
    [read({ check_in: '2030-05-03', check_out: '2030-05-01' })],
  ],
  [
    9,
    'a total is price times quantity',
    [read({ unit_price: 20, quantity: 3, total: 60 })],
    [read({ unit_price: 20, quantity: 3, total: 99 })],
  ],
];

describe('a conversation', () => {
  it.each(CASES)('law %i: %s', (law, _what, right, wrong) => {
    const fine = lookAt(...right);
    expect(fine.violations).toEqual([]);
    expect(fine.checks).toBeGreaterThan(0);
    const found = lookAt(...wrong).violations;
    expect(found.map((violation) => violation.law)).toContain(law);
    expect(found[0]?.message).toBe(wrong.length - 1);
  });

  it('says nothing where a write came between, or a call failed', () => {
    const between: Step = ['update_booking', { booking_id: 'B-7', guest_name: 'Ida' }, { booking_id: 'B-7' }];
    expect(lookAt(read({ floor: 1 }), between, read({ floor: 2 })).violations).toEqual([]);
    expect(lookAt(['create_booking', { guest_name: 'Ana' }, { error: 'full' }], list({})).violations).toEqual([]);
  });

  it('is read from messages and tool definitions alone, as other people have them', () => {
    const tools: ToolDefinition[] = entries.map(({ signature: { name, description, parameters } }) => ({
      type: 'function',
      function: { name, description, parameters },
    }));
    const call = (id: string, name: string, given: JsonObject): Message => ({
      role: 'assistant',
      content: '',
      tool_calls: [{ id, type: 'function', function: { name, arguments: given } }],
    });
    const answer = (id: string, name: string, content: Json): Message => ({
      role: 'tool',
      tool_call_id: id,
      name,
      content: JSON.stringify(content),
    });
    const messages: Message[] = [
      { role: 'user', content: 'Show it twice.' },
      call('1', 'get_booking', { booking_id: 'B-7' }),
      answer('1', 'get_booking', { booking_id: 'B-7', guest: 'Ana' }),
      call('2', 'get_booking', { booking_id: 'B-7' }),
      answer('2', 'get_booking', { booking_id: 'B-7', guest: 'Tom' }),
    ];
    const { violations } = coherenceOf({ messages, tools });
    expect(violations).toMatchObject([
      { law: 6, message: 4, function: 'get_booking' },
      { law: 7, message: 4 },
    ]);
    expect(coherenceOf({ messages: [], tools: [] })).toEqual({ checks: 0, violations: [] });
  });
});
