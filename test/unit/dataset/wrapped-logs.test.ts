import { describe, expect, it } from 'vitest';
import { howToRead, type RunRow, readRun, readWholeRun } from '../../../server/src/dataset/index.ts';
import type { Json } from '../../../server/src/json/index.ts';
import type { Message } from '../../../server/src/trajectory/index.ts';

const ASKED = { role: 'user', content: 'A boat on Lake Como' };
const CALL = { id: 'c1', type: 'function', function: { name: 'find_boat', arguments: '{"lake":"Como","seats":2}' } };
const CALLED = { role: 'assistant', content: null, tool_calls: [CALL] };
const OUTPUT = { role: 'tool', tool_call_id: 'c1', content: '{"boat":"B7"}' };
const ANSWER = { role: 'assistant', content: 'Boat B7.' };
const TALK = [ASKED, CALLED, OUTPUT, ANSWER];
const USE = { type: 'tool_use', id: 'c1', name: 'find_boat', input: { lake: 'Como', seats: 2 } };
const RESULT = { type: 'tool_result', tool_use_id: 'c1', content: '{"boat":"B7"}' };

const TOLD = {
  asked: 'user: A boat on Lake Como',
  called: 'assistant: find_boat {"lake":"Como","seats":2}',
  output: 'tool: {"boat":"B7"}',
  answer: 'assistant: Boat B7.',
};
const WHOLE = Object.values(TOLD);

/** As the run panel and check-data read a file. */
function read(text: string): RunRow[] {
  return howToRead(text.slice(0, 64 * 1024), true) === 'lines' ? [...readRun(text.split('\n'))] : readWholeRun(text);
}

function told(text: string): (string | string[])[] {
  return read(text).map((row) => ('problem' in row ? row.problem : row.record.messages.map(words)));
}

function words(message: Message): string {
  const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
  const made = calls.map((call) => `${call.function.name} ${JSON.stringify(call.function.arguments)}`);
  return `${message.role}: ${[message.content, ...made].filter((part) => part !== '').join(' ')}`;
}

const json = (value: unknown) => JSON.stringify(value);
const lines = (...values: readonly unknown[]) => values.map((value) => `${json(value)}\n`).join('');
const events = (...values: readonly unknown[]) => values.map((value) => `data: ${json(value)}\n\n`).join('');

describe('rows inside what wraps them', () => {
  const ROW = { messages: TALK };
  it.each<[string, string, number]>([
    ['a list under "data"', json({ data: [ROW, ROW] }), 2],
    ['the same over many lines', JSON.stringify({ data: [ROW, ROW] }, null, 2), 2],
    ['one conversation under "data"', json({ object: 'list', data: TALK }), 1],
    ['a row under "data"', json({ data: ROW }), 1],
    [
      'rows of a data set viewer',
      json({
        features: [],
        rows: [
          { row_idx: 0, row: ROW },
          { row_idx: 1, row: ROW },
        ],
      }),
      2,
    ],
    ['the splits of a data set', json({ version: 1, train: [ROW, ROW], test: [ROW] }), 3],
    ['a key of any name', lines({ id: 1, trajectory: TALK }, { id: 2, trajectory: TALK }), 2],
    ['a list of conversations', json([TALK, TALK]), 2],
    ['a conversation a line', lines(TALK, TALK), 2],
    ['values printed one after another', `${JSON.stringify(ROW, null, 2)}\n${JSON.stringify(ROW, null, 4)}\n`, 2],
    ['values pasted together', json(ROW) + json(ROW), 2],
    ['lines with commas behind them', `${json(ROW)},\n${json(ROW)}\n`, 2],
    ['JSON text', lines({ messages: json(TALK), tools: '[]' }), 1],
  ])('%s', (_, text, count) => {
    expect(told(text)).toEqual(Array.from({ length: count }, () => WHOLE));
  });

  it('keep the line where they stand, beside lines that are broken', () => {
    const rows = readWholeRun(`${json(ROW)}\n{"messages": [\n${json(ROW)}\n`);
    expect(rows.map((row) => [row.line, 'problem' in row])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ]);
  });

  it('a log without samples says so', () => {
    expect(told(json({ version: 2, status: 'started', eval: { task: 't' }, samples: [] }))).toEqual([
      'row 1: a log without samples (its status: started)',
    ]);
  });
});

