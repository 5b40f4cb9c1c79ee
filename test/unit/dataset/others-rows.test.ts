import { describe, expect, it } from 'vitest';
import { exportRecord, readRow } from '../../../server/src/dataset/index.ts';
import type { Json } from '../../../server/src/json/index.ts';

/** Rows of conversations with the odd things that programs and tables do to them, each modelled on a public report. */

const TOOLS: Json = [
  {
    type: 'function',
    function: { name: 'ring_bell', description: 'Rings.', parameters: { type: 'object', properties: {} } },
  },
  {
    type: 'function',
    function: {
      name: 'read_tide',
      description: 'Reads.',
      parameters: { type: 'object', properties: { harbour: { type: 'string' } } },
    },
  },
];
const user: Json = { role: 'user', content: 'Ring, then the tide at Bodø.' };
const called = (args: Json, name = 'ring_bell'): Json => ({
  role: 'assistant',
  content: null,
  tool_calls: [{ id: 'a1', type: 'function', function: { name, arguments: args } }],
});
const rest: Json[] = [
  { role: 'tool', tool_call_id: 'a1', content: 'ok' },
  { role: 'assistant', content: 'Done.' },
];

function recordOf(row: Json) {
  const read = readRow(row, 0);
  if (typeof read === 'string') throw new Error(read);
  return read.record;
}
const callsIn = (row: Json) =>
  recordOf(row).messages.flatMap((message) =>
    (message.role === 'assistant' ? (message.tool_calls ?? []) : []).map((call) => [
      call.function.name,
      call.function.arguments,
    ]),
  );
const talk = (row: Json) => recordOf(row).messages.map(({ role, content }) => `${role}: ${content}`);
const kept = (row: Json) => exportRecord(recordOf(row), 'trl-sft').rows.length;

describe('arguments of a call that takes none', () => {
  it.each<[Json]>([['{}'], [''], ['null'], ['[]'], [null], [{}], [[]]])('%j is none', (args) => {
    const row = { messages: [user, called(args), ...rest], tools: TOOLS };
    expect(callsIn(row)).toEqual([['ring_bell', {}]]);
    expect(kept(row)).toBe(1);
  });

  it.each<[Json]>([['[1]'], ['"x"'], ['7'], ['{"a":']])('%j is none that can be read', (args) => {
    const row = { messages: [user, called(args), ...rest], tools: TOOLS };
    expect(JSON.stringify(callsIn(row))).toContain('no JSON object');
    expect(kept(row)).toBe(0);
  });
});

describe('several calls in one text', () => {
  const both = [
    ['ring_bell', {}],
    ['read_tide', { harbour: 'Bodø' }],
  ];
  const ring = '{"name": "ring_bell", "arguments": {}}';
  const tide = '{"name": "read_tide", "arguments": {"harbour": "Bodø"}}';
  it.each<[string, Json[]]>([
    ['a list', [{ from: 'function_call', value: `[${ring}, ${tide}]` }]],
    ['one behind the other', [{ from: 'function_call', value: `${ring}\n${tide}` }]],
    [
      'marks behind words',
      [{ from: 'gpt', value: `I do both.\n<tool_call>\n${ring}\n</tool_call>\n<tool_call>\n${tide}\n</tool_call>` }],
    ],
    [
      'messages behind each other, of one turn',
      [
        { from: 'function_call', value: ring },
        { from: 'observation', value: 'ok' },
        { from: 'function_call', value: tide },
      ],
    ],
  ])('%s', (_how, turns) => {
    const row = {
      conversations: [
        { from: 'human', value: 'Both.' },
        ...turns,
        { from: 'observation', value: '["ok", "40"]' },
        { from: 'gpt', value: 'Done.' },
      ],
      tools: JSON.stringify(TOOLS),
    };
    expect(callsIn(row)).toEqual(both);
  });

  it('outputs in one message, each in its mark', () => {
    const row = {
      messages: [
        user,
        { role: 'assistant', content: `<tool_call>${ring}</tool_call><tool_call>${tide}</tool_call>` },
        { role: 'tool', content: '<tool_response>ok</tool_response>\n<tool_response>40</tool_response>' },
        { role: 'assistant', content: 'Done.' },
      ],
      tools: TOOLS,
    };
    expect(talk(row).slice(2, 4)).toEqual(['tool: ok', 'tool: 40']);
    expect(kept(row)).toBe(1);
  });
});

