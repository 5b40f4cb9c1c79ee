import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCalls, howToRead, readLine, readWholeRun } from '../../../server/src/dataset/index.ts';
import type { TrajectoryRecord } from '../../../server/src/trajectory/index.ts';

const SCHEMA = {
  type: 'object',
  properties: { bed: { type: 'string' }, litres: { type: 'integer' } },
  required: ['bed'],
};
const OPENAI_TOOL = {
  type: 'function',
  function: { name: 'water_bed', description: 'Waters a bed.', parameters: SCHEMA },
};

/** What every log says: a question, a right call, its output, a wrong call, its output, an answer. */
const EXPECTED = [
  ['user', 'Water the roses'],
  ['assistant', 'water_bed {"bed":"roses","litres":5}'],
  ['tool', '{"done":true}'],
  ['assistant', 'water_bed {"litres":"five"}'],
  ['tool', '{"error":"which bed?"}'],
  ['assistant', 'The roses are watered.'],
];

function told({ messages }: TrajectoryRecord): (readonly [string, string])[] {
  return messages.map((message) => {
    const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
    const words = calls.map((call) => `${call.function.name} ${JSON.stringify(call.function.arguments)}`);
    return [message.role, [message.content, ...words].filter((word) => word !== '').join('\n')];
  });
}

function recordsOf(text: string): TrajectoryRecord[] {
  return readWholeRun(text).map((row) => {
    if ('problem' in row) throw new Error(row.problem);
    return row.record;
  });
}

const GEMINI = {
  systemInstruction: { parts: [{ text: 'You keep a garden.' }] },
  tools: [
    {
      functionDeclarations: [
        {
          name: 'water_bed',
          description: 'Waters a bed.',
          parameters: {
            type: 'OBJECT',
            properties: { bed: { type: 'STRING' }, litres: { type: 'INTEGER' } },
            required: ['bed'],
          },
        },
      ],
    },
  ],
  contents: [
    { role: 'user', parts: [{ text: 'Water the roses' }] },
    { role: 'model', parts: [{ functionCall: { name: 'water_bed', args: { bed: 'roses', litres: 5 } } }] },
    { role: 'user', parts: [{ functionResponse: { name: 'water_bed', response: { done: true } } }] },
    { role: 'model', parts: [{ functionCall: { name: 'water_bed', args: { litres: 'five' } } }] },
    { role: 'user', parts: [{ functionResponse: { name: 'water_bed', response: { error: 'which bed?' } } }] },
  ],
  candidates: [{ content: { role: 'model', parts: [{ text: 'The roses are watered.' }] } }],
};

const INSPECT = {
  version: 2,
  status: 'success',
  eval: { task: 'garden', model: 'some/model' },
  samples: [1, 2].map((epoch) => ({
    id: 'roses',
    epoch,
    input: 'Water the roses',
    target: 'done',
    messages: [
      { role: 'user', content: 'Water the roses' },
      {
        role: 'assistant',
        content: [{ type: 'text', text: '' }],
        tool_calls: [{ id: 'a', function: 'water_bed', arguments: { bed: 'roses', litres: 5 }, type: 'function' }],
      },
      { role: 'tool', content: '{"done":true}', tool_call_id: 'a', function: 'water_bed' },
      {
        role: 'assistant',
        content: '',
        tool_calls: [{ id: 'b', function: 'water_bed', arguments: { litres: 'five' } }],
      },
      {
        role: 'tool',
        content: '',
        tool_call_id: 'b',
        function: 'water_bed',
        error: { type: 'parsing', message: 'which bed?' },
      },
      { role: 'assistant', content: 'The roses are watered.' },
    ],
    events: [{ event: 'model', tools: [{ name: 'water_bed', description: 'Waters a bed.', parameters: SCHEMA }] }],
  })),
};

const attribute = (key: string, value: unknown) => ({
  key,
  value: { stringValue: typeof value === 'string' ? value : JSON.stringify(value) },
});
const PARTS = [
  { role: 'user', parts: [{ type: 'text', content: 'Water the roses' }] },
  {
    role: 'assistant',
    parts: [{ type: 'tool_call', id: 'a', name: 'water_bed', arguments: { bed: 'roses', litres: 5 } }],
  },
  { role: 'tool', parts: [{ type: 'tool_call_response', id: 'a', response: { done: true } }] },
  { role: 'assistant', parts: [{ type: 'tool_call', id: 'b', name: 'water_bed', arguments: { litres: 'five' } }] },
  { role: 'tool', parts: [{ type: 'tool_call_response', id: 'b', response: { error: 'which bed?' } }] },
];
const span = (id: string, upTo: number, output: object) => ({
  traceId: 't',
  spanId: id,
  name: 'chat some-model',
  attributes: [
    attribute('gen_ai.input.messages', PARTS.slice(0, upTo)),
    attribute('gen_ai.output.messages', [output]),
    attribute('gen_ai.tool.definitions', [{ type: 'function', name: 'water_bed', parameters: SCHEMA }]),
  ],
});
const OTEL = {
  resourceSpans: [
    {
      scopeSpans: [
        {
          spans: [
            { traceId: 't', spanId: 'http', name: 'POST', attributes: [attribute('http.method', 'POST')] },
            span('first', 1, PARTS[1] ?? {}),
            span('last', 5, {
              role: 'assistant',
              parts: [{ type: 'text', content: 'The roses are watered.' }],
              finish_reason: 'stop',
            }),
          ],
        },
      ],
    },
  ],
};

