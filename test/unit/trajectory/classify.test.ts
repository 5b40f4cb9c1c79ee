import { describe, expect, it } from 'vitest';
import type { Message } from '../../../server/src/chat/index.ts';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { classifyError } from '../../../server/src/trajectory/index.ts';

const user = (content: string): Message => ({ role: 'user', content });
const says = (content: string): Message => ({ role: 'assistant', content });
const output = (name: string, value: Json): Message => ({
  role: 'tool',
  tool_call_id: name,
  name,
  content: JSON.stringify(value),
});
const calls = (name: string, args: JsonObject): Message => ({
  role: 'assistant',
  content: '',
  tool_calls: [{ id: name, type: 'function', function: { name, arguments: args } }],
});

/** Three turns: a booking is made, something else is asked, and now it is the agent's move. */
const HISTORY: Message[] = [
  user('Book flight FL-100 for Ana.'),
  calls('book', { flight: 'FL-100' }),
  output('book', { booking: 'BK-777' }),
  says('It is booked.'),
  user('What is the weather in Lisbon?'),
  calls('weather', { city: 'Lisbon' }),
  output('weather', { sky: 'clear' }),
  says('The sky is clear.'),
];
const classify = (query: string, reference: Message[], actual: Message[], shared: Message[] = []) =>
  classifyError({ prefix: [...HISTORY, user(query), ...shared], reference, actual, signatureOf: () => undefined });

describe('the classifier of errors reads the messages alone', () => {
  it('1: the outer call is made without the call that gives its value', () => {
    const reference = [
      calls('invoice', { booking: 'BK-777' }),
      output('invoice', { total: 412.5 }),
      calls('convert', { amount: 412.5, to: 'EUR' }),
      output('convert', { amount: 379.5 }),
      says('379.5'),
    ];
    const actual = [calls('convert', { amount: 400, to: 'EUR' }), output('convert', { amount: 368 }), says('368')];
    expect(classify('What does it come to in EUR?', reference, actual)).toBe(1);
  });

  it('1: the answer is made up where a last call was implied', () => {
    const shared = [calls('invoice', { booking: 'BK-777' }), output('invoice', { total: 412.5 })];
    const reference = [
      calls('convert', { amount: 412.5, to: 'EUR' }),
      output('convert', { amount: 379.5 }),
      says('It is 379.5.'),
    ];
    expect(classify('What does it come to in EUR?', reference, [says('It is 395.')], shared)).toBe(1);
  });

  it('2: a value of this turn is used wrongly', () => {
    const shared = [calls('invoice', { booking: 'BK-777' }), output('invoice', { total: 412.5, fee: 12 })];
    const reference = [
      calls('convert', { amount: 412.5, to: 'EUR' }),
      output('convert', { amount: 379.5 }),
      says('379.5'),
    ];
    const actual = [calls('convert', { amount: 12, to: 'EUR' }), output('convert', { amount: 11 }), says('11')];
    expect(classify('What does it come to in EUR?', reference, actual, shared)).toBe(2);
  });

  it('3: a value from two turns back is mixed up, or asked for again', () => {
    const reference = [calls('cancel', { booking: 'BK-777' }), output('cancel', { refund: 1 }), says('Cancelled.')];
    expect(
      classify('Cancel that first booking.', reference, [calls('cancel', { booking: 'BK-778' }), says('Done.')]),
    ).toBe(3);
    expect(classify('Cancel that first booking.', reference, [says('Which booking do you mean?')])).toBe(3);
  });

  it('4: the calls are right and the text is not', () => {
    const shared = [calls('cancel', { booking: 'BK-777' }), output('cancel', { refund: 80 })];
    expect(classify('Cancel it.', [says('The refund is 80.')], [says('The refund is 88.')], shared)).toBe(4);
  });

  it('5: a value that the user said is changed, asked for, or the tool denied', () => {
    const reference = [calls('find', { day: '2026-05-14' }), output('find', []), says('None.')];
    const query = 'Find flights on 14 May 2026.';
    expect(classify(query, reference, [calls('find', { day: '2026-05-15' }), output('find', []), says('None.')])).toBe(
      5,
    );
    expect(classify(query, reference, [says('On which day?')])).toBe(5);
    expect(classify(query, reference, [says("I can't do that with the tools I have.")])).toBe(5);
  });

  it('5: acts where it should ask, or calls what was not wanted', () => {
    const asks = [says('Which day would you like?')];
    expect(
      classify('Find me a flight.', asks, [calls('find', { day: '2026-01-01' }), output('find', []), says('None.')]),
    ).toBe(5);
    const reference = [calls('find', { day: 'Monday' }), output('find', []), says('None.')];
    expect(classify('Find flights on Monday.', reference, [calls('weather', { city: 'Monday' }), says('Clear.')])).toBe(
      5,
    );
  });

  it('0: the same calls with the same facts are no error', () => {
    const reference = [calls('find', { day: 'Monday' }), output('find', [1]), says('I found 1 flight.')];
    expect(classify('Find flights on Monday.', reference, reference)).toBe(0);
  });
});
