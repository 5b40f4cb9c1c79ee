import { describe, expect, it } from 'vitest';
import { findTextCalls, type TextForm } from '../../../server/src/openai-wire/index.ts';

const find = (text: string) =>
  findTextCalls(text, {
    names: new Set(['find', 'book']),
    parameters: (tool) => (tool === 'find' ? ['city', 'limit'] : ['id']),
    takesText: (_, parameter) => parameter === 'city' || parameter === 'id',
  });

const ONE = [{ name: 'find', arguments: { city: 'Oslo', limit: 2 } }];
const JSON_ARGUMENTS = '{"city": "Oslo", "limit": 2}';
const JSON_CALL = `{"name": "find", "arguments": ${JSON_ARGUMENTS}}`;

describe('calls left in the text', () => {
  it.each<[TextForm, string]>([
    ['hermes', `<tool_call>\n${JSON_CALL}\n</tool_call>`],
    ['hermes', `<tool_call>${JSON_CALL}`],
    ['hermes', "<tool_call>\n{'arguments': {'city': 'Oslo', 'limit': 2}, 'name': 'find'}\n</tool_call>"],
    [
      'qwen3-coder',
      '<tool_call>\n<function=find>\n<parameter=city>\nOslo\n</parameter>\n<parameter=limit>\n2\n</parameter>\n</function>\n</tool_call>',
    ],
    [
      'qwen3-coder',
      '<function=find>\n<parameter=city>\nOslo\n</parameter>\n<parameter=limit>\n2\n</parameter>\n</function>',
    ],
    ['llama', `{"name": "find", "parameters": ${JSON_ARGUMENTS}}`],
    ['llama', `<|python_tag|>{"name": "find", "parameters": ${JSON_ARGUMENTS}}<|eom_id|>`],
    ['llama', `<function=find>${JSON_ARGUMENTS}</function>`],
    ['mistral', `[TOOL_CALLS] [${JSON_CALL}]`],
    ['mistral', `[TOOL_CALLS]find[ARGS]${JSON_ARGUMENTS}`],
    ['mistral', `[TOOL_CALLS]find[CALL_ID]a1B2c3D4e[ARGS]${JSON_ARGUMENTS}`],
    ['mistral', `[TOOL_CALLS]find${JSON_ARGUMENTS}`],
    [
      'deepseek',
      `<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>find\n\`\`\`json\n${JSON_ARGUMENTS}\n\`\`\`<｜tool▁call▁end｜><｜tool▁calls▁end｜>`,
    ],
    [
      'deepseek',
      `<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>find<｜tool▁sep｜>${JSON_ARGUMENTS}<｜tool▁call▁end｜><｜tool▁calls▁end｜>`,
    ],
    [
      'glm',
      '<tool_call>find\n<arg_key>city</arg_key>\n<arg_value>Oslo</arg_value>\n<arg_key>limit</arg_key>\n<arg_value>2</arg_value>\n</tool_call>',
    ],
    [
      'harmony',
      `<|channel|>analysis<|message|>Let me call find.<|end|><|start|>assistant<|channel|>commentary to=functions.find <|constrain|>json<|message|>${JSON_ARGUMENTS}<|call|>`,
    ],
    ['harmony', `<|start|>assistant to=functions.find<|channel|>commentary json<|message|>${JSON_ARGUMENTS}<|call|>`],
    ['pythonic', '[find(city="Oslo", limit=2)]'],
    ['pythonic', '<|python_start|>[find(city="Oslo", limit=2)]<|python_end|>'],
    [
      'kimi',
      `<|tool_calls_section_begin|><|tool_call_begin|>functions.find:0<|tool_call_argument_begin|>${JSON_ARGUMENTS}<|tool_call_end|><|tool_calls_section_end|>`,
    ],
    [
      'invoke',
      '<function_calls>\n<invoke name="find">\n<parameter name="city">Oslo</parameter>\n<parameter name="limit">2</parameter>\n</invoke>\n</function_calls>',
    ],
    [
      'invoke',
      '<minimax:tool_call>\n<invoke name="find">\n<parameter name="city">Oslo</parameter>\n<parameter name="limit">2</parameter>\n</invoke>\n</minimax:tool_call>',
    ],
    [
      'invoke',
      '<｜DSML｜function_calls>\n<｜DSML｜invoke name="find">\n<｜DSML｜parameter name="city" string="true">Oslo</｜DSML｜parameter>\n<｜DSML｜parameter name="limit" string="false">2</｜DSML｜parameter>\n</｜DSML｜invoke>\n</｜DSML｜function_calls>',
    ],
    [
      'invoke',
      '<｜tool_calls_begin｜><｜tool_call_begin｜>function<｜tool_sep｜><steptml:invoke name="find"><steptml:parameter name="city">Oslo</steptml:parameter><steptml:parameter name="limit">2</steptml:parameter></steptml:invoke><｜tool_call_end｜><｜tool_calls_end｜>',
    ],
    ['gemma', '<|tool_call>call:find{city:<|"|>Oslo<|"|>,limit:2}<tool_call|>'],
    ['gemma', '<start_function_call>call:find{city:<escape>Oslo<escape>,limit:2}<end_function_call>'],
    [
      'cohere',
      `<|START_ACTION|>[{"tool_call_id": "0", "tool_name": "find", "parameters": ${JSON_ARGUMENTS}}]<|END_ACTION|>`,
    ],
    ['apertus', `<|tools_prefix|>[{"find": ${JSON_ARGUMENTS}}]<|tools_suffix|>`],
    [
      'glm',
      '<longcat_tool_call>find\n<longcat_arg_key>city</longcat_arg_key>\n<longcat_arg_value>Oslo</longcat_arg_value>\n<longcat_arg_key>limit</longcat_arg_key>\n<longcat_arg_value>2</longcat_arg_value>\n</longcat_tool_call>',
    ],
    ['llama', '<|python_tag|>find.call(city="Oslo", limit=2)<|eom_id|>'],
    ['pythonic', '<|tool_call_start|>[find(city="Oslo", limit=2)]<|tool_call_end|>'],
    ['react', `Action: find\nAction Input: ${JSON_ARGUMENTS}\nObservation: [{"id": 7}]\nFinal Answer: 7`],
    ['fenced', `\`\`\`json\n${JSON_CALL}\n\`\`\``],
    ['json', JSON_CALL],
  ])('%s: %s', (form, text) => {
    const found = find(text);
    expect(found.calls).toEqual(ONE.map((call) => ({ ...call, parser: form })));
    expect(found.rest).toBe('');
  });

  it('marks without an end cost time in proportion to the text', () => {
    for (const piece of [
      '<tool>',
      '<tool_calls> ',
      '<invoke name="a">',
      '<parameter name="a">',
      '<|tool_call_begin|>',
      'Action: a\n',
    ]) {
      const started = process.cpuUsage().user;
      find(piece.repeat(Math.floor(200_000 / piece.length)));
      expect((process.cpuUsage().user - started) / 1000, piece).toBeLessThan(1500);
    }
  });

  it.each<[TextForm, string]>([
    ['hermes', `I will look.\n<tool_call>${JSON_CALL}</tool_call>`],
    ['fenced', `I will look.\n\`\`\`json\n${JSON_CALL}\n\`\`\``],
    ['json', `I will look.\n${JSON_CALL}`],
    ['pythonic', 'I will look.\n[find(city="Oslo", limit=2)]'],
    ['mistral', `I will look.[TOOL_CALLS]find[ARGS]${JSON_ARGUMENTS}`],
  ])('keeps the words beside a call: %s', (form, text) => {
    expect(find(text)).toMatchObject({ calls: [{ ...ONE[0], parser: form }], rest: 'I will look.' });
  });

  it.each([
    ['hermes', `<tool_call>${JSON_CALL}</tool_call>\n<tool_call>{"name":"book","arguments":{"id":"a"}}</tool_call>`],
    ['mistral', `[TOOL_CALLS]find[ARGS]${JSON_ARGUMENTS}[TOOL_CALLS]book[ARGS]{"id":"a"}`],
    ['llama', `{"name":"find","parameters":${JSON_ARGUMENTS}}; {"name":"book","parameters":{"id":"a"}}`],
    ['pythonic', '[find(city="Oslo", limit=2), book(id="a")]'],
    [
      'deepseek',
      `<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>find<｜tool▁sep｜>${JSON_ARGUMENTS}<｜tool▁call▁end｜>\n<｜tool▁call▁begin｜>book<｜tool▁sep｜>{"id":"a"}<｜tool▁call▁end｜><｜tool▁calls▁end｜>`,
    ],
  ])('takes several: %s', (_form, text) => {
    expect(find(text).calls.map((call) => call.name)).toEqual(['find', 'book']);
  });

  it.each([
    `<think>I could call ${JSON_CALL}</think>Which city?`,
    `<think><tool_call>${JSON_CALL}</tool_call></think>Which city?`,
    `<tool_call>${JSON_CALL}</tool_call></think>Which city?`,
    `[THINK]<tool_call>${JSON_CALL}</tool_call>[/THINK]Which city?`,
    `<|channel|>analysis<|message|><tool_call>${JSON_CALL}</tool_call><|end|><|start|>assistant<|channel|>final<|message|>Which city?<|return|>`,
  ])('never takes a thought for a call: %s', (text) => {
    const { calls, rest, thoughts } = find(text);
    expect(calls).toEqual([]);
    expect(rest).toBe('Which city?');
    expect(thoughts).toContain('find');
  });

  it('takes a thought that does not end for a thought', () => {
    expect(find(`<think>now <tool_call>${JSON_CALL}</tool_call>`)).toMatchObject({ calls: [], rest: '' });
  });

  it('keeps a text that looks like a number a text where the parameter takes text', () => {
    const text = '<function=book>\n<parameter=id>\n0042\n</parameter>\n</function>';
    expect(find(text).calls).toMatchObject([{ name: 'book', arguments: { id: '0042' } }]);
  });

  it.each([
    'Use find(city) like this: find(city="Oslo") returns a list.',
    'The answer is {"name": "Oslo", "arguments": []}.',
    'An example: {"name": "find", "city": "Oslo"}',
    '```json\n{"name": "Oslo"}\n```',
  ])('leaves prose and data alone: %s', (text) => {
    expect(find(text)).toMatchObject({ calls: [], rest: text });
  });

  it('reads a long hostile text in bounded time', () => {
    const pieces = [
      '<tool_call>',
      '<function=f>',
      '[TOOL_CALLS]a',
      '{"name":',
      '<｜tool▁call▁begin｜>',
      'to=a',
      'f(',
      '<think>',
    ];
    for (const piece of pieces) expect(find(piece.repeat(20_000)).calls.length).toBeLessThan(20_001);
  });
});
