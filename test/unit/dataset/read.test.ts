import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkCalls,
  readLine,
  readMagnetRecord,
  readRow,
  readRun,
  readWholeRun,
  recordTitle,
} from '../../../server/src/dataset/index.ts';
import type { Json } from '../../../server/src/json/index.ts';

function recordOf(value: Json) {
  const read = readRow(value, 0);
  if (typeof read === 'string') throw new Error(read);
  return read;
}

describe('run files of others', () => {
  it('OpenAI messages with arguments as text, null content and parts of text', () => {
    const { format, record } = recordOf({
      messages: [
        { role: 'system', content: 'You help.' },
        { role: 'user', content: [{ type: 'text', text: 'Weather in Rome?' }] },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'a', type: 'function', function: { name: 'weather', arguments: '{"city":"Rome"}' } }],
        },
        { role: 'tool', tool_call_id: 'a', content: '{"sky":"clear"}' },
        { role: 'assistant', content: 'Clear.' },
      ],
    });
    expect(format).toBe('openai-messages');
    expect(record.messages[1]).toEqual({ role: 'user', content: 'Weather in Rome?' });
    expect(record.messages[2]).toMatchObject({
      content: '',
      tool_calls: [{ id: 'a', function: { name: 'weather', arguments: { city: 'Rome' } } }],
    });
    expect(record.messages[3]).toMatchObject({ role: 'tool', tool_call_id: 'a', name: 'weather' });
    expect(record.turns).toMatchObject([{ messages: [1, 5], calls: [{ message: 2, call: 0 }] }]);
    expect(recordTitle(record)).toBe('Weather in Rome?');
  });

  it('calls that a server left in the text', () => {
    const { record } = recordOf([
      { role: 'user', content: 'Weather?' },
      {
        role: 'assistant',
        content: 'One moment. <tool_call>{"name":"weather","arguments":{"city":"Rome"}}</tool_call>',
      },
    ]);
    expect(record.messages[1]).toMatchObject({
      content: 'One moment.',
      tool_calls: [{ function: { name: 'weather', arguments: { city: 'Rome' } } }],
    });
  });

  it('ShareGPT with function_call and observation', () => {
    const { format, record } = recordOf({
      conversations: [
        { from: 'human', value: 'Weather?' },
        { from: 'function_call', value: '{"name":"weather","arguments":{"city":"Rome"}}' },
        { from: 'observation', value: '{"sky":"clear"}' },
        { from: 'gpt', value: 'Clear.' },
      ],
      tools: '[{"name":"weather","description":"","parameters":{"type":"object"}}]',
    });
    expect(format).toBe('sharegpt');
    expect(record.messages.map((message) => message.role)).toEqual(['user', 'assistant', 'tool', 'assistant']);
    expect(record.tools[0]?.function.name).toBe('weather');
  });

  it('BFCL results: turns of steps of calls, as Python or as objects', () => {
    const { format, record } = recordOf({
      id: 'multi_turn_base_0',
      result: [
        [["cd(folder='docs')"], ['ls(a=True)', "find(path='.', name=None)"], 'Done.'],
        [[{ touch: '{"file_name":"x"}' }]],
      ],
    });
    expect(format).toBe('bfcl-result');
    const calls = record.messages.flatMap((message) =>
      message.role === 'assistant' ? (message.tool_calls ?? []).map((call) => call.function) : [],
    );
    expect(calls).toEqual([
      { name: 'cd', arguments: { folder: 'docs' } },
      { name: 'ls', arguments: { a: true } },
      { name: 'find', arguments: { path: '.', name: null } },
      { name: 'touch', arguments: { file_name: 'x' } },
    ]);
  });

  it('pairs show where they part', () => {
    const { record } = recordOf({
      prompt: [{ role: 'user', content: 'Hi' }],
      chosen: [{ role: 'assistant', content: 'Hello' }],
      rejected: [{ role: 'assistant', content: 'No' }],
    });
    expect(record.divergesAt).toMatchObject({ message: 1, errorType: 0 });
  });
});

