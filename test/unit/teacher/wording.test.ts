import { describe, expect, it } from 'vitest';
import {
  article,
  baseForm,
  counted,
  gerund,
  joinList,
  plural,
  singular,
  splitWords,
  spoken,
} from '../../../server/src/english/index.ts';
import type { Json } from '../../../server/src/json/index.ts';
import { buildCatalog, type FunctionSignature, parseDocument } from '../../../server/src/signature/index.ts';
import {
  actionOf,
  askForValue,
  type PastCall,
  type PlannedCall,
  saysScalar,
  sayValue,
  summarize,
  surfaceForms,
  type ValueOrigin,
  type WriteQueryTask,
  writeQuery,
} from '../../../server/src/teacher/index.ts';

describe('words', () => {
  it.each([
    ['hour', 'an'],
    ['user', 'a'],
    ['invoice', 'an'],
    ['URL', 'a'],
    ['MRI scan', 'an'],
    ['8-day trip', 'an'],
    ['unit', 'a'],
    ['unimportant note', 'an'],
  ])('%s takes %s', (noun, expected) => expect(article(noun)).toBe(expected));

  it.each([
    ['city', 'cities'],
    ['day', 'days'],
    ['box', 'boxes'],
    ['person', 'people'],
    ['flight status', 'flight statuses'],
    ['movie', 'movies'],
    ['data', 'data'],
  ])('%s, %s', (one, many) => {
    expect(plural(one)).toBe(many);
    expect(singular(many)).toBe(one);
  });

  it.each([
    ['finds', 'find'],
    ['searches', 'search'],
    ['applies', 'apply'],
    ['processes', 'process'],
    ['creates', 'create'],
    ['access', 'access'],
    ['caches', 'cache'],
  ])('%s comes from %s', (verb, base) => expect(baseForm(verb)).toBe(base));

  it('gerunds, lists, counts, identifiers', () => {
    expect(['get', 'create', 'book', 'cancel', 'see'].map(gerund)).toEqual([
      'getting',
      'creating',
      'booking',
      'cancelling',
      'seeing',
    ]);
    expect(joinList(['a', 'b', 'c'])).toBe('a, b and c');
    expect([counted(1, 'flights'), counted(3, 'city')]).toEqual(['one flight', '3 cities']);
    expect(splitWords('newFlightID_v2')).toEqual(['new', 'flight', 'id', 'v2']);
    expect([spoken(['dir', 'name']), spoken(['address', '2'])]).toEqual(['directory name', 'second address']);
  });
});

describe('values', () => {
  it('are said as people say them, and found again in every form', () => {
    expect(sayValue('2026-05-14')).toBe('14 May 2026');
    expect(sayValue('2026-05-14T17:30:00Z')).toBe('14 May 2026 at 17:30');
    expect(sayValue('change_of_plans', { label: true })).toBe('change of plans');
    expect(sayValue(['a', 'b'])).toBe('a and b');
    expect(surfaceForms(1234.5)).toEqual(['1234.5', '1,234.5', '1234.50', '1,234.50']);
    for (const text of ['on May 14, 2026', 'on 14 May 2026.', '2026-05-14!'])
      expect(saysScalar(text, '2026-05-14')).toBe(true);
  });

  it('are whole words: 5 is not in 15, 5.1 or A5', () => {
    for (const text of ['15', '5.1', 'A5', '0.5', '5,000']) expect(saysScalar(`take ${text} now`, 5)).toBe(false);
    for (const text of ['5', 'five', '5.', '(5)']) expect(saysScalar(`take ${text} now`, 5)).toBe(true);
  });

  it('of identifiers keep their letters', () => {
    expect(sayValue('FL-7Q2VZ', { label: true })).toBe('FL-7Q2VZ');
    expect(saysScalar('open report.TXT', 'report.txt', true)).toBe(false);
  });
});

function signatureOf(description: string, name = 'f'): FunctionSignature {
  const tool = { name, description, inputSchema: { type: 'object', properties: {} } };
  const [entry] = buildCatalog([parseDocument('file:///t.json', JSON.stringify({ tools: [tool] }))]).entries;
  return (entry as { signature: FunctionSignature }).signature;
}