describe('a log with each message on a line of its own', () => {
  it('plain messages', () => expect(told(lines(...TALK))).toEqual([WHOLE]));

  it('a session of a coding agent: sessions apart, an answer over several lines is one', () => {
    const line = (sessionId: string, type: string, message: Json) => ({ type, sessionId, message });
    const text = lines(
      { type: 'summary', summary: 'Boats' },
      line('a', 'user', { role: 'user', content: 'A boat on Lake Como' }),
      line('b', 'user', { role: 'user', content: 'Hello' }),
      line('a', 'assistant', { id: 'm1', role: 'assistant', content: [{ type: 'text', text: 'Let me look.' }] }),
      line('a', 'assistant', { id: 'm1', role: 'assistant', content: [USE] }),
      line('a', 'user', { role: 'user', content: [RESULT] }),
    );
    const look = 'assistant: Let me look. find_boat {"lake":"Como","seats":2}';
    expect(told(text)).toEqual([[TOLD.asked, look, TOLD.output], ['user: Hello']]);
  });

  it('items of Responses', () => {
    const item = (payload: Json) => ({ timestamp: 't', type: 'response_item', payload });
    const text = lines(
      { timestamp: 't', type: 'session_meta', payload: { id: 's' } },
      item({ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'A boat on Lake Como' }] }),
      item({ type: 'function_call', call_id: 'c1', name: 'find_boat', arguments: '{"lake":"Como","seats":2}' }),
      item({ type: 'function_call_output', call_id: 'c1', output: '{"boat":"B7"}' }),
      item({ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Boat B7.' }] }),
    );
    expect(told(text)).toEqual([WHOLE]);
  });
});

describe('streamed answers', () => {
  const chunk = (delta: Json, id = 'a') => ({ id, object: 'chat.completion.chunk', choices: [{ index: 0, delta }] });
  const part = (index: number, rest: object) => chunk({ tool_calls: [{ index, ...rest }] } as Json);
  const CHUNKS = [
    part(0, { id: 'c1', type: 'function', function: { name: 'find_boat', arguments: '' } }),
    part(0, { function: { arguments: '{"lake":"Co' } }),
    part(0, { function: { arguments: 'mo","seats":2}' } }),
  ];
  const BLOCKS = [
    { type: 'message_start', message: { role: 'assistant', content: [] } },
    {
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'tool_use', id: 'c1', name: 'find_boat', input: {} },
    },
    { type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json: '{"lake":"Como",' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json: '"seats":2}' } },
    { type: 'message_stop' },
  ];
  const ITEM = { type: 'function_call', call_id: 'c1', name: 'find_boat', arguments: '{"lake":"Como","seats":2}' };

  it.each([
    ['OpenAI, as JSON Lines', lines(...CHUNKS)],
    ['OpenAI, as events', `${events(...CHUNKS)}data: [DONE]\n\n`],
    ['OpenAI, as a list', json(CHUNKS)],
    ['OpenAI, pasted together', CHUNKS.map(json).join('')],
    ['Anthropic, as JSON Lines', lines(...BLOCKS)],
    ['Anthropic, as events', BLOCKS.map((one) => `event: ${one.type}\ndata: ${json(one)}\n\n`).join('')],
    [
      'Responses, cut before its last event',
      lines({ type: 'response.created' }, { type: 'response.output_item.done', item: ITEM }),
    ],
    [
      'Responses, whole',
      events({ type: 'response.created' }, { type: 'response.completed', response: { output: [ITEM] } }),
    ],
  ])('%s', (_, text) => {
    expect(told(text)).toEqual([[TOLD.called]]);
  });

  it('Gemini and Ollama: the texts are one', () => {
    const said = (text: string) => ({ candidates: [{ content: { role: 'model', parts: [{ text }] } }] });
    const piece = (content: string, done: boolean) => ({ message: { role: 'assistant', content }, done });
    expect(told(json([said('Boat '), said('B7.')]))).toEqual([[TOLD.answer]]);
    expect(told(lines(piece('Boat ', false), piece('B7.', true), piece('Hello', true)))).toEqual([
      [TOLD.answer],
      ['assistant: Hello'],
    ]);
  });

  it('two that are mixed are told apart by their ids', () => {
    const mixed = [
      chunk({ content: 'Boat ' }),
      chunk({ content: 'Hel' }, 'b'),
      chunk({ content: 'B7.' }),
      chunk({ content: 'lo' }, 'b'),
    ];
    expect(told(lines(...mixed))).toEqual([[TOLD.answer], ['assistant: Hello']]);
  });

  it('behind their request, as a list or as text; one that was cut keeps the text of its arguments', () => {
    const request = { messages: [ASKED], stream: true };
    expect(told(lines({ request, response: CHUNKS }))).toEqual([[TOLD.asked, TOLD.called]]);
    expect(told(lines({ request, response: events(...CHUNKS) }))).toEqual([[TOLD.asked, TOLD.called]]);
    const [[, cut]] = told(lines({ request, response: CHUNKS.slice(0, 2) })) as [string[]];
    expect(cut).toContain('{\\"lake\\":\\"Co');
  });
});

