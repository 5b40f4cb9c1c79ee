import { describe, expect, it } from 'vitest';
import { checkTemplate, openTemplate } from '../../../../server/src/dataset/index.ts';
import type { Message } from '../../../../server/src/trajectory/index.ts';
import { call, ONE_BY_ONE, PARALLEL, TOOLS } from './records.ts';

/** Habits that templates of public models have, each in a small template of ours: what it gives, or what is said of it. */

const [user = { role: 'user', content: '' }, , opened = user] = PARALLEL;
const SINGLE: readonly Message[] = [
  { role: 'system', content: 'Be brief.' },
  user,
  { role: 'assistant', content: '', tool_calls: [call('call00001', 'open_gate', { gate_id: 'north-4', quick: true })] },
  opened,
  { role: 'assistant', content: 'It is open.' },
];
const TWO_TURNS: readonly Message[] = [
  ...SINGLE,
  { role: 'user', content: 'Thanks.' },
  { role: 'assistant', content: 'Gladly.' },
];

const rendered = async (text: string, messages: readonly Message[] = SINGLE, tools = TOOLS) =>
  (await openTemplate({ text, tokens: { bos_token: '<s>', eos_token: '</s>' } })).render({ messages, tools });
const told = async (text: string, messages: readonly Message[] = SINGLE, textArguments = false) => {
  const renderer = await openTemplate({ text, tokens: { bos_token: '<s>', eos_token: '</s>' } });
  return checkTemplate(renderer, { messages, tools: TOOLS, ...(textArguments ? { textArguments } : {}) }).problems.map(
    ({ level, message }) => `${level}: ${message}`,
  );
};

/** Turns of ChatML, with `body` where the assistant speaks. */
const chat = (body: string, before = '') => `${before}{%- for message in messages %}
{%- if message.role == 'assistant' %}<|im_start|>assistant
${body}<|im_end|>
{% elif message.role == 'tool' %}<|im_start|>tool
{{ message.content }}<|im_end|>
{% else %}<|im_start|>{{ message.role }}
{{ message.content }}<|im_end|>
{% endif %}
{%- endfor %}
{%- if add_generation_prompt %}<|im_start|>assistant
{% endif %}`;
const LISTED = '{%- for tool in tools %}{{ tool | tojson }}\n{% endfor %}';
const CALLS =
  '{{ message.content }}{%- for c in message.tool_calls or [] %}<call>{{ c.function.name }}:{{ c.function.arguments | tojson }}</call>{%- endfor %}';

