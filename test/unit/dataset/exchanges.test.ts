import { describe, expect, it } from 'vitest';
import { checkRecord } from '../../../server/src/dataset/read/check-record.ts';
import { readRow } from '../../../server/src/dataset/read/foreign.ts';
import type { Json } from '../../../server/src/json/index.ts';

const schema = {
  type: 'object',
  properties: { kite: { type: 'string', description: 'Key.' } },
  required: ['kite'],
  additionalProperties: false,
};
const tool = { name: 'fly_kite', description: 'Flies one kite.' };
const openai = [{ type: 'function', function: { ...tool, parameters: schema } }];
const asked = { role: 'user', content: 'Fly kite k7.' };
const call = { id: 'c1', type: 'function', function: { name: 'fly_kite', arguments: '{"kite":"k7"}' } };
const said = { role: 'assistant', content: null, tool_calls: [call] };

/** The calls of a row, how many of them nothing was held against, and what is wrong in it. */
function read(row: unknown) {
  const found = readRow(row as Json, 0);
  if (typeof found === 'string') return found;
  const { messages } = found.record;
  const calls = messages.flatMap((message) =>
    message.role === 'assistant'
      ? (message.tool_calls ?? []).map(({ function: made }) => [made.name, made.arguments])
      : [],
  );
  const { notChecked, problems } = checkRecord(found.record);
  return { calls, notChecked, problems: problems.map(({ kind }) => kind), roles: messages.map(({ role }) => role) };
}

const CALLED = [['fly_kite', { kite: 'k7' }]];

describe('an answer, with or without what was asked', () => {
  const block = { type: 'tool_use', id: 't', name: 'fly_kite', input: { kite: 'k7' } };
  it.each([
    ['of OpenAI', { id: 'x', object: 'chat.completion', choices: [{ index: 0, message: said }] }],
    ['of Anthropic', { type: 'message', role: 'assistant', content: [block] }],
  ])('alone, %s: its calls are shown and not checked', (_who, row) => {
    expect(read(row)).toEqual({ calls: CALLED, notChecked: 1, problems: [], roles: ['assistant'] });
  });

  it.each([
    ['two objects', { request: { messages: [asked], tools: openai }, response: { choices: [{ message: said }] } }],
    [
      'two texts of a network log',
      {
        request: { body: JSON.stringify({ messages: [asked], tools: openai }) },
        response: { body: JSON.stringify({ choices: [{ message: said }] }) },
      },
    ],
    [
      'the answer beside the messages',
      { messages: [asked], tools: openai, response: { choices: [{ message: said }] } },
    ],
  ])('with the request, as %s: they are checked', (_form, row) => {
    expect(read(row)).toEqual({ calls: CALLED, notChecked: 0, problems: [], roles: ['user', 'assistant'] });
  });
});

describe('calls and outputs in the blocks of others', () => {
  const output = '{"height":40}';
  const bedrockCall = { toolUse: { toolUseId: 't', name: 'fly_kite', input: { kite: 'k7' } } };
  const sdkCall = { type: 'tool-call', toolCallId: 't', toolName: 'fly_kite', input: { kite: 'k7' } };
  const sdkOutput = { type: 'json', value: { height: 40 } };
  it.each([
    [
      'Bedrock',
      {
        toolConfig: { tools: [{ toolSpec: { ...tool, inputSchema: { json: schema } } }] },
        messages: [
          { role: 'user', content: [{ text: 'Fly kite k7.' }] },
          { role: 'assistant', content: [bedrockCall] },
          { role: 'user', content: [{ toolResult: { toolUseId: 't', content: [{ json: { height: 40 } }] } }] },
        ],
      },
    ],
    [
      'the AI SDK',
      {
        tools: openai,
        messages: [
          asked,
          { role: 'assistant', content: [sdkCall] },
          {
            role: 'tool',
            content: [{ type: 'tool-result', toolCallId: 't', toolName: 'fly_kite', output: sdkOutput }],
          },
        ],
      },
    ],
    [
      'LangChain',
      {
        tools: openai,
        messages: [
          { type: 'human', content: 'Fly kite k7.' },
          { type: 'ai', content: '', tool_calls: [{ name: 'fly_kite', args: { kite: 'k7' }, id: 't' }] },
          { type: 'tool', content: output, tool_call_id: 't' },
        ],
      },
    ],
    [
      "OpenAI's older functions",
      {
        functions: [{ ...tool, parameters: schema }],
        messages: [
          asked,
          { role: 'assistant', content: null, function_call: call.function },
          { role: 'function', name: 'fly_kite', content: output },
        ],
      },
    ],
  ])('%s', (_who, row) => {
    expect(read(row)).toEqual({ calls: CALLED, notChecked: 0, problems: [], roles: ['user', 'assistant', 'tool'] });
  });
});

describe('outputs of several calls in one message', () => {
  const two = JSON.stringify(['k7', 'k8'].map((kite) => ({ name: 'fly_kite', arguments: { kite } })));
  const row = (value: string) => ({
    tools: JSON.stringify(openai),
    conversations: [
      { from: 'human', value: 'Fly kites k7 and k8.' },
      { from: 'function_call', value: two },
      { from: 'observation', value },
      { from: 'gpt', value: 'Both fly.' },
    ],
  });

  it('are told apart where they are a list of as many', () => {
    const found = readRow(row('[{"height":1},{"height":2}]') as unknown as Json, 0);
    const outputs = typeof found === 'string' ? [] : found.record.messages.filter(({ role }) => role === 'tool');
    expect(outputs.map(({ content }) => content)).toEqual(['{"height":1}', '{"height":2}']);
  });

  it('leave no call unanswered, also where they cannot be told apart', () => {
    expect(read(row('both are up'))).toMatchObject({ problems: [] });
  });
});
