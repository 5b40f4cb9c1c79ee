import { describe, expect, it } from 'vitest';
import { fromFramework } from '../../../../server/src/dataset/read/framework-messages.ts';
import { readMessages } from '../../../../server/src/dataset/read/messages.ts';
import type { Json } from '../../../../server/src/json/index.ts';

/** The same talk, whoever kept it: a request, one call beside a word, its output, an answer. */
const TALK = [
  { role: 'user', content: 'Which flights?' },
  { role: 'assistant', content: 'I look.', tool_calls: [['c1', 'find', { to: 'SFO' }]] },
  { role: 'tool', id: 'c1', name: 'find', content: '["UA1"]' },
  { role: 'assistant', content: 'UA1.' },
];

function short(messages: ReturnType<typeof readMessages>) {
  return messages.map((message) => {
    const { role, content } = message;
    if (message.role === 'tool') return { role, id: message.tool_call_id, name: message.name, content };
    const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
    const listed = calls.map((call) => [call.id, call.function.name, call.function.arguments]);
    return { role, content, ...(listed.length === 0 ? {} : { tool_calls: listed }) };
  });
}

const TO = { to: 'SFO' };

describe('a talk as a framework keeps it', () => {
  it.each<[string, Json]>([
    [
      'Pydantic AI',
      [
        { kind: 'request', parts: [{ part_kind: 'user-prompt', content: 'Which flights?' }] },
        {
          kind: 'response',
          parts: [
            { part_kind: 'thinking', content: 'Hm.' },
            { part_kind: 'text', content: 'I look.' },
            { part_kind: 'tool-call', tool_call_id: 'c1', tool_name: 'find', args: TO },
          ],
        },
        {
          kind: 'request',
          parts: [{ part_kind: 'tool-return', tool_call_id: 'c1', tool_name: 'find', content: ['UA1'] }],
        },
        { kind: 'response', parts: [{ part_kind: 'text', content: 'UA1.' }] },
      ],
    ],
    [
      'Spring AI',
      [
        { messageType: 'USER', text: 'Which flights?' },
        {
          messageType: 'ASSISTANT',
          text: 'I look.',
          toolCalls: [{ id: 'c1', name: 'find', arguments: '{"to":"SFO"}' }],
        },
        { messageType: 'TOOL', responses: [{ id: 'c1', name: 'find', responseData: '["UA1"]' }] },
        { messageType: 'ASSISTANT', text: 'UA1.' },
      ],
    ],
    [
      'Haystack',
      [
        { role: 'user', content: [{ text: 'Which flights?' }] },
        {
          role: 'assistant',
          content: [{ text: 'I look.' }, { tool_call: { id: 'c1', tool_name: 'find', arguments: TO } }],
        },
        {
          role: 'tool',
          content: [
            {
              tool_call_result: {
                result: '["UA1"]',
                error: false,
                origin: { id: 'c1', tool_name: 'find', arguments: TO },
              },
            },
          ],
        },
        { role: 'assistant', content: [{ text: 'UA1.' }] },
      ],
    ],
    [
      'Semantic Kernel',
      [
        { role: 'User', items: [{ $type: 'TextContent', text: 'Which flights?' }] },
        {
          role: 'Assistant',
          items: [
            { $type: 'TextContent', text: 'I look.' },
            { $type: 'FunctionCallContent', id: 'c1', functionName: 'find', arguments: TO },
          ],
        },
        {
          role: 'Tool',
          items: [{ $type: 'FunctionResultContent', callId: 'c1', functionName: 'find', result: '["UA1"]' }],
        },
        { role: 'Assistant', items: [{ $type: 'TextContent', text: 'UA1.' }] },
      ],
    ],
    [
      'LlamaIndex',
      [
        { role: 'user', blocks: [{ block_type: 'text', text: 'Which flights?' }] },
        {
          role: 'assistant',
          blocks: [
            { block_type: 'text', text: 'I look.' },
            { block_type: 'tool_call', tool_call_id: 'c1', tool_name: 'find', tool_kwargs: TO },
          ],
        },
        {
          role: 'tool',
          blocks: [{ block_type: 'text', text: '["UA1"]' }],
          additional_kwargs: { tool_call_id: 'c1', name: 'find' },
        },
        { role: 'assistant', blocks: [{ block_type: 'text', text: 'UA1.' }] },
      ],
    ],
  ])('%s', (_framework, messages) => {
    expect(short(readMessages(messages))).toEqual(TALK);
  });

  it('AutoGen, whose calls stand in an event of their own', () => {
    const events = [
      { source: 'user', type: 'TextMessage', content: 'Which flights?' },
      { source: 'agent', type: 'ThoughtEvent', content: 'Hm.' },
      {
        source: 'agent',
        type: 'ToolCallRequestEvent',
        content: [{ id: 'c1', name: 'find', arguments: '{"to":"SFO"}' }],
      },
      {
        source: 'agent',
        type: 'ToolCallExecutionEvent',
        content: [{ call_id: 'c1', name: 'find', content: '["UA1"]' }],
      },
      { source: 'agent', type: 'ToolCallSummaryMessage', content: '["UA1"]' },
      { source: 'agent', type: 'StopMessage', content: 'UA1.' },
    ];
    expect(short(readMessages(events))).toEqual(
      TALK.map((message, at) => (at === 1 ? { ...message, content: '' } : message)),
    );
  });
});