describe('rows of trainers', () => {
  it.each<[string, Json, string[]]>([
    ['a prompt with its completion', { prompt: [ASKED], completion: [CALLED] }, [TOLD.asked, TOLD.called]],
    ['both as text', { prompt: ASKED.content, completion: 'Boat B7.' }, [TOLD.asked, TOLD.answer]],
    ['a prompt alone', { prompt: [ASKED] }, [TOLD.asked]],
    ['a completion with its label', { prompt: [ASKED], completion: [ANSWER], label: true }, [TOLD.asked, TOLD.answer]],
    ['an instruction', { instruction: ASKED.content, input: '', output: 'Boat B7.' }, [TOLD.asked, TOLD.answer]],
  ])('%s', (_, row, expected) => {
    expect(told(lines(row))).toEqual([expected]);
  });

  it('a pair of texts, or of single messages', () => {
    const rows = [
      { prompt: ASKED.content, chosen: 'Boat B7.', rejected: 'No.' },
      { prompt: ASKED.content, chosen: ANSWER, rejected: { role: 'assistant', content: 'No.' } },
    ];
    for (const row of read(lines(...rows))) {
      if ('problem' in row) throw new Error(row.problem);
      expect(row.record.messages.map(words)).toEqual([TOLD.asked, TOLD.answer]);
      expect(row.record.rejected?.map(words)).toEqual([TOLD.asked, 'assistant: No.']);
    }
  });
});

describe('messages with more than text in them', () => {
  const talk = (...messages: readonly Json[]) => told(lines({ messages: [ASKED, ...messages] }))[0]?.slice(1);

  it('pictures are marked, thoughts left out, a refusal is what was said', () => {
    const picture = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } };
    expect(talk({ role: 'user', content: [{ type: 'text', text: 'This one' }, picture] })).toEqual([
      'user: This one\n[image]',
    ]);
    const thought = { type: 'thinking', thinking: 'Hm.' };
    expect(talk({ role: 'assistant', content: [thought, { type: 'text', text: 'Boat B7.' }] })).toEqual([TOLD.answer]);
    expect(talk({ role: 'assistant', content: null, refusal: 'I may not.' })).toEqual(['assistant: I may not.']);
  });

  it('an output that is a list of objects with a text of their own stays as it is', () => {
    const output = [{ text: 'Fine lake', author: 'Ada' }];
    expect(talk(CALLED, { ...OUTPUT, content: output })).toEqual([TOLD.called, `tool: ${json(output)}`]);
  });

  it('a failed call says so in its output', () => {
    const failed = { ...RESULT, is_error: true, content: 'no such lake' };
    const expected = [TOLD.called, 'tool: {"error":"no such lake"}'];
    expect(talk({ role: 'assistant', content: [USE] }, { role: 'user', content: [failed] })).toEqual(expected);
  });

  it('tools that the server ran itself: calls, outputs and words follow each other', () => {
    const content = [
      { ...USE, type: 'mcp_tool_use' },
      { ...RESULT, type: 'mcp_tool_result' },
      { type: 'text', text: 'Boat B7.' },
    ];
    expect(talk({ role: 'assistant', content })).toEqual([TOLD.called, TOLD.output, TOLD.answer]);
    const output = [
      { type: 'mcp_call', id: 'c1', name: 'find_boat', arguments: CALL.function.arguments, output: OUTPUT.content },
    ];
    expect(told(lines({ input: ASKED.content, output }))).toEqual([[TOLD.asked, TOLD.called, TOLD.output]]);
  });

  it('parts of the AI SDK hold a call with its output', () => {
    const call = {
      type: 'tool-find_boat',
      toolCallId: 'c1',
      state: 'output-available',
      input: USE.input,
      output: { boat: 'B7' },
    };
    expect(
      talk({ role: 'assistant', parts: [{ type: 'step-start' }, call, { type: 'text', text: 'Boat B7.' }] }),
    ).toEqual(WHOLE.slice(1));
    const kept = { state: 'result', toolCallId: 'c1', toolName: 'find_boat', args: USE.input, result: { boat: 'B7' } };
    expect(talk({ role: 'assistant', content: 'Boat B7.', toolInvocations: [kept] } as Json)).toEqual(WHOLE.slice(1));
  });

  it('blocks that a table keeps as text', () => {
    expect(talk({ role: 'assistant', content: json([USE]) }, { role: 'user', content: json([RESULT]) })).toEqual([
      TOLD.called,
      TOLD.output,
    ]);
  });

  it('what nobody known says is left out, and told', () => {
    const [row] = read(lines({ messages: [ASKED, { content: 'lost' }, { role: 'narrator', content: 'x' }, ANSWER] }));
    if (row === undefined || 'problem' in row) throw new Error('not read');
    expect(row.record.turns[0]?.notes).toContain('left out, for they say nobody known as their speaker: entries 2, 3');
  });
});