const OLD_OTEL = {
  spanId: 'old',
  attributes: {
    'gen_ai.prompt.0.role': 'user',
    'gen_ai.prompt.0.content': 'Water the roses',
    'gen_ai.prompt.1.role': 'assistant',
    'gen_ai.prompt.1.tool_calls.0.id': 'a',
    'gen_ai.prompt.1.tool_calls.0.name': 'water_bed',
    'gen_ai.prompt.1.tool_calls.0.arguments': '{"bed":"roses","litres":5}',
    'gen_ai.prompt.2.role': 'tool',
    'gen_ai.prompt.2.tool_call_id': 'a',
    'gen_ai.prompt.2.content': '{"done":true}',
    'gen_ai.prompt.3.role': 'assistant',
    'gen_ai.prompt.3.tool_calls.0.id': 'b',
    'gen_ai.prompt.3.tool_calls.0.name': 'water_bed',
    'gen_ai.prompt.3.tool_calls.0.arguments': '{"litres":"five"}',
    'gen_ai.prompt.4.role': 'tool',
    'gen_ai.prompt.4.tool_call_id': 'b',
    'gen_ai.prompt.4.content': '{"error":"which bed?"}',
    'gen_ai.completion.0.role': 'assistant',
    'gen_ai.completion.0.content': 'The roses are watered.',
    'llm.request.functions.0.name': 'water_bed',
    'llm.request.functions.0.parameters': JSON.stringify(SCHEMA),
  },
};

const kept = (name: string, kwargs: object) => ({
  lc: 1,
  type: 'constructor',
  id: ['langchain', 'schema', 'messages', name],
  kwargs,
});
const LANGSMITH = {
  id: 'run-1',
  run_type: 'llm',
  inputs: {
    messages: [
      [
        kept('HumanMessage', { content: 'Water the roses' }),
        kept('AIMessage', {
          content: '',
          tool_calls: [{ name: 'water_bed', args: { bed: 'roses', litres: 5 }, id: 'a' }],
        }),
        kept('ToolMessage', { content: '{"done":true}', tool_call_id: 'a' }),
        kept('AIMessage', { content: '', tool_calls: [{ name: 'water_bed', args: { litres: 'five' }, id: 'b' }] }),
        kept('ToolMessage', { content: '{"error":"which bed?"}', tool_call_id: 'b' }),
      ],
    ],
  },
  outputs: { generations: [[{ text: 'x', message: kept('AIMessage', { content: 'The roses are watered.' }) }]] },
  extra: { invocation_params: { tools: [OPENAI_TOOL] } },
};

const CHAT = [
  { role: 'user', content: 'Water the roses' },
  {
    role: 'assistant',
    content: null,
    tool_calls: [
      { id: 'a', type: 'function', function: { name: 'water_bed', arguments: '{"bed":"roses","litres":5}' } },
    ],
  },
  { role: 'tool', tool_call_id: 'a', content: '{"done":true}' },
  {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'b', type: 'function', function: { name: 'water_bed', arguments: '{"litres":"five"}' } }],
  },
  { role: 'tool', tool_call_id: 'b', content: '{"error":"which bed?"}' },
];
const ANSWER = { role: 'assistant', content: 'The roses are watered.' };
const LANGFUSE = {
  id: 'obs-1',
  type: 'GENERATION',
  name: 'garden',
  input: { messages: CHAT, tools: [OPENAI_TOOL] },
  output: ANSWER,
};
const LANGFUSE_TRACE = {
  id: 'trace-1',
  input: 'Water the roses',
  output: 'The roses are watered.',
  observations: [
    { type: 'SPAN', input: {} },
    { ...LANGFUSE, input: JSON.stringify(LANGFUSE.input) },
  ],
};

