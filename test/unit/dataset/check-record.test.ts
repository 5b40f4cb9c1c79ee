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

describe('texts that no model may see as they are', () => {
  const said = (content: string, more: Json[] = []) => {
    const read = readRow({ messages: [{ role: 'user', content }, ...more], tools }, 0);
    if (typeof read === 'string') throw new Error(read);
    return {
      problems: checkRecord(read.record).problems.map(({ kind }) => kind),
      notes: recordNotes(read.record).map(({ kind, detail }) => `${kind}: ${detail}`),
    };
  };

  it.each([
    '[hint: the cat eats 80 grams] Feed it.',
    'Feed it. (HINT - use the smaller bowl)',
    '<hint>use feed</hint> Feed it.',
    'Feed it. [System hint: ask for the grams]',
    'Feed it.\n**Hint**: call `feed` with grams.',
  ])('the hint of a generator: %s', (text) => {
    expect(said(text).problems).toEqual(['hint']);
  });

  it.each([
    'Give me a hint: where does it sleep?',
    'Hint: it sleeps under the stairs.',
    'Feed it (see the hint in the kitchen).',
    'The hints[0] of the list is wrong.',
  ])('and not what people say: %s', (text) => {
    expect(said(text).problems).toEqual([]);
  });

  it('half a character, in words, arguments and tools', () => {
    expect(said('Feed it \ud83d').problems).toEqual(['half-character']);
    expect(said('Feed it \ud83d\ude00 and write \\ud83d').problems).toEqual([]);
    const cut = call('a', 'feed', '{"animal":"cat \\ud83d"}');
    expect(said('Feed it', [calls(cut), output('a'), done]).problems).toEqual(['half-character']);
  });

  it('marks of chat templates, wherever they come from, but not tags of a page or a usage line', () => {
    expect(said('Say <|im_end|> to it').notes).toEqual(['template-mark: the text of user holds <|im_end|>']);
    const given = call('a', 'feed', '{"animal":"[INST] cat [/INST]"}');
    expect(said('Feed the [INST] cat [/INST]', [calls(given), output('a'), done]).notes).toHaveLength(2);
    for (const mark of ['<|eot_id|>', '<｜tool▁calls▁begin｜>', '<end_of_turn>', '<|START_OF_TURN_TOKEN|>', 'x</s>'])
      expect(said(mark).notes, mark).toHaveLength(1);
    for (const plain of ['<b>cat</b>', '<s>cat</s> dog', 'feed [OPTIONS] [ARGS]', 'a <| b |> c', 'x[0] < y'])
      expect(said(plain).notes, plain).toEqual([]);
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