describe('words of Jinja that templates use', () => {
  it.each<[string, string, string]>([
    [
      'the day',
      `{{ strftime_now('%d %b %Y') }}|{{ strftime_now("%Y-%m-%d") }}|{{ strftime_now('%A, %B') }}`,
      '26 Jul 2024|2024-07-26|Friday, July',
    ],
    [
      'the day, where there is one',
      `{%- if strftime_now is defined %}{{ strftime_now('%Y') }}{%- else %}none{%- endif %}`,
      '2024',
    ],
    [
      'a namespace that a loop changes',
      `{%- set ns = namespace(n=0, seen=false) %}{%- for m in messages %}{%- if m.role == 'tool' %}{%- set ns.n = ns.n + 1 %}{%- set ns.seen = true %}{%- endif %}{%- endfor %}{{ ns.n }}{{ ns.seen and 'y' }}`,
      '1y',
    ],
    [
      'messages backwards',
      `{%- for m in messages[::-1] %}{{ (messages | length - 1) - loop.index0 }}{{ m.role[0] }}{%- endfor %}`,
      '4a3t2a1u0s',
    ],
    ['JSON with blanks', `{{ tools[0].function.parameters.required | tojson(indent=2) }}`, '[\n  "gate_id"\n]'],
    ['JSON beyond ASCII', `{{ 'Tromsø' | tojson(ensure_ascii=False) }}`, '"Tromsø"'],
    [
      'JSON as Python writes it: a blank behind the sign',
      `{{ {'a': 1, 'b': [1, 2]} | tojson }}`,
      '{"a": 1, "b": [1, 2]}',
    ],
    [
      'items of an object',
      `{%- for name, value in messages[2].tool_calls[0].function.arguments.items() %}{{ name }}={{ value if value is string else value | tojson }};{%- endfor %}`,
      'gate_id=north-4;quick=true;',
    ],
    [
      'items by a filter',
      `{%- for name, value in messages[2].tool_calls[0].function.arguments | items %}{{ name }},{%- endfor %}`,
      'gate_id,quick,',
    ],
    [
      'a macro that calls itself',
      `{%- macro show(schema, depth) -%}{{ schema.type }}{%- if schema.properties %}{%- for n, p in schema.properties.items() %}[{{ n }}:{{ show(p, depth + 1) }}]{%- endfor %}{%- endif %}{%- endmacro %}{{ show(tools[0].function.parameters, 0) }}`,
      'object[gate_id:string][quick:boolean]',
    ],
    [
      'lists by filters',
      `{{ messages | selectattr('role', 'equalto', 'tool') | map(attribute='content') | join(',') }}|{{ messages | rejectattr('role', 'equalto', 'system') | list | length }}`,
      '{"open": true}|4',
    ],
    ['a block that is set', `{%- set head %}<{{ messages[0].role }}>{%- endset %}{{ head | trim }}`, '<system>'],
    [
      'loops that end early',
      `{%- for m in messages %}{%- if m.role == 'system' %}{%- continue %}{%- elif m.role == 'tool' %}{%- break %}{%- endif %}{{ m.role[0] }}{%- endfor %}`,
      'ua',
    ],
    [
      'methods of texts',
      `{{ '</think>ab'.split('</think>')[-1].lstrip('\\n') }}{{ ' x '.strip() }}{{ 'y' if 'abc'.startswith('ab') }}{{ 'a-b'.replace('-', '_') | upper }}{{ 'tool'.title() }}`,
      'abxyA_BTool',
    ],
    [
      'tests',
      `{{ [tools is iterable and tools is not string, messages[0] is mapping, nothing is defined, 1 is number, none is none] | tojson }}`,
      '[true, true, false, true, true]',
    ],
    [
      'sums, parts, alternatives',
      `{{ 7 // 2 }}{{ 7 % 2 }}{{ 'a' ~ 1 }}{{ messages[0]['content'][:2] }}{{ 'x' if tools else 'y' }}{{ 'y' if 'rie' in messages[0].content }}{{ nothing | default('d') }}`,
      '31a1Bexyd',
    ],
    ['remarks', `{# none #}a{#- b -#} c`, 'ac'],
    ['tokens that begin and end', `{{ bos_token }}{{ eos_token }}`, '<s></s>'],
    [
      'a value of an object, or another',
      `{{ messages[0].get('name', 'none') }}{{ tools[0].function.get('description') }}`,
      'noneDoes open_gate.',
    ],
  ])('%s', async (_habit, text, expected) => {
    expect(await rendered(text)).toBe(expected);
  });
});