const ANTHROPIC = {
  tools: [{ name: 'water_bed', input_schema: SCHEMA }],
  messages: [
    { role: 'user', content: 'Water the roses' },
    {
      role: 'assistant',
      content: [{ type: 'tool_use', id: 'a', name: 'water_bed', input: { bed: 'roses', litres: 5 } }],
    },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: '{"done":true}' }] },
    { role: 'assistant', content: [{ type: 'tool_use', id: 'b', name: 'water_bed', input: { litres: 'five' } }] },
    {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: 'b', content: [{ type: 'text', text: '{"error":"which bed?"}' }] }],
    },
    { role: 'assistant', content: [{ type: 'text', text: 'The roses are watered.' }] },
  ],
};
const RESPONSES = {
  tools: [{ type: 'function', name: 'water_bed', parameters: SCHEMA }],
  input: [
    { role: 'user', content: 'Water the roses' },
    { type: 'function_call', call_id: 'a', name: 'water_bed', arguments: '{"bed":"roses","litres":5}' },
    { type: 'function_call_output', call_id: 'a', output: '{"done":true}' },
    { type: 'function_call', call_id: 'b', name: 'water_bed', arguments: '{"litres":"five"}' },
    { type: 'function_call_output', call_id: 'b', output: '{"error":"which bed?"}' },
  ],
  output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'The roses are watered.' }] }],
};

describe("other tools' logs", () => {
  it.each([
    ['gemini', GEMINI],
    ['otel-genai', OLD_OTEL],
    ['langsmith', LANGSMITH],
    ['langfuse', LANGFUSE],
    ['langfuse', LANGFUSE_TRACE],
    ['anthropic-messages', ANTHROPIC],
    ['responses', RESPONSES],
    ['openai-messages', { messages: [...CHAT, ANSWER], tools: [OPENAI_TOOL] }],
  ])('%s: the same conversation, and its wrong call with the reason', (format, value) => {
    const read = readLine(JSON.stringify(value), 0);
    if (typeof read === 'string') throw new Error(read);
    expect(read.format).toBe(format);
    expect(told(read.record).filter(([role]) => role !== 'system')).toEqual(EXPECTED);
    expect(checkCalls(read.record).map(({ state }) => state)).toEqual(['valid', 'invalid']);
    expect(checkCalls(read.record)[1]?.reason).toMatch(/bed/);
    expect([...recordsOf(JSON.stringify(value, null, 2))].map(told)).toEqual([told(read.record)]);
  });

  it('an Inspect log: each sample is a record, its epochs apart', () => {
    const records = recordsOf(JSON.stringify(INSPECT));
    expect(records.map(({ id }) => id)).toEqual(['roses', 'roses-2']);
    for (const record of records) {
      expect(told(record)).toEqual(EXPECTED);
      expect(checkCalls(record).map(({ state }) => state)).toEqual(['valid', 'invalid']);
    }
  });

  it('OpenTelemetry: of a trace the span with the whole conversation, and none of what it repeats', () => {
    const records = recordsOf(JSON.stringify(OTEL));
    expect(records.map(({ id }) => id)).toEqual(['last']);
    expect(records.map(told)).toEqual([EXPECTED]);
    // On one line, as collectors write them.
    const line = readLine(JSON.stringify(OTEL), 0);
    expect(typeof line === 'string' ? line : told(line.record)).toEqual(EXPECTED);
  });

  it('a log on one line is known to hold many rows; a conversation is not', () => {
    const [many, traces] = [INSPECT, { resourceSpans: OTEL.resourceSpans }].map((log) =>
      howToRead(JSON.stringify(log), true),
    );
    expect([many, traces]).toEqual(['whole-if-small', 'whole-if-small']);
    const others = [GEMINI, LANGSMITH, LANGFUSE, ANTHROPIC, RESPONSES, { messages: CHAT }];
    expect(others.map((log) => howToRead(JSON.stringify(log), true))).toEqual(others.map(() => 'lines'));
  });

  it('contents of Gemini alone, in snake case, are read as well', () => {
    const contents = GEMINI.contents.map((content) => ({
      role: content.role,
      parts: content.parts.map((part) =>
        Object.fromEntries(
          Object.entries(part).map(([key, item]) => [
            key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
            item,
          ]),
        ),
      ),
    }));
    const read = readLine(JSON.stringify(contents), 0);
    expect(typeof read === 'string' ? read : told(read.record)).toEqual(EXPECTED.slice(0, 5));
  });

  it('law: a log with a part taken out, or put in another place, never throws', () => {
    const logs = [GEMINI, INSPECT, OTEL, OLD_OTEL, LANGSMITH, LANGFUSE, LANGFUSE_TRACE, ANTHROPIC, RESPONSES];
    fc.assert(
      fc.property(fc.constantFrom(...logs), fc.nat(400), fc.jsonValue({ maxDepth: 2 }), (log, at, junk) => {
        let seen = 0;
        const text = JSON.stringify(log, (_key, value) => {
          seen += 1;
          return seen === at + 2 ? junk : value;
        });
        expect(Array.isArray(readWholeRun(text))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
