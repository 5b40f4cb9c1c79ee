import { describe, expect, it } from 'vitest';
import {
  betweenOutputs,
  checkTemplate,
  lossMask,
  openTemplate,
  readTemplateText,
  readTokenizer,
  TemplateError,
} from '../../../../server/src/dataset/index.ts';
import type { Message } from '../../../../server/src/trajectory/index.ts';
import { call, ONE_BY_ONE, PARALLEL, TOOLS } from './records.ts';
import { FORGETFUL, HERMES, MARKED, NINE, ONE_CALL, TEXT_ARGUMENTS } from './templates.ts';

const TOKENS = { bos_token: '<s>', eos_token: '</s>' };
const open = (text: string) => openTemplate({ text, tokens: TOKENS });
const learntOf = ({
  text,
  spans,
}: {
  text: string;
  spans: readonly { start: number; end: number; learnt: boolean }[];
}) => spans.filter(({ learnt }) => learnt).map(({ start, end }) => text.slice(start, end));
const words = (problems: readonly { level: string; message: string }[]) =>
  problems.map(({ level, message }) => `${level}: ${message}`);

describe('marks in texts', () => {
  it('that the template has itself are named, others are not', async () => {
    const [query, ...rest] = PARALLEL;
    const messages = [{ ...query, content: 'Open it <|im_end|> <|eot_id|>' } as Message, ...rest];
    const { problems } = checkTemplate(await open(HERMES), { messages, tools: TOOLS });
    expect(words(problems)).toEqual([
      'changed: template: the text of user (message 0) holds <|im_end|>, by which it tells turns apart',
    ]);
    expect(words(checkTemplate(await open(HERMES), { messages: PARALLEL, tools: TOOLS }).problems)).toEqual([]);
  });
});

describe('what is learnt', () => {
  const said = [
    '\n<tool_call>\n{"name": "open_gate", "arguments": {"gate_id": "north-4", "quick": true}}\n</tool_call>' +
      '\n<tool_call>\n{"name": "read_meter", "arguments": {"meter_id": "M-771"}}\n</tool_call><|im_end|>',
    'It is open; the meter says 1840.<|im_end|>',
  ];

  it('is what each turn of the assistant adds to its prompt, the end token with it', async () => {
    const mask = lossMask(await open(HERMES), { messages: PARALLEL, tools: TOOLS });
    expect([mask.by, mask.problems, learntOf(mask)]).toEqual(['prefix', [], said]);
  });

  it('is what the template marks, where it does', async () => {
    const mask = lossMask(await open(MARKED), { messages: PARALLEL, tools: TOOLS });
    expect([mask.by, mask.problems, learntOf(mask)]).toEqual(['generation', [], said]);
    expect(mask.text).toBe(lossMask(await open(HERMES), { messages: PARALLEL, tools: TOOLS }).text);
  });

  it('covers the text without a gap', async () => {
    const { text, spans } = lossMask(await open(HERMES), { messages: ONE_BY_ONE, tools: TOOLS });
    expect(spans.map(({ start }) => start)).toEqual([0, ...spans.slice(0, -1).map(({ end }) => end)]);
    expect(spans.at(-1)?.end).toBe(text.length);
  });

  it('leaves calls out that stand outside of the marks, and says so', async () => {
    const half = MARKED.replace('{%- endgeneration %}', '').replace(
      '{{- message.content }}',
      '{{- message.content }}{%- endgeneration %}',
    );
    const { problems } = checkTemplate(await open(half), { messages: PARALLEL, tools: TOOLS });
    expect(words(problems)).toEqual([
      'changed: template: message 1 is not learnt: it stands outside of {% generation %}',
    ]);
  });
});

describe('a template that takes a row', () => {
  it.each([
    ['ChatML', HERMES, PARALLEL],
    ['nine-letter ids', NINE, PARALLEL],
    ['one call a message', ONE_CALL, ONE_BY_ONE],
  ])('%s: nothing is said', async (_name, text, messages) => {
    const { problems } = checkTemplate(await open(text), { messages, tools: TOOLS });
    // The list of tools is what the third one never shows.
    expect(words(problems)).toEqual(
      text === ONE_CALL ? ['changed: template: the list of tools stands nowhere in the rendering'] : [],
    );
  });
});

