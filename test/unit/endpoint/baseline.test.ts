import { describe, expect, it } from 'vitest';
import type { Message, ToolDefinition } from '../../../server/src/chat/index.ts';
import { BASELINE_NOTICE, createBaselinePolicy, type PolicyMove } from '../../../server/src/endpoint/index.ts';
import type { JsonObject, JsonSchema } from '../../../server/src/json/index.ts';

function tool(
  name: string,
  description: string,
  properties: Record<string, JsonSchema>,
  required = Object.keys(properties),
): ToolDefinition {
  return { type: 'function', function: { name, description, parameters: { type: 'object', properties, required } } };
}

const TOOLS = [
  tool(
    'find_flights',
    'Finds flights between two airports.',
    {
      from: { type: 'string', pattern: '^[A-Z]{3}$' },
      to: { type: 'string', pattern: '^[A-Z]{3}$' },
      date: { type: 'string', format: 'date' },
      cabin: { type: 'string', enum: ['economy', 'business'] },
    },
    ['from', 'to', 'date'],
  ),
  tool('book_flight', 'Books a seat on a flight for a passenger.', {
    flight_id: { type: 'string' },
    passenger_id: { type: 'string' },
  }),
  tool('create_passenger', 'Creates the profile of a passenger.', {
    full_name: { type: 'string' },
    email: { type: 'string', format: 'email' },
  }),
  tool('convert_price', 'Converts an amount of money from one currency to another.', {
    amount: { type: 'number' },
    from_currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    to_currency: { type: 'string', pattern: '^[A-Z]{3}$' },
  }),
  tool(
    'send_message',
    'Sends a message to a user.',
    { recipient: { type: 'string' }, text: { type: 'string' }, urgent: { type: 'boolean' } },
    ['recipient', 'text'],
  ),
  tool('add_tags', 'Adds tags to a photo.', {
    photo_id: { type: 'integer' },
    tags: { type: 'array', items: { type: 'string' } },
  }),
];

const policy = createBaselinePolicy();
const move = (...messages: Message[]) =>
  policy.move({ messages, tools: TOOLS }, AbortSignal.timeout(1000)) as PolicyMove;
const user = (content: string): Message => ({ role: 'user', content });
const called = (name: string, given: JsonObject, output: unknown): Message[] => [
  { role: 'assistant', content: '', tool_calls: [{ id: 'c', type: 'function', function: { name, arguments: given } }] },
  { role: 'tool', tool_call_id: 'c', name, content: JSON.stringify(output) },
];