describe('rows that end with a call are kept', () => {
  it('xLAM', () => {
    const row = { query: 'Ring.', answers: '[{"name": "ring_bell", "arguments": {}}]', tools: JSON.stringify(TOOLS) };
    expect(kept(row)).toBe(1);
  });

  it('a question and its call in words of Python', () => {
    const row = {
      system: `You may call:\n${JSON.stringify([(TOOLS as Json[]).map((tool) => (tool as { function: Json }).function)[1] ?? null])}`,
      conversations: [
        { from: 'user', value: 'Tide?' },
        { from: 'assistant', value: '[read_tide(harbour="Bodø")]' },
      ],
    };
    expect(callsIn(row)).toEqual([['read_tide', { harbour: 'Bodø' }]]);
    expect(kept(row)).toBe(1);
  });
});

describe('what tables and languages do to messages', () => {
  it.each<[string, Json, string[]]>([
    [
      'roles in capitals',
      {
        messages: [
          { role: 'User', content: 'Hi' },
          { role: 'ASSISTANT', content: 'Hello' },
        ],
      },
      ['user: Hi', 'assistant: Hello'],
    ],
    [
      'a content that is a number',
      {
        messages: [
          { role: 'user', content: 7 },
          { role: 'assistant', content: true },
        ],
      },
      ['user: 7', 'assistant: true'],
    ],
    [
      'an output that is an object',
      {
        messages: [
          user,
          called('{}'),
          { role: 'tool', tool_call_id: 'a1', content: { ok: true } },
          { role: 'assistant', content: 'Done.' },
        ],
      },
      ['user: Ring, then the tide at Bodø.', 'assistant: ', 'tool: {"ok":true}', 'assistant: Done.'],
    ],
    [
      'an output that is null',
      {
        messages: [
          user,
          called('{}'),
          { role: 'tool', tool_call_id: 'a1', content: null },
          { role: 'assistant', content: 'Done.' },
        ],
      },
      ['user: Ring, then the tide at Bodø.', 'assistant: ', 'tool: ', 'assistant: Done.'],
    ],
    [
      'another name for the list',
      {
        conversation: [
          { role: 'user', content: 'Hi' },
          { role: 'assistant', content: 'Hello' },
        ],
      },
      ['user: Hi', 'assistant: Hello'],
    ],
    [
      'the whole row as a text',
      { messages: '[{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]' },
      ['user: Hi', 'assistant: Hello'],
    ],
    [
      'columns in place of messages',
      { messages: { role: ['user', 'assistant'], content: ['Hi', 'Hello'] } },
      ['user: Hi', 'assistant: Hello'],
    ],
    [
      'keys of other messages, filled with null',
      {
        messages: [
          { role: 'user', content: 'Hi', tool_calls: null, name: null, tool_call_id: null },
          { role: 'assistant', content: 'Hello', tool_calls: [], reasoning_content: null },
        ],
      },
      ['user: Hi', 'assistant: Hello'],
    ],
  ])('%s', (_what, row, expected) => {
    expect(talk(row)).toEqual(expected);
  });

  it.each<[string, Json]>([
    ['no message at all', { messages: [] }],
    ['messages of nobody', { messages: [{ content: 'Hi' }, { text: 5 }] }],
    ["Python's print of a list", { messages: "[{'role': 'user', 'content': 'Hi'}]" }],
    ['a list of numbers', { messages: [1, 2] }],
    ['nothing', { messages: null }],
  ])('%s is told, not read as something', (_what, row) => {
    expect(typeof readRow(row, 0)).toBe('string');
  });
});
