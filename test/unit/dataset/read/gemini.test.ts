import { describe, expect, it } from 'vitest';
import { geminiMessages, isContent, readGemini } from '../../../../server/src/dataset/read/gemini.ts';
import type { Json, JsonObject } from '../../../../server/src/json/index.ts';

const asked = { role: 'user', parts: [{ text: 'Which flights?' }] };
const call = (args?: JsonObject, id?: string) => ({
  role: 'model',
  parts: [
    { functionCall: { name: 'find', ...(args === undefined ? {} : { args }), ...(id === undefined ? {} : { id }) } },
  ],
});
const answer = (response?: Json, id?: string) => ({
  role: 'user',
  parts: [
    {
      functionResponse: {
        name: 'find',
        ...(response === undefined ? {} : { response }),
        ...(id === undefined ? {} : { id }),
      },
    },
  ],
});
const saidBy = (value: JsonObject) =>
  readGemini(value, 0)?.record.messages.map(({ role, content }) => `${role}: ${content}`);

describe('entries of contents', () => {
  it.each<[string, Json, boolean]>([
    ['a text', { parts: [{ text: '' }] }, true],
    ['a call', call({}), true],
    ['an answer', answer({}), true],
    ['a call in snake case', { parts: [{ function_call: { name: 'f' } }] }, true],
    ['an answer in snake case', { parts: [{ function_response: { name: 'f' } }] }, true],
    ['something else', { parts: [{ inlineData: {} }] }, false],
    ['no parts', { role: 'user', content: 'Hi' }, false],
    ['a text alone', 'Hi', false],
  ])('%s', (_what, value, expected) => {
    expect(isContent(value)).toBe(expected);
  });

  it('calls without ids are answered by their names in order, those with ids by their ids', () => {
    const said = geminiMessages([
      call({ to: 'OSL' }),
      call(),
      answer({ n: 1 }),
      answer('two'),
      call({}, 'x'),
      call({}, 'y'),
      answer({}, 'y'),
      answer(undefined, 'x'),
    ]);
    expect(said.map((message) => JSON.stringify(message))).toEqual([
      '{"role":"assistant","content":"","tool_calls":[{"id":"g1","type":"function","function":{"name":"find","arguments":{"to":"OSL"}}}]}',
      '{"role":"assistant","content":"","tool_calls":[{"id":"g2","type":"function","function":{"name":"find","arguments":{}}}]}',
      '{"role":"tool","tool_call_id":"g1","name":"find","content":"{\\"n\\":1}"}',
      '{"role":"tool","tool_call_id":"g2","name":"find","content":"two"}',
      '{"role":"assistant","content":"","tool_calls":[{"id":"x","type":"function","function":{"name":"find","arguments":{}}}]}',
      '{"role":"assistant","content":"","tool_calls":[{"id":"y","type":"function","function":{"name":"find","arguments":{}}}]}',
      '{"role":"tool","tool_call_id":"y","name":"find","content":"{}"}',
      '{"role":"tool","tool_call_id":"x","name":"find","content":"null"}',
    ]);
  });

  it('an answer to nothing keeps its own id; thoughts and what is no entry are left out', () => {
    expect(geminiMessages([answer({}, 'z'), answer({}), 7, { parts: 'x' }])).toMatchObject([
      { tool_call_id: 'z' },
      { tool_call_id: '' },
    ]);
    const thought = { role: 'model', parts: [{ text: 'Hm', thought: true }, { text: 'Yes.' }] };
    expect(geminiMessages([thought])).toMatchObject([{ role: 'assistant', content: 'Yes.' }]);
  });

  it('words beside an answer follow it', () => {
    const both = { role: 'user', parts: [{ text: 'And?' }, ...answer({}, 'z').parts] };
    expect(geminiMessages([both]).map((message) => (message as JsonObject).role)).toEqual(['tool', 'user']);
  });
});

describe('a request of Gemini with its answer', () => {
  it('is the system text, what was asked, and the first candidate', () => {
    const one = (text: string) => ({ content: { role: 'model', parts: [{ text }] } });
    const value = {
      contents: [asked],
      systemInstruction: { parts: [{ text: 'Be' }, {}, { text: 'kind.' }] },
      candidates: [one('Two.'), one('Three.')],
    };
    expect(saidBy(value)).toEqual(['system: Be\nkind.', 'user: Which flights?', 'assistant: Two.']);
    expect(saidBy({ contents: [asked], system_instruction: 'Be brief.' })).toEqual([
      'system: Be brief.',
      'user: Which flights?',
    ]);
    expect(saidBy({ contents: [asked], systemInstruction: 7 })).toEqual(['user: Which flights?']);
  });

  it.each<[string, Json]>([
    ['a text', 'Which flights?'],
    ['a list of texts', ['Which flights?']],
    ['one entry', asked],
  ])('may have its contents as %s', (_what, contents) => {
    expect(saidBy({ contents })).toEqual(['user: Which flights?']);
  });

  it.each<[string, JsonObject]>([
    ['nothing', {}],
    ['contents without an entry', { contents: [{ text: 'Hi' }] }],
    ['candidates without contents', { candidates: [{ finishReason: 'SAFETY' }] }],
    ['candidates that are no list', { candidates: asked }],
  ])('is none where there is %s', (_what, value) => {
    expect(readGemini(value, 0)).toBeUndefined();
  });

  it.each(['functionDeclarations', 'function_declarations'])(
    'has the tools of %s, with either form of schema',
    (key) => {
      const schema = { type: 'object', properties: { to: { type: 'string' } } };
      const declared = [
        { name: 'find', parametersJsonSchema: schema },
        { name: 'book', description: 'Books.', parameters_json_schema: schema },
        7,
      ];
      const groups = { [key]: declared };
      for (const tools of [[groups, { googleSearch: {} }, 7], groups]) {
        const { record } = readGemini({ contents: [asked], tools: tools as Json }, 0) ?? {};
        expect(record?.tools.map(({ function: { name, description } }) => [name, description])).toEqual([
          ['find', ''],
          ['book', 'Books.'],
        ]);
        expect(record?.tools[0]?.function.parameters).toMatchObject(schema);
      }
    },
  );
});