describe('what a description asks for', () => {
  it.each([
    ['Finds flights between two airports, cheapest first.', 'find flights between two airports'],
    ['Cancels a booking and starts the refund.', 'cancel a booking'],
    [
      'This tool belongs to the file system. Tool description: Display the contents of a file.',
      'display the contents of a file',
    ],
    ['This endpoint allows users to search for hotels by city (see docs).', 'search for hotels by city'],
    ['A function that retrieves the weather. Use with care.', 'retrieve the weather'],
    ['Retrieving all orders of a customer which are open.', 'retrieve all orders of a customer'],
    ['Used to convert money. Extra.', 'convert money'],
    ['Admits a patient to a bed.', 'admit a patient to a bed'],
    ['Quarantine the device of a person.', 'quarantine the device of a person'],
    ['Stop the recording started with start_recording.', 'stop the recording started'],
    ['Storniert eine bestehende Rechnung.', 'do this: "Storniert eine bestehende Rechnung"'],
    ['Tells from which gate a flight leaves.', 'tell from which gate a flight leaves'],
  ])('%s', (description, expected) => {
    const { verb, rest } = actionOf(signatureOf(description));
    expect(`${verb} ${rest}`).toBe(expected);
  });

  it('comes from the name where the description has no verb', () => {
    expect(actionOf(signatureOf('', 'get_user_orders'))).toEqual({ verb: 'get', rest: 'the user orders' });
    expect(actionOf(signatureOf('The absolute value.', 'absoluteValue'))).toEqual({
      verb: 'get',
      rest: 'the absolute value',
    });
  });
});

const DESK = `
type FlightId = string;
type BookingId = string;
interface Flight { id: FlightId; price: number }
/** Finds flights between two airports. @readonly */
function find_flights(from: string, to: string, date: string): Flight[];
/** Books one seat on a flight for a passenger. */
function book_flight(flight_id: FlightId, passenger: string): { booking_id: BookingId };
/** Cancels a booking. @param reason Why it is cancelled. */
function cancel_booking(booking_id: BookingId, reason?: string): boolean;
/** Sets the volume of a room. */
function set_volume(room: string, volume: integer): boolean;
/** Adds two numbers. @readonly */
function add(a: number, b: number): number;
`;
const CATALOG = buildCatalog([parseDocument('file:///desk.fsig', DESK)]);

function toolOf(name: string) {
  const entry = CATALOG.get(name);
  if (entry === undefined) throw new Error(`no function ${name}`);
  return { name, signature: entry.signature };
}
const SAID: ValueOrigin = { from: 'user' };
function call(
  name: string,
  args: Record<string, [Json, ValueOrigin?]>,
  role: PlannedCall['role'] = 'asked',
): PlannedCall {
  const list = Object.entries(args).map(([parameter, [value, origin]]) => ({
    parameter,
    value,
    origin: origin ?? SAID,
  }));
  return { tool: toolOf(name), role, arguments: list };
}
function queries(task: Partial<WriteQueryTask> & Pick<WriteQueryTask, 'calls'>): string[] {
  return Array.from({ length: 30 }, (_, seed) =>
    writeQuery({
      kind: 'write_query',
      seed: String(seed),
      turn: 1,
      conversation: [],
      past: [],
      intent: { kind: 'calls' },
      ...task,
    }),
  );
}
/** Said in some of the ways a seed can choose. */
function expectSome(texts: readonly string[], part: string | RegExp) {
  expect(
    texts.filter((text) => (typeof part === 'string' ? text.includes(part) : part.test(text))).length,
    `${part} in\n${texts.join('\n')}`,
  ).toBeGreaterThan(0);
}
const output = (distance: number, more: object = {}): ValueOrigin => ({
  from: 'output',
  call: 0,
  sameTurn: false,
  field: '[].id',
  distance,
  ...more,
});
const past = (name: string, value: Json, turn: number): PastCall => ({
  tool: toolOf(name),
  turn,
  arguments: {},
  ok: true,
  output: value,
});