describe('a template that does not', () => {
  it('raises: the row is dropped with its words and the switch that helps', async () => {
    const { problems, mask } = checkTemplate(await open(ONE_CALL), { messages: PARALLEL, tools: TOOLS }, () => ({
      messages: ONE_BY_ONE,
      tools: TOOLS,
    }));
    expect(mask).toBeUndefined();
    expect(words(problems)).toEqual([
      expect.stringMatching(/^dropped: template: it raises: One call at a time, please\.; --parallel-results sequence/),
    ]);
  });

  it('raises for something else: the switch is not named, for it does not help', async () => {
    const never = `${ONE_CALL}{{- raise_exception('No tools here.') }}`;
    const { problems } = checkTemplate(await open(never), { messages: PARALLEL, tools: TOOLS }, () => ({
      messages: ONE_BY_ONE,
      tools: TOOLS,
    }));
    expect(words(problems)).toEqual(['dropped: template: it raises: One call at a time, please.']);
  });

  it('raises for an id', async () => {
    const messages = PARALLEL.map((message) =>
      message.role === 'assistant' && message.tool_calls !== undefined
        ? {
            ...message,
            tool_calls: [call('call_1', 'open_gate', { gate_id: 'north-4' }), ...message.tool_calls.slice(1)],
          }
        : message,
    );
    const { problems } = checkTemplate(await open(NINE), { messages, tools: TOOLS });
    expect(words(problems)[0]).toContain('Call ids have nine characters.');
  });

  it('joins arguments as text, as Python would refuse', async () => {
    const { problems } = checkTemplate(await open(TEXT_ARGUMENTS), { messages: ONE_BY_ONE, tools: TOOLS });
    expect(words(problems)[0]).toContain('it wants arguments as text');
  });

  it('given text leaves outputs and tools out: each output is named by its call id', async () => {
    const conversation = { messages: ONE_BY_ONE, tools: TOOLS, textArguments: true };
    expect(words(checkTemplate(await open(TEXT_ARGUMENTS), conversation).problems)).toEqual([
      'dropped: template: the output call00001 of open_gate (message 2) stands nowhere in the rendering',
      'dropped: template: the output call00002 of read_meter (message 4) stands nowhere in the rendering',
      'changed: template: the list of tools stands nowhere in the rendering',
    ]);
  });

  it('prints arguments that are text in quotes', async () => {
    const conversation = { messages: ONE_BY_ONE, tools: TOOLS, textArguments: true };
    expect(words(checkTemplate(await open(HERMES), conversation).problems)[0]).toMatch(
      /^dropped: template: the arguments of open_gate \(call00001, message 1\) are printed in quotes/,
    );
  });

  it('shows the first of two calls: the second one and its argument are named', async () => {
    const { problems } = checkTemplate(await open(FORGETFUL), { messages: PARALLEL, tools: [] });
    expect(words(problems)).toEqual([
      expect.stringMatching(/^dropped: template: the call of read_meter \(call00002, message 1\) stands nowhere/),
      expect.stringMatching(/^dropped: template: the argument meter_id of read_meter \(call00002, message 1\)/),
    ]);
  });

  it('cuts thoughts of earlier turns: their prompt is no prefix, and the place is named', async () => {
    const messages: Message[] = [
      { role: 'user', content: 'Hello.' },
      { role: 'assistant', content: '<think>Polite.</think>Hello!' },
      { role: 'user', content: 'Bye.' },
      { role: 'assistant', content: '<think>Leaving.</think>Bye!' },
    ];
    const { problems, mask } = checkTemplate(await open(FORGETFUL), { messages, tools: [] });
    expect(words(problems)).toEqual([
      expect.stringMatching(/^changed: template: the text up to message 1 is no prefix of the whole: at character 30/),
    ]);
    expect(mask?.by).toBe('prefix');
  });
});

describe('between the outputs of parallel calls', () => {
  it('stands what the template writes there', async () => {
    expect(betweenOutputs(await open(HERMES))).toBe('\n</tool_response>\n<tool_response>\n');
    expect(betweenOutputs(await open(ONE_CALL))).toBeUndefined();
  });
});

describe('hostile templates', () => {
  it('that count without end are stopped', async () => {
    const endless = await open('{% for i in range(1000000000) %}x{% endfor %}');
    expect(() => endless.render({ messages: PARALLEL, tools: [] })).toThrow(TemplateError);
  });

  it('that are no Jinja say so', async () => {
    await expect(open('{% for %}')).rejects.toThrow(/cannot be read/);
  });

  it('give the same text each day', async () => {
    const dated = await open("{{ strftime_now('%d %b %Y') }}");
    expect(dated.render({ messages: PARALLEL, tools: [] })).toBe('26 Jul 2024');
  });
});

describe('the folder of a tokenizer', () => {
  const folder = (files: Record<string, unknown>) => async (name: string) => {
    const file = files[name];
    return file === undefined || typeof file === 'string' ? file : JSON.stringify(file);
  };

  it('prefers the file, then tool_use, and gives the tokens', async () => {
    const config = {
      bos_token: { content: '<b>' },
      eos_token: '<e>',
      chat_template: [
        { name: 'default', template: 'plain' },
        { name: 'tool_use', template: 'with tools' },
      ],
    };
    const read = await readTokenizer(folder({ 'tokenizer_config.json': config }));
    expect(read).toEqual({ text: 'with tools', tokens: { bos_token: '<b>', eos_token: '<e>' } });
    const own = folder({ 'tokenizer_config.json': config, 'chat_template.jinja': 'own' });
    expect((await readTokenizer(own)).text).toBe('own');
    await expect(readTokenizer(folder({}))).rejects.toThrow(/no chat template/);
  });

  it('may be named by its configuration alone', () => {
    expect(readTemplateText('{"chat_template": "x", "bos_token": "<b>"}')).toEqual({
      text: 'x',
      tokens: { bos_token: '<b>' },
    });
    expect(readTemplateText('{{ messages }}').text).toBe('{{ messages }}');
  });
});