describe('bad files', () => {
  it('say for each line what is wrong, and go on', () => {
    const rows = [
      ...readRun([
        '\uFEFF{"messages":[{"role":"user","content":"a"}]}',
        '',
        '{"half',
        '42',
        '{"other":1}',
        '{"messages":[{"role":"user","content":"b"}]}',
      ]),
    ];
    expect(
      rows.map((row) =>
        'problem' in row ? `${row.line} ${row.problem.slice(0, 7)}` : `${row.line} record ${row.index}`,
      ),
    ).toEqual(['1 record 0', '3 no JSON', '4 neither', '5 no mess', '6 record 1']);
  });

  it('of one JSON value are read as a list of rows, of messages, or as one row', () => {
    const message = { role: 'user', content: 'a' };
    expect(readWholeRun(JSON.stringify([{ messages: [message] }, { messages: [message] }]))).toHaveLength(2);
    expect(readWholeRun(JSON.stringify([message, { role: 'assistant', content: 'b' }], null, 2))).toHaveLength(1);
    expect(readWholeRun(JSON.stringify({ messages: [message] }, null, 2))).toHaveLength(1);
  });

  it('never throw, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.nat(3), (value, shape) => {
        const wrapped = [
          value,
          { messages: value },
          { conversations: value, chosen: value, rejected: value },
          { id: 'x', result: [value] },
        ][shape] as Json;
        expect(() => readRow(wrapped, 0)).not.toThrow();
        expect(() => readLine(JSON.stringify(wrapped).slice(0, 40), 0)).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});

describe('records of our own, as other programs leave them', () => {
  const sound = {
    id: 'r',
    index: 0,
    kind: 'single',
    messages: [
      { role: 'user', content: 'Lock door d2.' },
      {
        role: 'assistant',
        content: '',
        tool_calls: [{ id: 'call00001', type: 'function', function: { name: 'lock', arguments: { door: 'd2' } } }],
      },
      { role: 'tool', tool_call_id: 'call00001', name: 'lock', content: '{"locked":true}' },
      { role: 'assistant', content: 'Locked.' },
    ],
    tools: [{ type: 'function', function: { name: 'lock', description: 'Locks.', parameters: { type: 'object' } } }],
    turns: [],
    certificates: [],
    review: { status: 'unreviewed', edits: [] },
  };
  const withMessage = (at: number, change: Record<string, Json>): string =>
    JSON.stringify({
      ...sound,
      messages: sound.messages.map((message, index) => (index === at ? { ...message, ...change } : message)),
    });

  it.each([
    ['null beside calls', withMessage(1, { content: null })],
    ['an output that is an object', withMessage(2, { content: { locked: true } })],
    ['parts of text', withMessage(3, { content: [{ type: 'text', text: 'Locked.' }] })],
    ['columns filled with null', withMessage(3, { tool_calls: null, tool_call_id: null, name: null })],
    ['no rejected side, said as null', JSON.stringify({ ...sound, rejected: null, divergesAt: null })],
  ])('%s says the same', (_name, text) => {
    expect(readMagnetRecord(text)).toEqual(sound);
  });

  it.each([
    ['a content that is missing at the user', withMessage(0, { role: null }), 'messages[0] has no role'],
    ['an output of nothing', withMessage(2, { tool_call_id: null }), 'messages[2] is an output without a tool_call_id'],
    ['calls that are a text', withMessage(1, { tool_calls: 'lock' }), 'messages[1] has tool_calls that are no list'],
    ['a call without arguments', withMessage(1, { tool_calls: [{ id: 'a' }] }), 'messages[1] has a call without id'],
    ['a tool of null', JSON.stringify({ ...sound, tools: [null] }), 'tools[0] is no tool'],
    ['no index', JSON.stringify({ ...sound, index: 'one' }), 'index is not a number'],
  ])('%s is named', (_name, text, reason) => {
    expect(readMagnetRecord(text)).toEqual(expect.stringContaining(reason));
  });
});

describe('conversations of other APIs', () => {
  const callsOf = (value: Json) =>
    recordOf(value).record.messages.flatMap((message) =>
      message.role === 'assistant' ? (message.tool_calls ?? []).map((call) => call.function) : [],
    );
  const roles = (value: Json) => recordOf(value).record.messages.map(({ role }) => role);

  it('Anthropic: blocks are calls and outputs, and an output begins no turn', () => {
    const value: Json = {
      system: [{ type: 'text', text: 'You water plants.' }],
      messages: [
        { role: 'user', content: 'Water the fern and the ivy.' },
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'Both.' },
            { type: 'tool_use', id: 'u1', name: 'water', input: { plant: 'fern' } },
            { type: 'tool_use', id: 'u2', name: 'water', input: { plant: 'ivy' } },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'u1', content: [{ type: 'text', text: 'wet' }] },
            { type: 'tool_result', tool_use_id: 'u2', content: 'wet too' },
          ],
        },
        { role: 'assistant', content: [{ type: 'text', text: 'Done.' }] },
      ],
      tools: [{ name: 'water', input_schema: { type: 'object', properties: { plant: { enum: ['fern'] } } } }],
    };
    const { format, record } = recordOf(value);
    expect(format).toBe('anthropic-messages');
    expect(roles(value)).toEqual(['system', 'user', 'assistant', 'tool', 'tool', 'assistant']);
    expect(record.messages.slice(3, 5)).toMatchObject([
      { tool_call_id: 'u1', name: 'water', content: 'wet' },
      { tool_call_id: 'u2', content: 'wet too' },
    ]);
    expect(record.turns).toHaveLength(1);
    expect(checkCalls(record).map(({ state }) => state)).toEqual(['valid', 'invalid']);
    expect(record.turns[0]?.notes).toEqual([expect.stringMatching(/^water: .*plant/)]);
  });

  it('Responses: items before and in the answer, reasoning left out', () => {
    const value: Json = {
      object: 'response',
      input: 'Ring the bell.',
      output: [
        { type: 'reasoning', summary: [] },
        { type: 'function_call', call_id: 'k', name: 'ring', arguments: '{"times":2}' },
        { type: 'function_call_output', call_id: 'k', output: 'ding' },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'It rang.' }] },
      ],
    };
    expect(recordOf(value).format).toBe('responses');
    expect(roles(value)).toEqual(['user', 'assistant', 'tool', 'assistant']);
    expect(callsOf(value)).toEqual([{ name: 'ring', arguments: { times: 2 } }]);
  });

  it('results of a benchmark: each step of a turn on its own, and a result that is one text', () => {
    const steps: Json = {
      id: 'm_0',
      result: [['[ring(times=2)]', '[ring(times=1), hush()]', 'Quiet now.'], ['[hush()]']],
    };
    expect(roles(steps)).toEqual(['user', 'assistant', 'assistant', 'assistant', 'user', 'assistant']);
    expect(callsOf(steps).map(({ name }) => name)).toEqual(['ring', 'ring', 'hush', 'hush']);
    expect(recordOf(steps).record.messages[3]).toEqual({ role: 'assistant', content: 'Quiet now.' });
    expect(callsOf({ id: 's_0', result: '[ring(times=3)]' })).toEqual([{ name: 'ring', arguments: { times: 3 } }]);
    expect(callsOf({ id: 's_1', result: [{ ring: '{"times":3}' }] })).toEqual([
      { name: 'ring', arguments: { times: 3 } },
    ]);
  });
});