describe('what is said', () => {
  it('nothing, of a template that shows all and keeps its prompts', async () => {
    for (const messages of [SINGLE, TWO_TURNS, ONE_BY_ONE, PARALLEL])
      expect(await told(chat(CALLS, LISTED), messages)).toEqual([]);
  });

  it('nothing, where marks of what is generated stand around all that the assistant says', async () => {
    expect(await told(chat(`{% generation %}${CALLS}{% endgeneration %}`, LISTED))).toEqual([]);
  });

  it('tools that stand before the last question: their place moves, so the prompt is no prefix', async () => {
    const moving = `{%- set users = messages | selectattr('role', 'equalto', 'user') | list %}${chat(CALLS).replace(
      '{% else %}<|im_start|>{{ message.role }}',
      "{% else %}{%- if message.role == 'user' and message == users[-1] %}[AVAILABLE_TOOLS]{{ tools | tojson }}[/AVAILABLE_TOOLS]{%- endif %}<|im_start|>{{ message.role }}",
    )}`;
    expect(await told(moving)).toEqual([]);
    expect(await told(moving, TWO_TURNS)).toContainEqual(expect.stringMatching(/^changed: template: .*prefix/));
  });

  it('roles that must alternate', async () => {
    const strict = chat(
      CALLS,
      `${LISTED}{%- for m in messages %}{%- if m.role != 'system' and (m.role == 'user') != (loop.index0 % 2 == 1) %}{{- raise_exception('Roles must alternate user/assistant/user/assistant/...') }}{%- endif %}{%- endfor %}`,
    );
    expect(await told(strict, TWO_TURNS)).toEqual([
      expect.stringMatching(/^dropped: template: it raises: Roles must alternate/),
    ]);
  });

  it('an id of other than nine letters', async () => {
    const nine = chat(
      `{{ message.content }}{%- for c in message.tool_calls or [] %}{%- if c.id is not defined or c.id | length != 9 %}{{- raise_exception('Tool call IDs should be alphanumeric strings with length 9!') }}{%- endif %}<call>{{ c.function.name }}:{{ c.function.arguments | tojson }}#{{ c.id }}</call>{%- endfor %}`,
      LISTED,
    );
    expect(await told(nine)).toEqual([]);
    const long = SINGLE.map(
      (message): Message =>
        message.role === 'assistant' && message.tool_calls
          ? { ...message, tool_calls: [call('call_of_another', 'open_gate', { gate_id: 'north-4' })] }
          : message.role === 'tool'
            ? { ...message, tool_call_id: 'call_of_another' }
            : message,
    );
    expect(await told(nine, long)).toEqual([expect.stringMatching(/^dropped: template: it raises: Tool call IDs/)]);
  });

  it('a tag that this engine does not know', async () => {
    await expect(rendered('{% raw %}{{ x }}{% endraw %}')).rejects.toThrow(/the template cannot be read/);
  });

  it('arguments that are joined as text', async () => {
    const text = chat(
      "{{ message.content }}{%- for c in message.tool_calls or [] %}{{ '<call>' + c.function.name + ':' + c.function.arguments + '</call>' }}{%- endfor %}",
      LISTED,
    );
    expect(await told(text)).toEqual([expect.stringMatching(/^dropped: .*wants arguments as text/)]);
    expect(await told(text, SINGLE, true)).toEqual([]);
  });

  it('calls that only stand where there is no text', async () => {
    const either = chat(
      '{% if message.content %}{{ message.content }}{%- else %}{%- for c in message.tool_calls or [] %}<call>{{ c.function.name }}:{{ c.function.arguments | tojson }}</call>{%- endfor %}{%- endif %}',
      LISTED,
    );
    const worded = SINGLE.map(
      (message): Message =>
        message.role === 'assistant' && message.tool_calls ? { ...message, content: 'I open it.' } : message,
    );
    expect(await told(either)).toEqual([]);
    expect(await told(either, worded)).toContainEqual(expect.stringMatching(/^dropped: template: .*open_gate/));
  });

  it('names of tools without what they take', async () => {
    const bare = chat(
      CALLS,
      '{%- for tool in tools %}{{ tool.function.name }}: {{ tool.function.description }}\n{% endfor %}',
    );
    expect(await told(bare)).toContainEqual(expect.stringMatching(/^changed: template: .*(?:tools|parameters)/));
  });

  it('the system text is left out', async () => {
    const deaf = chat(CALLS, LISTED).replace(
      '{% else %}<|im_start|>',
      "{% elif message.role != 'system' %}<|im_start|>",
    );
    expect(await told(deaf)).toContainEqual(expect.stringMatching(/^changed: template: .*system/));
  });

  it('a turn that ends with the last message alone', async () => {
    const open = chat(CALLS, LISTED).replace(`${CALLS}<|im_end|>`, `${CALLS}{%- if loop.last %}<|im_end|>{%- endif %}`);
    expect(await told(open, TWO_TURNS)).toContainEqual(expect.stringMatching(/prefix/));
  });

  it('a call outside of the marks of what is generated', async () => {
    const half = chat(
      CALLS.replace('{{ message.content }}', '{% generation %}{{ message.content }}{% endgeneration %}'),
      LISTED,
    );
    expect(await told(half)).toContainEqual(expect.stringMatching(/^changed: template: /));
  });

  it('a default system text that comes and goes does not change a prompt', async () => {
    const kind = chat(
      CALLS,
      `${LISTED}{%- if messages[0].role != 'system' %}<|im_start|>system\nYou are helpful.<|im_end|>\n{% endif %}`,
    );
    expect(await told(kind, SINGLE.slice(1))).toEqual([]);
  });
});
