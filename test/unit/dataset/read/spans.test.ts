import { describe, expect, it } from 'vitest';
import { genAiSpans, readSpan } from '../../../../server/src/dataset/read/spans.ts';
import type { Json, JsonObject } from '../../../../server/src/json/index.ts';

const part = (content: string) => ({ type: 'text', content });
const asked = { role: 'user', parts: [part('Which flights?')] };
const called = {
  role: 'assistant',
  parts: [{ type: 'tool_call', id: 'c1', name: 'find', arguments: { to: 'SFO' } }],
};
const answered = { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: ['UA1'] }] };
const said = { role: 'assistant', parts: [part('UA1.')] };

const span = (input: Json[], output: Json[], more: JsonObject = {}): JsonObject => ({
  ...more,
  attributes: { 'gen_ai.input.messages': JSON.stringify(input), 'gen_ai.output.messages': JSON.stringify(output) },
});
const first = (more: JsonObject = {}) => span([asked], [called], more);
const second = (more: JsonObject = {}) => span([asked, called, answered], [said], more);

describe('spans of one trace', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['OTLP', { traceId: 't1' }, { traceId: 't2' }],
    ['snake case', { trace_id: 't1' }, { trace_id: 't2' }],
    ['the console exporter', { context: { trace_id: 't1' } }, { context: { trace_id: 't2' } }],
  ])('%s: of one trace the span that repeats the others stays, another trace is another talk', (_form, one, other) => {
    expect(genAiSpans([first(one), second(one)])).toEqual([second(one)]);
    expect(genAiSpans([first(other), second(one)])).toEqual([first(other), second(one)]);
  });

  it('spans without a trace are of one', () => {
    expect(genAiSpans([first(), second()])).toEqual([second()]);
  });

  it('are found in the lists of resources and scopes', () => {
    const file = { resourceSpans: [{ scopeSpans: [{ spans: [first(), second()] }] }] };
    expect(genAiSpans(file)).toEqual([second()]);
  });

  it('spans of other work are none', () => {
    expect(genAiSpans([{ attributes: { 'http.method': 'GET' } }])).toBeUndefined();
    expect(genAiSpans([{ name: 'no attributes' }])).toBeUndefined();
  });
});

describe('one span', () => {
  const messages = (value: JsonObject) =>
    readSpan(value, 0)?.record.messages.map((message) => {
      const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
      return [message.role, message.content, ...calls.map((call) => call.function)];
    });

  it('is the talk before it and what came of it', () => {
    expect(messages(second())).toEqual([
      ['user', 'Which flights?'],
      ['assistant', '', { name: 'find', arguments: { to: 'SFO' } }],
      ['tool', '["UA1"]'],
      ['assistant', 'UA1.'],
    ]);
  });

  it('of several, the longest talk is meant', () => {
    expect(messages({ spans: [second(), first()] })).toHaveLength(4);
    expect(messages({ spans: [first(), second()] })).toHaveLength(4);
    expect(readSpan({ spans: [] }, 0)).toBeUndefined();
  });

  it('instructions of the system stand first, one under the other', () => {
    const { attributes } = first();
    const value = {
      attributes: {
        ...(attributes as JsonObject),
        'gen_ai.system_instructions': [part('Be short.'), { text: 'Be kind.' }],
      },
    };
    expect(messages(value)?.[0]).toEqual(['system', 'Be short.\nBe kind.']);
  });

  it('its id is kept, in either spelling, and an empty one is none', () => {
    expect(readSpan(first({ spanId: 's1' }), 0)?.record.id).toBe('s1');
    expect(readSpan(first({ span_id: 's2' }), 0)?.record.id).toBe('s2');
    expect(readSpan(first({ spanId: '' }), 0)?.record.id).toBe(readSpan(first(), 0)?.record.id);
  });

  it.each<[string, JsonObject]>([
    [
      'a list of definitions',
      {
        'gen_ai.tool.definitions': JSON.stringify([
          { name: 'find', description: 'Finds.', parameters: { type: 'object' } },
        ]),
      },
    ],
    [
      'numbered attributes',
      {
        'llm.request.functions.0.name': 'find',
        'llm.request.functions.0.description': 'Finds.',
        'llm.request.functions.0.parameters': '{"type":"object"}',
      },
    ],
  ])('its tools, as %s', (_form, tools) => {
    const { attributes } = first();
    const read = readSpan({ attributes: { ...(attributes as JsonObject), ...tools } }, 0);
    expect(read?.record.tools.map((tool) => tool.function)).toMatchObject([{ name: 'find', description: 'Finds.' }]);
  });

  it('typed values of OTLP are plain ones', () => {
    const list = {
      arrayValue: { values: [{ kvlistValue: { values: [{ key: 'content', value: { stringValue: 'Be short.' } }] } }] },
    };
    const value = {
      attributes: [
        { key: 'gen_ai.system_instructions', value: list },
        { key: 'gen_ai.input.messages', value: { stringValue: JSON.stringify([asked]) } },
      ],
    };
    expect(messages(value)).toEqual([
      ['system', 'Be short.'],
      ['user', 'Which flights?'],
    ]);
  });
});
