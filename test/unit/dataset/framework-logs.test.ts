import { describe, expect, it } from 'vitest';
import { checkRecord, readRow } from '../../../server/src/dataset/index.ts';
import type { Json } from '../../../server/src/json/index.ts';

/** One conversation, a question with one call, as frameworks keep it and as templates render it. */

const QUESTION = 'Weather in Oslo?';
const ANSWER = 'It is sunny.';
const CALL = '{"name": "get_weather", "arguments": {"city": "Oslo"}}';
const GIVEN = '{"city":"Oslo"}';

const KEPT: readonly [string, Json][] = [
  [
    'Pydantic AI',
    [
      { kind: 'request', parts: [{ part_kind: 'user-prompt', content: QUESTION }] },
      {
        kind: 'response',
        parts: [{ part_kind: 'tool-call', tool_name: 'get_weather', args: GIVEN, tool_call_id: 'c1' }],
      },
      {
        kind: 'request',
        parts: [{ part_kind: 'tool-return', tool_name: 'get_weather', content: 'sunny', tool_call_id: 'c1' }],
      },
      { kind: 'response', parts: [{ part_kind: 'text', content: ANSWER }] },
    ],
  ],
  [
    'AutoGen',
    [
      { source: 'user', type: 'TextMessage', content: QUESTION },
      {
        source: 'helper',
        type: 'ToolCallRequestEvent',
        content: [{ id: 'c1', name: 'get_weather', arguments: GIVEN }],
      },
      {
        source: 'helper',
        type: 'ToolCallExecutionEvent',
        content: [{ call_id: 'c1', name: 'get_weather', content: 'sunny', is_error: false }],
      },
      { source: 'helper', type: 'ToolCallSummaryMessage', content: 'sunny' },
      { source: 'helper', type: 'TextMessage', content: ANSWER },
    ],
  ],
  [
    'Spring AI',
    [
      { messageType: 'USER', text: QUESTION },
      { messageType: 'ASSISTANT', text: '', toolCalls: [{ id: 'c1', name: 'get_weather', arguments: GIVEN }] },
      { messageType: 'TOOL', responses: [{ id: 'c1', name: 'get_weather', responseData: 'sunny' }] },
      { messageType: 'ASSISTANT', text: ANSWER },
    ],
  ],
  [
    'Haystack',
    [
      { role: 'user', content: [{ text: QUESTION }] },
      {
        role: 'assistant',
        content: [{ tool_call: { id: 'c1', tool_name: 'get_weather', arguments: { city: 'Oslo' } } }],
      },
      {
        role: 'tool',
        content: [
          { tool_call_result: { result: 'sunny', origin: { id: 'c1', tool_name: 'get_weather' }, error: false } },
        ],
      },
      { role: 'assistant', content: [{ text: ANSWER }] },
    ],
  ],
  [
    'Semantic Kernel',
    [
      { role: 'user', items: [{ $type: 'TextContent', text: QUESTION }] },
      {
        role: 'assistant',
        items: [{ $type: 'FunctionCallContent', id: 'c1', functionName: 'get_weather', arguments: { city: 'Oslo' } }],
      },
      {
        role: 'tool',
        items: [{ $type: 'FunctionResultContent', callId: 'c1', functionName: 'get_weather', result: 'sunny' }],
      },
      { role: 'assistant', items: [{ $type: 'TextContent', text: ANSWER }] },
    ],
  ],
  [
    'LlamaIndex',
    [
      { role: 'user', blocks: [{ block_type: 'text', text: QUESTION }] },
      {
        role: 'assistant',
        blocks: [],
        additional_kwargs: { tool_calls: [{ id: 'c1', function: { name: 'get_weather', arguments: GIVEN } }] },
      },
      {
        role: 'tool',
        blocks: [{ block_type: 'text', text: 'sunny' }],
        additional_kwargs: { tool_call_id: 'c1', name: 'get_weather' },
      },
      { role: 'assistant', blocks: [{ block_type: 'text', text: ANSWER }] },
    ],
  ],
];

const RENDERED: readonly [string, Json][] = [
  [
    'ChatML',
    {
      text: `<|im_start|>user\n${QUESTION}<|im_end|>\n<|im_start|>assistant\n<tool_call>\n${CALL}\n</tool_call><|im_end|>\n<|im_start|>user\n<tool_response>\nsunny\n</tool_response><|im_end|>\n<|im_start|>assistant\n${ANSWER}<|im_end|>\n`,
    },
  ],
  [
    'harmony, its thoughts left out',
    {
      text: `<|start|>user<|message|>${QUESTION}<|end|><|start|>assistant<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>commentary to=functions.get_weather <|constrain|>json<|message|>${GIVEN}<|call|><|start|>functions.get_weather to=assistant<|channel|>commentary<|message|>sunny<|end|><|start|>assistant<|channel|>final<|message|>${ANSWER}<|return|>`,
    },
  ],
  [
    "Glaive's own",
    {
      chat: `USER: ${QUESTION}\n\n\nASSISTANT: <functioncall> {"name": "get_weather", "arguments": '${GIVEN}'} <|endoftext|>\n\n\nFUNCTION RESPONSE: sunny\n\n\nASSISTANT: ${ANSWER} <|endoftext|>`,
    },
  ],
  [
    'Llama 3, in a prompt and its completion',
    {
      prompt: `<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n${QUESTION}<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n<|python_tag|>{"name": "get_weather", "parameters": ${GIVEN}}<|eom_id|><|start_header_id|>ipython<|end_header_id|>\n\nsunny<|eot_id|>`,
      completion: `<|start_header_id|>assistant<|end_header_id|>\n\n${ANSWER}<|eot_id|>`,
    },
  ],
];

describe('a conversation of', () => {
  it.each([...KEPT, ...RENDERED])('%s', (_name, value) => {
    const read = readRow(value, 0);
    if (typeof read === 'string') throw new Error(read);
    const { messages } = read.record;
    const [question, made, output, answer, ...more] = messages;
    expect(more).toEqual([]);
    expect(question).toMatchObject({ role: 'user', content: QUESTION });
    expect(made).toMatchObject({ tool_calls: [{ function: { name: 'get_weather', arguments: { city: 'Oslo' } } }] });
    expect(output).toMatchObject({ role: 'tool', name: 'get_weather', content: 'sunny' });
    expect(answer).toEqual({ role: 'assistant', content: ANSWER });
    expect(checkRecord(read.record).problems).toEqual([]);
  });

  it('nobody, where a text only mentions a mark', () => {
    expect(readRow({ text: 'Write <|im_start|>user to begin a turn.' }, 0)).toMatch(/no messages/);
    expect(readRow({ text: `${'\n'.repeat(200_000)}USER` }, 0)).toMatch(/no messages/);
  });
});
