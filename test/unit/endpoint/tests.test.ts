import { describe, expect, test } from 'vitest';
import {
  editedReply,
  findServers,
  outlineOf,
  type TurnResult,
  turnTexts,
  USUAL_PORTS,
} from '../../../server/src/endpoint/index.ts';
import type { WireReply } from '../../../server/src/openai-wire/index.ts';

const reply: WireReply = {
  text: 'One moment.',
  reasoning: '',
  calls: [{ id: 'c1', name: 'find', arguments: { a: 1 } }],
  finishReason: 'tool_calls',
  usage: { input: 1, output: 1 },
  model: 'm',
  url: '',
  milliseconds: 1,
  request: '',
  response: '',
  notes: [],
};

describe('a reply changed by hand', () => {
  test('what is not named stays, and calls keep their ids by place', () => {
    expect(editedReply(reply, { text: 'No.' })).toMatchObject({ text: 'No.', calls: reply.calls });
    const calls = [{ name: 'book', arguments: { b: 2 } }, { name: 'pay' }];
    expect(editedReply(reply, { calls }).calls).toEqual([
      { id: 'c1', name: 'book', arguments: { b: 2 } },
      { id: 'edited-2', name: 'pay', arguments: {} },
    ]);
  });

  test.each([[{}], [[1]], [[{ arguments: {} }]], [[{ name: 'f', arguments: [] }]]])('%j are no calls', (calls) => {
    expect(() => editedReply(reply, { calls })).toThrow(RangeError);
  });
});

describe('both sides of a turn', () => {
  const result = (labels: TurnResult['labels']) =>
    ({
      labels,
      reference: [{ name: 'find', arguments: { b: 1, a: { d: 1, c: 2 } } }],
      actual: [{ name: 'find', arguments: { a: { c: 2, d: 1 }, b: 2 } }],
      referenceText: 'It is 3.',
      text: 'It is 4.',
    }) as unknown as TurnResult;

  test('differ in nothing but what differs', () => {
    const { expected, actual } = turnTexts(result(['wrong-value']));
    const [left, right] = [expected.split('\n'), actual.split('\n')];
    expect(left.filter((line, at) => line !== right[at])).toEqual(['  "b": 1']);
  });

  test('have the words where the words are wrong', () => {
    expect(turnTexts(result(['wrong-text'])).actual).toContain('says: It is 4.');
  });
});

describe('servers on this machine', () => {
  test('those that answer are named with their models; no other machine is asked', async () => {
    const asked: string[] = [];
    const found = await findServers(USUAL_PORTS, (url) => {
      asked.push(url);
      return {
        models: async () => {
          if (!url.includes(':11434')) throw new Error('refused');
          return ['tiny'];
        },
      };
    });
    expect(found).toEqual([{ url: 'http://127.0.0.1:11434/v1', usually: 'Ollama', models: ['tiny'] }]);
    expect(asked.every((url) => url.startsWith('http://127.0.0.1:'))).toBe(true);
    expect(asked.map((url) => new URL(url).port)).toEqual(expect.arrayContaining(['1234', '8000', '8080', '30000']));
  });
});

describe('the outline of a line', () => {
  test('a task of BFCL has its category and its question', () => {
    const row = {
      id: 'live_simple_3-1-0',
      question: [
        [
          { role: 'system', content: 's' },
          { role: 'user', content: 'Where\n to?' },
        ],
      ],
    };
    expect(outlineOf('bfcl', JSON.stringify(row), 4, 9)).toEqual({
      index: 4,
      line: 9,
      id: 'live_simple_3-1-0',
      title: 'Where to?',
      category: 'live_simple',
      turns: [],
    });
  });

  test.each(['', '[]', '{}', '{"id":1}', '{"id":'])('%j is no task', (text) => {
    expect(outlineOf('bfcl', text, 0, 0)).toMatch(/no (?:JSON|task)/);
  });
});

describe('the outline of a record', () => {
  const text = (content: string) => ({ role: 'user', content });
  const record = {
    id: 'r-1',
    index: 0,
    kind: 'single',
    catalogHash: 'h',
    path: { turns: [{ a: [] }], seed: '1' },
    tools: [{ type: 'function', function: { name: 'find', parameters: { type: 'object', required: ['a'] } } }],
    messages: [text('Find it, ],\\"turns\\":[ and all.'), { role: 'assistant', content: 'Done.' }],
    turns: [{ index: 0, kind: 'call', messages: [0, 2], calls: [], notes: [] }],
    rejected: [text('x')],
    certificates: [],
    provenance: {},
    review: { status: 'accepted', edits: [] },
  };
  const outline = (value: unknown) => outlineOf('magnet', JSON.stringify(value), 0, 0);
  const expected = { id: 'r-1', category: 'single', turns: [{ turn: 0, kind: 'call' }] };

  test('is the same whether its parts stand in their usual order or not', () => {
    const { tools, ...rest } = record;
    expect(outline(record)).toMatchObject(expected);
    expect(outline({ ...rest, tools })).toEqual(outline(record));
    const nested = {
      role: 'assistant',
      content: '',
      tool_calls: [{ id: 'c', function: { name: 'f', arguments: { a: [], turns: [] } } }],
    };
    expect(outline({ ...record, messages: [record.messages[0], nested] })).toEqual(outline(record));
  });

  test('says what is wrong where messages, turns or the line itself are', () => {
    expect(outline({ ...record, messages: [{ content: 'x' }] })).toMatch(/messages\[0\] has no role/);
    expect(outline({ ...record, turns: [{}] })).toMatch(/turns\[0\] has no messages/);
    expect(outlineOf('magnet', JSON.stringify(record).slice(0, -400), 0, 0)).toMatch(/no JSON/);
    const { tools: _tools, ...without } = record;
    expect(outline(without)).toMatch(/tools is missing/);
  });
});