describe('calls of a record', () => {
  const withCall = (args: Json, tools: Json): Json => ({
    messages: [
      { role: 'user', content: 'Ring.' },
      { role: 'assistant', content: null, tool_calls: [{ id: 'a', function: { name: 'ring', arguments: args } }] },
    ],
    tools,
  });
  const ring: Json = [
    { name: 'ring', parameters: { type: 'object', properties: { times: { type: 'integer' } }, required: ['times'] } },
  ];
  const check = (args: Json, tools: Json) => checkCalls(recordOf(withCall(args, tools)).record)[0];

  it('keep the text of arguments that are no JSON, and are not valid', () => {
    const { record } = recordOf(withCall('{"times": two', ring));
    expect(JSON.stringify(record.messages)).toContain(JSON.stringify('{"times": two').slice(1, -1));
    expect(check('{"times": two', ring)).toMatchObject({
      state: 'invalid',
      reason: expect.stringContaining('{"times": two'),
    });
    expect(check('{"times": two', [])).toMatchObject({ state: 'invalid' });
  });

  it('are valid, not valid with the reason, or not checked with the reason', () => {
    expect(check('{"times":2}', ring)).toMatchObject({ state: 'valid' });
    expect(check('{"times":"two"}', ring)).toMatchObject({
      state: 'invalid',
      reason: expect.stringContaining('times'),
    });
    expect(check('{}', [{ name: 'hush', parameters: {} }])).toMatchObject({
      state: 'invalid',
      reason: 'ring is not offered',
    });
    expect(check('{"times":"two"}', [])).toMatchObject({
      state: 'not-checked',
      reason: expect.stringContaining('no tools'),
    });
  });
});
