import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../server/src/chat/index.ts';
import { type ClosingText, textFaults } from '../../../../server/src/endpoint/verdict/text.ts';
import type { Json } from '../../../../server/src/json/index.ts';

const output = (value: Json): Message =>
  ({ role: 'tool', tool_call_id: 'call_0', name: 'find_room', content: JSON.stringify(value) }) as Message;

/** What is wrong with a text after an output, where the record says `reference`. */
function said(text: string, reference: string, more: Partial<ClosingText> & { readonly out?: Json } = {}): string[] {
  const { out = { room: 'Elm', seats: 12, free: true }, ...rest } = more;
  const messages: Message[] = [{ role: 'user', content: 'Find a room.' }, output(out)];
  const outcomes = [{ ok: true as const, output: out }];
  return textFaults({ text, reference, messages, tools: [], outcomes, ...rest }).map((fault) => fault.text);
}
const failed = { ok: false as const, error: { code: 'closed', message: 'closed' } };
const passed = { ok: true as const, output: {} };

describe('a closing text', () => {
  it('is right where it is the words of the record, blanks aside', () => {
    expect(said(' Room Pine has 70 seats. ', 'Room Pine has 70 seats.')).toEqual([]);
  });

  it('is not judged where there is none', () => {
    expect(said('  ', 'Room Elm has 12 seats.', { outcomes: [failed] })).toEqual([]);
  });

  it('may say in other words what an output says', () => {
    expect(said('You get 12 seats in Elm.', 'Room Elm has 12 seats.')).toEqual([]);
  });

  it('may not say a number that nothing says', () => {
    expect(
      said('It takes 45 people, by far the largest that this whole house has got.', 'Room Elm has 12 seats.'),
    ).toEqual(['no output says the number "45"']);
  });

  it('names five inventions at most', () => {
    const all = '31, 32, 33, 34, 35, 36 and 37 of them are here';
    expect(said(all, 'Room Elm has 12 seats.')).toHaveLength(5);
  });

  it('may say a state that a tool speaks of, and no other', () => {
    const described = { name: 'find_room', description: 'Finds a room that is archived.', parameters: {} };
    const text = 'What you asked me for is archived, as all the old rooms of this house are.';
    expect(said(text, 'Room Elm has 12 seats.')).toEqual(['no output says the state "archived"']);
    const tools = [{ type: 'function' as const, function: described }];
    expect(said(text, 'Room Elm has 12 seats.', { tools })).toEqual([]);
  });
});

describe('a value turned into another one', () => {
  const out = { paint: 'blue', owner: 'Mia Lund', seats: 12 };

  it('is wrong in the words of the record', () => {
    expect(said('The room is red now.', 'The room is blue now.', { out })).toEqual([
      'the text says "red" where the outputs say "blue"',
    ]);
  });

  it('is wrong where it is left out', () => {
    expect(said('The room is now.', 'The room is blue now.', { out })).toEqual([
      'the text says nothing where the outputs say "blue"',
    ]);
  });

  it('is no matter where the word is none of the outputs', () => {
    expect(said('The chamber is blue now.', 'The room is blue now.', { out })).toEqual([]);
  });

  it('is no matter where the record does not state that value whole', () => {
    expect(said('The room of Mia is free.', 'The room of Lund is free.', { out: { owner: 'Mia Lund' } })).toEqual([]);
  });

  it('is looked for in what tools said alone', () => {
    const messages: Message[] = [{ role: 'user', content: '"blue"' }];
    expect(said('The room is red now.', 'The room is blue now.', { messages })).toEqual([]);
  });

  it('is looked for in outputs that are no JSON too', () => {
    const messages = [{ role: 'tool', tool_call_id: 'call_0', name: 'find_room', content: 'blue' } as Message];
    expect(said('The room is red now.', 'The room is blue now.', { messages })).toHaveLength(1);
  });

  it.each([
    ['The room is free today, as you wished.', 'The room is not free today, as you wished.'],
    ["The room isn't free today.", 'The room is free today.'],
    ['Yes, the room is free today.', 'No, the room is free today.'],
  ])('is wrong where it says the opposite: %s', (text, reference) => {
    expect(said(text, reference, { out: {} })).toHaveLength(1);
  });

  it('is judged by one word, however short the text', () => {
    expect(said('Red.', 'Blue.', { out })).toHaveLength(1);
    expect(said('Mia red.', 'It blue.', { out })).toEqual([]);
  });

  it('is not looked for in a text that was written anew', () => {
    expect(said('All shut, I am afraid, till Monday.', 'The room is blue now.', { out })).toEqual([]);
  });

  it('counts a word as often as it stands', () => {
    expect(said('It is blue.', 'It is blue, blue.', { out })).toHaveLength(1);
    expect(said('Blue it is.', 'It is blue.', { out })).toEqual([]);
  });
});

describe('a failed call', () => {
  const reference = 'The room could not be booked.';

  it.each(['The room is booked.', 'Done, all is well.'])('is wrong when it is passed over: %s', (text) => {
    expect(said(text, reference, { outcomes: [passed, failed], out: {} })).toEqual([
      'the last call failed, and the text does not say so',
    ]);
  });

  it.each([
    'That did not work.',
    "It isn't possible.",
    'Booking failed.',
    'An error came back.',
    'Shall I try the next one?',
    'I am unable to book it.',
  ])('is told: %s', (text) => {
    expect(said(text, reference, { outcomes: [failed], out: {} })).toEqual([]);
  });

  it('that was made good by a later call needs no word', () => {
    expect(said('The room is booked.', reference, { outcomes: [failed, passed], out: {} })).toEqual([]);
  });
});