describe('the baseline policy', () => {
  it.each([
    [
      'Find flights from LIS to OSL on 2026-03-04 in business.',
      'find_flights',
      { from: 'LIS', to: 'OSL', date: '2026-03-04', cabin: 'business' },
    ],
    [
      'Create a passenger profile for Ana Ruiz, email ana@example.com',
      'create_passenger',
      { full_name: 'Ana Ruiz', email: 'ana@example.com' },
    ],
    [
      'Please convert 120.50 from EUR to NOK',
      'convert_price',
      { amount: 120.5, from_currency: 'EUR', to_currency: 'NOK' },
    ],
    ['Send a message to "bob" saying "See you at 8"', 'send_message', { recipient: 'bob', text: 'See you at 8' }],
    ['Add the tags "sea" and "sun" to photo 42', 'add_tags', { photo_id: 42, tags: ['sea', 'sun'] }],
  ])('%s', (query, name, given) => {
    expect(move(user(query)).calls).toEqual([{ name, arguments: given }]);
  });

  it('takes identifiers from earlier outputs', () => {
    const history = [
      user('Find flights from LIS to OSL on 2026-03-04'),
      ...called('find_flights', {}, [
        { id: 'FL-1', price: 90 },
        { id: 'FL-2', price: 120 },
      ]),
      { role: 'assistant', content: 'Two flights.' } as Message,
      user('Create a passenger for Ana Ruiz, ana@example.com'),
      ...called('create_passenger', {}, { passenger_id: 'PA-9' }),
      { role: 'assistant', content: 'Done.' } as Message,
    ];
    expect(move(...history, user('Book the flight for that passenger')).calls).toEqual([
      { name: 'book_flight', arguments: { flight_id: 'FL-1', passenger_id: 'PA-9' } },
    ]);
  });

  it('picks the item that is spoken of, and goes back to the start when told to', () => {
    const history = [
      user('Find flights from LIS to OSL on 4 March 2026'),
      ...called('find_flights', {}, [{ id: 'FL-1' }, { id: 'FL-2' }]),
      { role: 'assistant', content: 'Two flights.' } as Message,
      user('And on March 5th, 2026?'),
      ...called('find_flights', {}, [{ id: 'FL-3' }, { id: 'FL-4' }]),
      { role: 'assistant', content: 'Two more.' } as Message,
    ];
    const booked = (query: string) => move(...history, user(query)).calls[0]?.arguments.flight_id;
    expect(booked('Book the second flight for passenger PA-9')).toBe('FL-4');
    expect(booked('Book the second flight from the start for passenger PA-9')).toBe('FL-2');
    expect(booked('Book flight FL-3 for passenger PA-9')).toBe('FL-3');
  });

  it('takes a value that is spoken of by its name', () => {
    const history = [user('Find flights'), ...called('find_flights', {}, [{ id: 'FL-1', price: 90, currency: 'EUR' }])];
    const said: Message = { role: 'assistant', content: 'One flight.' };
    expect(move(...history, said, user('Convert 90 from that currency to NOK')).calls).toEqual([
      { name: 'convert_price', arguments: { amount: 90, from_currency: 'EUR', to_currency: 'NOK' } },
    ]);
  });

  it('does what was asked before when it is told to try again', () => {
    const answer: Message = { role: 'assistant', content: 'I have no function for that.' };
    const [call] = move(user('Convert 20 from EUR to NOK'), answer, user('Please try once more.')).calls;
    expect(call).toEqual({
      name: 'convert_price',
      arguments: { amount: 20, from_currency: 'EUR', to_currency: 'NOK' },
    });
  });

  it('gives no code to a parameter that another noun claims', () => {
    expect(move(user('Book a flight for passenger PA-9')).text).toContain('flight id');
  });

  it('asks for what is missing, and goes on with the answer', () => {
    const asked = move(user('Find flights from LIS to OSL'));
    expect(asked.calls).toEqual([]);
    expect(asked.text).toContain('date');
    expect(asked.text).toContain('?');
    const next = move(
      user('Find flights from LIS to OSL'),
      { role: 'assistant', content: asked.text },
      user('On 2026-03-04'),
    );
    expect(next.calls[0]).toMatchObject({ name: 'find_flights', arguments: { date: '2026-03-04' } });
  });

  it('does one thing after another, then tells what came out', () => {
    const query = user(
      'Create a passenger profile for Ana Ruiz with email ana@example.com. Then convert 20 from EUR to NOK.',
    );
    expect(move(query).calls[0]?.name).toBe('create_passenger');
    const first = called('create_passenger', {}, { passenger_id: 'PA-9' });
    expect(move(query, ...first).calls[0]?.name).toBe('convert_price');
    const done = move(query, ...first, ...called('convert_price', {}, { amount: 229.79 }));
    expect(done.calls).toEqual([]);
    expect(done.text).toContain('229.79');
  });

  it('says when something failed, and does not go on', () => {
    const query = user('Convert 20 from EUR to NOK. Then find flights from LIS to OSL on 2026-03-04.');
    expect(move(query, ...called('convert_price', {}, { error: 'Service unavailable' })).text).toContain(
      'Service unavailable',
    );
  });

  it('says that nothing fits, and what it is', () => {
    const answer = move(user('Tell me a joke about penguins'));
    expect(answer.calls).toEqual([]);
    expect(answer.text).toContain(BASELINE_NOTICE);
  });

  it('ends on hostile text', () => {
    const answer = move(user(`convert ${'a '.repeat(50_000)} from ${'("'.repeat(10_000)} 1${'1,'.repeat(10_000)}`));
    expect(answer.text.length + answer.calls.length).toBeGreaterThan(0);
  });
});