describe('parts of a message', () => {
  const outputs = (message: Json) => fromFramework(message);

  it('a retry with a tool is that tool failing, without one the user asks again', () => {
    const retry = (part: object) =>
      outputs({ kind: 'request', parts: [{ part_kind: 'retry-prompt', content: 'no such city', ...part } as Json] });
    const failed = { role: 'tool', tool_call_id: 'c1', name: 'find', content: '{"error":"no such city"}' };
    expect(retry({ tool_name: 'find', tool_call_id: 'c1' })).toEqual([failed]);
    expect(retry({})).toEqual([{ role: 'user', content: 'no such city' }]);
    expect(retry({ tool_name: null })).toEqual([{ role: 'user', content: 'no such city' }]);
  });

  it('a system prompt stays one, and a part of another kind is left out', () => {
    const parts = [{ part_kind: 'system-prompt', content: 'Be short.' }, { part_kind: 'builtin' }, 'text'];
    expect(outputs({ kind: 'request', parts })).toEqual([{ role: 'system', content: 'Be short.' }]);
  });

  it.each<[string, Json, boolean]>([
    [
      'AutoGen',
      {
        source: 'a',
        type: 'ToolCallExecutionEvent',
        content: [{ call_id: 'c1', name: 'f', content: 'gone', is_error: true }],
      },
      true,
    ],
    [
      'AutoGen',
      {
        source: 'a',
        type: 'ToolCallExecutionEvent',
        content: [{ call_id: 'c1', name: 'f', content: 'gone', is_error: false }],
      },
      false,
    ],
    [
      'Haystack',
      {
        role: 'tool',
        content: [{ tool_call_result: { result: 'gone', error: true, origin: { id: 'c1', tool_name: 'f' } } }],
      },
      true,
    ],
  ])('%s: an output marked as failed says so itself', (_framework, message, failed) => {
    expect(outputs(message)).toEqual([
      { role: 'tool', tool_call_id: 'c1', name: 'f', content: failed ? '{"error":"gone"}' : 'gone' },
    ]);
  });

  it("a plugin's function has both names", () => {
    const item = { content_type: 'function_call', id: 'c1', plugin_name: 'air', function_name: 'find', arguments: {} };
    expect(outputs({ role: 'assistant', items: [item] })).toEqual([
      {
        role: 'assistant',
        content: '',
        tool_calls: [{ id: 'c1', type: 'function', function: { name: 'air-find', arguments: {} } }],
      },
    ]);
  });

  it('a message of none of them comes back as it is', () => {
    for (const message of [
      { role: 'user', content: 'Hi' },
      'Hi',
      null,
      { kind: 'request' },
      { source: 'a', type: 'text' },
    ])
      expect(outputs(message)).toEqual([message]);
  });
});