describe('queries', () => {
  it('put values where a person would', () => {
    const texts = queries({ calls: [call('find_flights', { from: ['SFO'], to: ['LIS'], date: ['2026-05-14'] })] });
    for (const text of texts) expect(text).toMatch(/flights from SFO to LIS on (?:14 May|May 14,) 2026/);
    for (const text of queries({ calls: [call('add', { a: [3], b: [5] })] }))
      expect(text).toMatch(/add(?:ing)? 3 and 5/i);
    for (const text of queries({ calls: [call('set_volume', { room: ['Kitchen'], volume: [7] })] }))
      expect(text).toMatch(
        /(?:set|setting|chang\w+|adjust\w*|bring\w*) the volume to 7 in Kitchen|(?:set|setting|chang\w+|adjust\w*|bring\w*) the volume of .*Kitchen.* to 7/i,
      );
  });

  it('are wishes: no label is read aloud, no article doubled, no function named', () => {
    const tasks = [
      [call('find_flights', { from: ['SFO'], to: ['LIS'], date: ['2026-05-14'] })],
      [call('book_flight', { flight_id: ['FL-1'], passenger: ['Ana Ruiz'] })],
      [call('cancel_booking', { booking_id: ['BK-1'], reason: ['I have fallen ill since.'] })],
    ];
    for (const text of tasks.flatMap((calls) => queries({ calls }))) {
      expect(text).not.toMatch(/\bthe (?:flight|booking|passenger|reason|from|to|date)(?: id)? is\b/i);
      expect(text).not.toMatch(/\b(the|a|an|to|of|from|for|in|on) \1\b|\b(?:the|an?) (?:the|an?)\b|\bids?\b/i);
      expect(text).not.toMatch(/find flights|book flight|cancel booking(?! BK)/i);
    }
  });

  it('keep one person speaking one way', () => {
    const calls = [call('cancel_booking', { booking_id: ['BK-1'] })];
    const said = (seed: string) =>
      [0, 1, 2, 3].map((turn) =>
        writeQuery({
          kind: 'write_query',
          seed: `${seed}/q${turn}/0`,
          turn,
          conversation: [],
          past: [],
          intent: { kind: 'calls' },
          calls,
        }),
      );
    const polite = /would|could|kindly|please|may I|grateful|when you have/i;
    const shares = Array.from(
      { length: 160 },
      (_, seed) => said(`r${seed}`).filter((text) => polite.test(text)).length,
    );
    expect(shares.filter((share) => share === 4).length).toBeGreaterThan(8);
    expect(shares.filter((share) => share <= 1).length).toBeGreaterThan(8);
  });

  it('say calls that differ in one thing as one wish', () => {
    const calls = ['BK-1', 'BK-2', 'BK-3'].map((id) => call('cancel_booking', { booking_id: [id] }));
    for (const text of queries({ calls })) expect(text).toContain('bookings BK-1, BK-2 and BK-3');
  });

  it('never ask for what an inserted call gives: the wish it serves describes it', () => {
    const hidden = call('find_flights', { from: ['SFO'], to: ['LIS'], date: ['2026-05-14'] }, 'implied');
    const sameTurn = { from: 'output', call: 0, sameTurn: true, field: '[].id', distance: 0 } as const;
    for (const text of queries({
      calls: [hidden, call('book_flight', { flight_id: ['FL-1', sameTurn], passenger: ['Ana Ruiz'] })],
    })) {
      expect(text).toMatch(/flight from SFO to LIS on/);
      expect(text).not.toMatch(/\b(?:find|search|look up|show)\b/i);
    }
  });

  it('vary by seed, and are the same for the same seed', () => {
    const task = { calls: [call('find_flights', { from: ['SFO'], to: ['LIS'], date: ['2026-05-14'] })] };
    expect(new Set(queries(task)).size).toBeGreaterThan(8);
    expect(queries(task)).toEqual(queries(task));
  });

  it('point at outputs by how far back they are, and never repeat them', () => {
    const item = { item: { index: 1, of: 3 } };
    const near = queries({
      calls: [call('book_flight', { flight_id: ['FL-1', output(1, item)], passenger: ['Ana'] })],
      past: [past('find_flights', [], 0)],
    });
    expectSome(near, 'the second flight');
    const far = queries({
      turn: 3,
      calls: [call('cancel_booking', { booking_id: ['BK-1', output(3, { field: 'booking_id' })] })],
      past: [past('book_flight', {}, 0)],
    });
    expectSome(
      far,
      /the booking (?:you made (?:at the (?:start|beginning)|when we started)|from my first (?:request|message))/,
    );
    for (const text of [...near, ...far]) expect(text).not.toMatch(/FL-1|BK-1/);
  });

  it('tell calls of one function apart', () => {
    const calls = [past('book_flight', {}, 0), past('book_flight', {}, 1)];
    const texts = queries({
      turn: 3,
      calls: [
        call('cancel_booking', {
          booking_id: ['BK-2', { from: 'output', call: 1, sameTurn: false, field: 'booking_id', distance: 2 }],
        }),
      ],
      past: calls,
    });
    for (const text of texts) expect(text).toMatch(/the (?:second|last) booking you made/);
  });

  it('leave defaults out, and say a gap’s value when it is asked for', () => {
    const cancelled = call('cancel_booking', { booking_id: ['BK-1'], reason: ['illness', { from: 'default' }] });
    for (const text of queries({ calls: [cancelled] })) expect(text).not.toContain('illness');
    const gap = { calls: [call('find_flights', { from: ['SFO'], to: ['LIS'], date: ['2026-05-14'] })] };
    for (const text of queries({ ...gap, intent: { kind: 'miss_params', call: 0, parameter: 'date' } }))
      expect(text).not.toContain('2026');
    for (const text of queries({ ...gap, intent: { kind: 'supply_params', call: 0, parameter: 'date' } }))
      expect(text).toMatch(/14 May 2026|May 14, 2026/);
  });

  it('begin with a capital, unless it is a value', () => {
    const gap = {
      calls: [call('set_volume', { room: ['report_final.txt'], volume: [7] })],
      intent: { kind: 'supply_params', call: 0, parameter: 'room' } as const,
    };
    for (const text of queries(gap)) {
      expect(text).toContain('report_final.txt');
      expect(text).toMatch(/^(?:[A-Z"]|report_final|[a-z])/);
      expect(text).not.toMatch(/Report_final/);
    }
  });
});

describe('what the agent says', () => {
  const says = (name: string, value: Json, ok = true) =>
    Array.from({ length: 12 }, (_, seed) => summarize([{ ...past(name, value, 0), ok }], String(seed)));

  it('sums up outputs with their values', () => {
    for (const text of says('find_flights', [
      { id: 'FL-1', price: 80 },
      { id: 'FL-2', price: 95.5 },
    ]))
      expect(text).toMatch(/2 flights: FL-1 \(price 80\); FL-2 \(price 95\.50\)\.$/);
    for (const text of says('book_flight', { booking_id: 'BK-1' }))
      expect(text).toMatch(/booking (?:(?:ID )?is )?BK-1\b/i);
    expectSome(says('add', 8), /8\.$/);
    for (const text of says('find_flights', [])) expect(text).not.toMatch(/\d/);
  });

  it('opens wrappers, adds units and currencies', () => {
    for (const text of says('book_flight', { result: { delay_minutes: 15, price: 80, currency: 'EUR' } }))
      expect(text).toMatch(/[Ii]t costs 80 EUR and has a delay of 15 minutes\.$/);
  });

  it('tells errors in their own words', () => {
    for (const text of says('book_flight', { error: 'Sold out' }, false)) expect(text).toMatch(/Sold out\.$/);
  });

  it('asks for what is missing in words', () => {
    expect(askForValue(toolOf('cancel_booking'), 'booking_id', '1')).toMatch(/booking/);
    expect(askForValue(toolOf('cancel_booking'), 'booking_id', '1')).not.toMatch(/_|\bid\b/);
  });
});
