import { describe, expect, it } from 'vitest';
import { checkRecord, readRow, recordNotes } from '../../../server/src/dataset/index.ts';
import type { Json } from '../../../server/src/json/index.ts';

/** What is said of one conversation of somebody else's data set. */

const tools: Json = [
  {
    name: 'feed',
    parameters: {
      type: 'object',
      properties: { animal: { type: 'string' }, grams: { type: 'integer' } },
      required: ['animal'],
    },
  },
];
const call = (id: string, name: string, args: string): Json => ({
  id,
  type: 'function',
  function: { name, arguments: args },
});
const output = (id: string): Json => ({ role: 'tool', tool_call_id: id, content: '{}' });

function problemsOf(...messages: Json[]) {
  const read = readRow({ messages: [{ role: 'user', content: 'Feed them.' }, ...messages], tools }, 0);
  if (typeof read === 'string') throw new Error(read);
  return checkRecord(read.record).problems.map(({ kind, message }) => `${kind} ${message}`);
}
const calls = (...list: Json[]): Json => ({ role: 'assistant', content: null, tool_calls: list });
const done: Json = { role: 'assistant', content: 'Fed.' };
const cat = call('a', 'feed', '{"animal":"cat"}');
const dog = call('b', 'feed', '{"animal":"dog","grams":200}');

describe('a conversation', () => {
  it('that is sound has no problem, and neither has one that ends with its calls', () => {
    expect(problemsOf(calls(cat, dog), output('a'), output('b'), done)).toEqual([]);
    expect(problemsOf(calls(cat, dog))).toEqual([]);
    expect(problemsOf(calls(cat), output('a'), calls(dog))).toEqual([]);
  });

  it.each([
    ['a tool that is not offered', call('a', 'walk', '{}'), 'not-offered 1'],
    ['a value of another type', call('a', 'feed', '{"animal":"cat","grams":"many"}'), 'schema 1'],
    ['arguments filled with null', call('a', 'feed', '{"animal":"cat","grams":null}'), 'schema 1'],
    ['arguments that are no JSON', call('a', 'feed', '{"animal": cat'), 'broken-arguments 1'],
  ])('with %s is told so', (_name, wrong, problem) => {
    expect(problemsOf(calls(wrong), output('a'), done)).toEqual([problem]);
  });

  it('whose outputs are missing, swapped or of nothing is told so', () => {
    expect(problemsOf(calls(cat, dog), output('a'), done)).toEqual(['unanswered 1']);
    expect(problemsOf(calls(cat, dog), output('b'), output('a'), done)).toEqual(['swapped 2']);
    expect(problemsOf(calls(cat), output('a'), output('zz'), done)).toEqual(['output-without-call 3']);
  });

  it('with an argument that the tool does not declare has a note of it', () => {
    const named = call('a', 'feed', '{"animal":"cat","colour":"red"}');
    const read = readRow({ messages: [{ role: 'user', content: 'Feed the red cat.' }, calls(named)], tools }, 0);
    if (typeof read === 'string') throw new Error(read);
    expect(checkRecord(read.record).problems).toEqual([]);
    expect(recordNotes(read.record)).toEqual([
      { kind: 'undeclared', message: 1, detail: 'feed (a) declares no argument colour' },
    ]);
  });

  it('without tools counts its calls as not checked', () => {
    const read = readRow({ messages: [{ role: 'user', content: 'Hi' }, calls(cat)] }, 0);
    if (typeof read === 'string') throw new Error(read);
    expect(checkRecord(read.record)).toEqual({ calls: 1, notChecked: 1, problems: [] });
  });
});

describe('outputs of another tool’s set', () => {
  const order: Json = { order_id: 'A7', status: 'open', total: 30 };
  const shop: Json = [
    {
      name: 'get_order',
      description: 'Returns an order.',
      parameters: { type: 'object', properties: { order_id: { type: 'string' } }, required: ['order_id'] },
    },
  ];
  const asked = (first: Json, second: Json) => {
    const read = readRow(
      {
        conversations: [
          { from: 'human', value: 'How is order A7? Look twice, please.' },
          { from: 'function_call', value: '{"name":"get_order","arguments":{"order_id":"A7"}}' },
          { from: 'observation', value: JSON.stringify(first) },
          { from: 'function_call', value: '{"name":"get_order","arguments":{"order_id":"A7"}}' },
          { from: 'observation', value: JSON.stringify(second) },
          { from: 'gpt', value: 'It is open.' },
        ],
        tools: JSON.stringify(shop),
      },
      0,
    );
    if (typeof read === 'string') throw new Error(read);
    return recordNotes(read.record).filter(({ kind }) => kind === 'incoherent');
  };

  it('that agree with each other are not named', () => {
    expect(asked(order, order)).toEqual([]);
  });

  it('that contradict what was read before, with nothing written between, are named with their message', () => {
    const [note] = asked(order, { order_id: 'A7', status: 'open', total: 44 });
    expect(note).toMatchObject({ kind: 'incoherent', message: 4, detail: expect.stringMatching(/^get_order: /) });
  });
});