describe('exports of services', () => {
  const CHOICES = { choices: [{ message: CALLED }] };
  const both = [TOLD.asked, TOLD.called];
  it.each<[string, Json, string[]]>([
    ['a batch of requests', { custom_id: 'a', method: 'POST', body: { messages: [ASKED] } }, [TOLD.asked]],
    ['a batch of answers', { custom_id: 'a', response: { status_code: 200, body: CHOICES } }, [TOLD.called]],
    [
      "Anthropic's batch",
      { custom_id: 'a', result: { type: 'succeeded', message: { role: 'assistant', content: [USE] } } },
      [TOLD.called],
    ],
    [
      'an answer as text',
      { type: 'GENERATION', input: [ASKED], output: 'Boat B7.' } as Json,
      [TOLD.asked, TOLD.answer],
    ],
    ['inputs and one output', { inputs: { messages: [ASKED] }, output: CHOICES } as Json, both],
    [
      'a page of observations',
      { data: [{ type: 'GENERATION', input: { messages: [ASKED] }, output: CALLED }], meta: { page: 1 } } as Json,
      both,
    ],
    [
      'a HAR file',
      {
        log: {
          entries: [
            {
              request: { postData: { text: json({ messages: [ASKED] }) } },
              response: { content: { text: json(CHOICES) } },
            },
          ],
        },
      },
      both,
    ],
    [
      'a tracked span',
      {
        data: {
          spans: [
            { attributes: { 'mlflow.spanInputs': json({ messages: [ASKED] }), 'mlflow.spanOutputs': json(CHOICES) } },
          ],
        },
      },
      both,
    ],
    [
      'a number for an id',
      { id: 3, result: [{ find_boat: '{"lake":"Como","seats":2}' }] },
      ['user: (turn 1 of 3)', TOLD.called],
    ],
    ['no call as an answer', { id: 'irrelevance_1', result: [] }, ['user: (turn 1 of irrelevance_1)', 'assistant: ']],
  ])('%s', (_, row, expected) => {
    expect(told(lines(row))).toEqual([expected]);
  });

  it('OpenInference, and events of older conventions', () => {
    const call = 'llm.output_messages.0.message.tool_calls.0.tool_call';
    const attributes = {
      'llm.input_messages.0.message.role': 'user',
      'llm.input_messages.0.message.content': ASKED.content,
      'llm.output_messages.0.message.role': 'assistant',
      [`${call}.id`]: 'c1',
      [`${call}.function.name`]: 'find_boat',
      [`${call}.function.arguments`]: CALL.function.arguments,
    };
    expect(told(lines({ name: 'chat', attributes }))).toEqual([both]);
    const events = [
      { name: 'gen_ai.user.message', attributes: [{ key: 'content', value: { stringValue: ASKED.content } }] },
      { name: 'gen_ai.choice', attributes: [{ key: 'message', value: { stringValue: json(CALLED) } }] },
    ];
    expect(told(json({ resourceSpans: [{ scopeSpans: [{ spans: [{ attributes: [], events }] }] }] }))).toEqual([both]);
  });
});

describe('a value nested too deeply', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  it.each([
    ['as what is said', `{"messages":[{"role":"user","content":${deep}}]}`],
    ['as a list', deep],
    ['as spans', `${'{"spans":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
  ])('%s is no row, and keeps nobody from the next', (_, text) => {
    const rows = readWholeRun(`${text}\n${json({ messages: TALK })}\n`);
    expect(rows.map((row) => 'problem' in row)).toEqual([true, false]);
  });
});
