import { describe, expect, it } from 'vitest';
import { type ExportId, exportRecord, readRow } from '../../../server/src/dataset/index.ts';
import type { Json } from '../../../server/src/json/index.ts';

/**
 * Pairs as other programs keep them, each modelled on a public report about a loader, and what comes of them in the file of
 * each trainer. The right answer is written first: a row, or none and why.
 */

const tool = (name: string, properties: Record<string, Json>): Json => ({
  type: 'function',
  function: {
    name,
    description: 'Does it.',
    parameters: { type: 'object', properties, required: Object.keys(properties) },
  },
});
const TOOLS = [
  tool('light_lamp', { tower: { type: 'string' } }),
  tool('read_tide', { harbour: { type: 'string' }, hours: { type: 'integer' } }),
];
const user = (content: Json): Json => ({ role: 'user', content });
const said = (content: Json): Json => ({ role: 'assistant', content });
const calling = (name: string, args: Json, id: Json = 'call00001', content: Json = ''): Json => ({
  role: 'assistant',
  content,
  tool_calls: [
    { id, type: 'function', function: { name, arguments: typeof args === 'string' ? args : JSON.stringify(args) } },
  ],
});
const output = (content: string, id: Json = 'call00001', more = {}): Json => ({
  role: 'tool',
  tool_call_id: id,
  content,
  ...more,
});

const ASKED = user('Light the lamp of tower Skagen.');
const LIT = calling('light_lamp', { tower: 'Skagen' });
const TIDE = calling('read_tide', { harbour: 'Skagen', hours: 2 });

const PAIRS = ['trl-dpo', 'trl-dpo-step', 'llamafactory-dpo', 'ms-swift-dpo', 'nemo-rl-dpo', 'openai-dpo'] as const;
/** Exports that hold one message a side, and so nothing of what came after it. */
const STEPS = ['trl-dpo-step', 'llamafactory-dpo', 'nemo-rl-dpo', 'openai-dpo'] as const;

function leftOut(row: Json): string {
  const read = readRow(row, 0);
  return typeof read === 'string' ? read : (read.leftOut ?? []).join('\n');
}

function recordOf(row: Json) {
  const read = readRow(row, 0);
  if (typeof read === 'string') throw new Error(read);
  return read.record;
}

// biome-ignore lint/suspicious/noExplicitAny: rows of trainers are looked at key by key
function exported(row: Json, as: ExportId): { rows: any[]; dropped: string[]; changed: string[] } {
  const { rows, losses } = exportRecord(recordOf(row), as);
  const texts = (level: string) => losses.filter((loss) => loss.level === level).map(({ message }) => message);
  return { rows: [...rows], dropped: texts('dropped'), changed: texts('changed') };
}

const trl = (chosen: Json, rejected: Json, prompt: Json = [ASKED], tools: Json = TOOLS): Json => ({
  prompt,
  chosen,
  rejected,
  tools,
});

function isDropped(row: Json, as: ExportId, why: RegExp): void {
  const { rows, dropped } = exported(row, as);
  expect(rows, as).toEqual([]);
  expect(dropped, as).toContainEqual(expect.stringMatching(why));
}

describe('a side that is a call and ends with it', () => {
  it.each(PAIRS)('%s takes a call against words', (as) => {
    const { rows, dropped } = exported(trl([LIT], [said('I cannot do that.')]), as);
    expect(dropped).toEqual([]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).toContain('light_lamp');
  });

  it.each(PAIRS)('%s takes words against a call', (as) => {
    const { rows, dropped } = exported(trl([said('Which tower?')], [LIT]), as);
    expect([rows.length, dropped]).toEqual([1, []]);
  });

  it.each(PAIRS)('%s takes a wrong call on the rejected side: other arguments, a tool that nobody offered', (as) => {
    for (const wrong of [calling('light_lamp', { tower: 9 }), calling('light_beacon', { at: 'Skagen' })]) {
      const { rows, dropped } = exported(trl([LIT], [wrong]), as);
      expect([rows.length, dropped]).toEqual([1, []]);
    }
  });

  it.each(PAIRS)('%s leaves out a rejected call whose arguments are no JSON, and says so', (as) => {
    isDropped(trl([LIT], [calling('light_lamp', '{"tower": Skagen')]), as, /rejected: .*light_lamp.*no JSON/);
  });

  it.each(STEPS)('%s needs nothing of what came after the call', (as) => {
    const failed = [calling('read_tide', { harbour: 'Skagen' }), output('{"error":"hours is missing"}')];
    const { rows, dropped } = exported(trl([LIT, output('{"lit":true}'), said('It is lit.')], failed), as);
    expect([rows.length, dropped]).toEqual([1, []]);
  });

  it('whole trajectories end with the assistant', () => {
    const failed = [calling('read_tide', { harbour: 'Skagen' }), output('{"error":"hours is missing"}')];
    isDropped(
      trl([LIT, output('{}'), said('It is lit.')], failed),
      'trl-dpo',
      /rejected: the last message is not the assistant's/,
    );
  });

  it('of two parallel calls that are both open at the end no output is missed', () => {
    const both = { role: 'assistant', content: '', tool_calls: [...calls(LIT), ...calls(TIDE, 'call00002')] };
    expect(exported(trl([both], [LIT]), 'trl-dpo')).toMatchObject({ dropped: [] });
  });

  it.each([
    'trl-sft',
    'llamafactory-sft',
    'ms-swift-sft',
    'axolotl-sft',
    'nemo-rl-sft',
    'verl-sft',
    'openai-sft',
  ] as const)('%s takes a conversation whose last message is a call', (as) => {
    const { rows, dropped } = exported({ messages: [ASKED, LIT], tools: TOOLS }, as);
    expect([rows.length, dropped]).toEqual([1, []]);
  });
});

function calls(message: Json, id?: string): Json[] {
  const list = (message as { tool_calls: { [key: string]: Json }[] }).tool_calls;
  return list.map((call) => (id === undefined ? call : { ...call, id }));
}

describe('sides that say the same', () => {
  const REPEATED: readonly (readonly [string, Json, Json])[] = [
    ['equal', [said('Lit.')], [said('Lit.')]],
    ['but for blanks', [said('Lit.')], [said(' Lit.\n')]],
    ['but for the ids of their calls', [LIT], [calling('light_lamp', { tower: 'Skagen' }, 'call00009')]],
    ['but for the order of arguments', [TIDE], [calling('read_tide', { hours: 2, harbour: 'Skagen' })]],
  ];
  it.each(REPEATED)('%s', (_how, chosen, rejected) => {
    for (const as of PAIRS) isDropped(trl(chosen, rejected), as, /the same|equal/);
  });

  it('in the form of one trainer alone: LLaMA-Factory has no text beside a call', () => {
    const worded = calling('light_lamp', { tower: 'Skagen' }, 'call00001', 'I light it now.');
    isDropped(trl([LIT], [worded]), 'llamafactory-dpo', /the same/);
    expect(exported(trl([LIT], [worded]), 'trl-dpo').rows).toHaveLength(1);
  });
});

describe('what both sides share is the prompt', () => {
  const shared = (id: string, content: Json) => [
    ASKED,
    calling('light_lamp', { tower: 'Skagen' }, id, content),
    output('{"lit":true}', id),
  ];

  it.each(PAIRS)('%s: though each side counts its calls in its own way', (as) => {
    const row = {
      chosen: [...shared('call_ab12', ''), said('It is lit.')],
      rejected: [...shared('call_zz99', null), said('Done, and the tide is out.')],
      tools: TOOLS,
    };
    const { rows, dropped } = exported(row, as);
    expect(dropped).toEqual([]);
    if (as === 'trl-dpo')
      expect(rows[0].prompt.map(({ role }: { role: string }) => role)).toEqual(['user', 'assistant', 'tool']);
    if (as === 'openai-dpo') expect(rows[0].input.messages).toHaveLength(3);
    if (as === 'llamafactory-dpo') expect(rows[0].conversations).toHaveLength(3);
  });

  it('a prompt that the sides repeat is not doubled', () => {
    for (const prompt of ['Light the lamp of tower Skagen.', [ASKED]]) {
      const { rows } = exported(trl([ASKED, said('Lit.')], [ASKED, said('No.')], prompt), 'trl-dpo');
      expect(rows[0]).toMatchObject({ prompt: [ASKED], chosen: [said('Lit.')], rejected: [said('No.')] });
    }
  });

  it('a side may be one message, and the other a text', () => {
    const { rows } = exported(trl(said('Lit.') as Json, 'No.'), 'trl-dpo');
    expect(rows[0]).toMatchObject({ chosen: [said('Lit.')], rejected: [said('No.')] });
  });

  it('a system text of one side alone leaves no prompt in common', () => {
    const system = { role: 'system', content: 'Be short.' };
    isDropped(
      { chosen: [system, ASKED, said('Lit.')], rejected: [ASKED, said('No.')] },
      'trl-dpo',
      /prompt ends with a message of role none/,
    );
  });

  it('sides that part where a person or a tool speaks teach nothing', () => {
    isDropped(
      { chosen: [ASKED, said('Lit.')], rejected: [user('Put it out.'), said('Out.')] },
      'trl-dpo',
      /prompt ends with/,
    );
    const turns = (text: string) => [ASKED, LIT, output(text), said(text)];
    isDropped(
      { chosen: turns('{"lit":true}'), rejected: turns('{"lit":false}'), tools: TOOLS },
      'trl-dpo',
      /prompt ends with a message of role assistant/,
    );
  });

  it('a side that is the beginning of the other', () => {
    isDropped(
      { chosen: [ASKED, said('Lit.')], rejected: [ASKED, said('Lit.'), user('Sure?'), said('No.')] },
      'trl-dpo',
      /beginning of the other/,
    );
  });

  it('a system text in the middle', () => {
    const prompt = [ASKED, said('Which?'), { role: 'system', content: 'Be short.' }, user('Skagen.')];
    for (const as of PAIRS) isDropped(trl([said('Lit.')], [said('No.')], prompt), as, /a system message at place 2/);
  });

  it("a developer's text is the system's", () => {
    const prompt = [{ role: 'developer', content: 'Be short.' }, ASKED];
    expect(exported(trl([said('Lit.')], [said('No.')], prompt), 'openai-dpo').rows[0].input.messages[0].role).toBe(
      'system',
    );
  });
});

describe('sides with nothing in them', () => {
  it.each([[[]], [null]] as Json[][])('%j is no side: the row is not read as a pair', (empty) => {
    const read = readRow(trl([said('Lit.')], empty ?? null), 0);
    if (typeof read !== 'string') expect(read.record.rejected).toBeUndefined();
  });

  it('an empty message', () => {
    for (const content of ['', null, '  '])
      for (const as of PAIRS)
        isDropped(trl([said('Lit.')], [said(content)]), as, /rejected: an empty assistant message/);
  });
});

describe('texts that a loader or a tokenizer cannot take', () => {
  it('half a character on the rejected side', () => {
    for (const as of PAIRS) isDropped(trl([said('Lit.')], [said('No \ud83d.')]), as, /rejected: .*half a character/);
  });

  it('marks of templates on the rejected side, and zeros anywhere, are said', () => {
    expect(exported(trl([said('Lit.')], [said('No.<|im_end|>')]), 'trl-dpo').changed).toContainEqual(
      expect.stringMatching(/rejected: .*<\|im_end\|>/),
    );
    for (const row of [trl([said('Lit.')], [said('No\u0000.')]), trl([said('Lit\u0000.')], [said('No.')])])
      expect(exported(row, 'trl-dpo').changed).toContainEqual(expect.stringMatching(/U\+0000/));
  });

  it('a rejected side that is too long', () => {
    const { changed } = exported(trl([said('Lit.')], [said('No. '.repeat(20_000))]), 'trl-dpo');
    expect(changed).toContainEqual(expect.stringMatching(/rejected: about \d+ tokens/));
  });

  it('thoughts and pictures, which no record holds, are said where a row is read', () => {
    expect(leftOut(trl([said('Lit.')], [said('<think>Hm.</think>No.')]))).toMatch(/thought is left out: entry 3/);
    expect(leftOut({ messages: [ASKED, { ...(said('Lit.') as object), reasoning_content: 'Hm.' }] })).toMatch(
      /thought is left out: entry 2/,
    );
    const picture = [
      { type: 'text', text: 'Which tower?' },
      { type: 'image_url', image_url: { url: 'data:,' } },
    ];
    expect(leftOut(trl([said('Skagen.')], [said('None.')], [user(picture)]))).toMatch(/pictures and files .*: entry 1/);
    expect(leftOut({ messages: [ASKED, said('Lit.')] })).toBe('');
  });
});

describe("calls and outputs as others' programs number them", () => {
  it('no id, one id for all, one id in each turn', () => {
    const turns = (first: Json, second: Json) => [
      ASKED,
      calling('light_lamp', { tower: 'Skagen' }, first),
      output('{"lit":true}', first),
      said('Lit.'),
      user('And the tide at Skagen in 2 hours?'),
      calling('read_tide', { harbour: 'Skagen', hours: 2 }, second),
      output('{"cm":40}', second),
      said('40 cm.'),
    ];
    for (const [first, second] of [
      [null, null],
      ['call_0', 'call_0'],
      ['', ''],
    ] as const) {
      const { rows, dropped } = exported({ messages: turns(first, second), tools: TOOLS }, 'trl-sft');
      expect(dropped).toEqual([]);
      const ids = rows[0].messages.flatMap(
        (message: { tool_calls?: { id: string }[]; tool_call_id?: string }) =>
          message.tool_calls?.[0]?.id ?? message.tool_call_id ?? [],
      );
      expect(ids[0]).toBe(ids[1]);
      expect(ids[2]).toBe(ids[3]);
      expect(ids[0]).not.toBe(ids[2]);
    }
  });

  it('outputs that name their tool and no id are those of that tool', () => {
    const both = { role: 'assistant', content: '', tool_calls: [...calls(LIT), ...calls(TIDE, 'call00002')] };
    const outputs = [
      { role: 'tool', name: 'read_tide', content: '{"cm":40}' },
      { role: 'tool', name: 'light_lamp', content: '{"lit":true}' },
    ];
    const { messages } = recordOf({ messages: [ASKED, both, ...outputs, said('Both.')], tools: TOOLS });
    expect(messages.filter(({ role }) => role === 'tool')).toMatchObject([
      { tool_call_id: 'call00002', name: 'read_tide' },
      { tool_call_id: 'call00001', name: 'light_lamp' },
    ]);
  });

  it('tools of one side, as a text, as a list of texts', () => {
    for (const tools of [JSON.stringify(TOOLS), TOOLS.map((each) => JSON.stringify(each))])
      expect(recordOf(trl([LIT], [said('No.')], [ASKED], tools)).tools.map((each) => each.function.name)).toEqual([
        'light_lamp',
        'read_tide',
      ]);
  });
});

describe('OpenAI', () => {
  it('takes no empty list of tools, and no word of parallel calls without tools', () => {
    const row = exported(trl([said('Lit.')], [said('No.')], [ASKED], []), 'openai-dpo').rows[0];
    expect(Object.keys(row.input)).toEqual(['messages']);
    const sft = exported({ messages: [ASKED, said('Lit.')] }, 'openai-sft').rows[0];
    expect(Object.keys(sft)).toEqual(['messages']);
  });

  it('messages that are not learnt (`weight`) are said', () => {
    const row = {
      messages: [ASKED, { ...(said('Which?') as object), weight: 0 } as Json, user('Skagen.'), said('Lit.')],
    };
    expect(leftOut(row)).toMatch(/not to be learnt .*: entry 2/);
  });
});

describe('rows of pairs in other forms', () => {
  const both = (row: Json) => {
    const { messages, rejected = [] } = recordOf(row);
    return {
      messages: messages.map(({ role }) => role),
      good: messages.at(-1)?.content,
      bad: rejected.at(-1)?.content,
      rejected,
    };
  };

  it('LLaMA-Factory with a call against words', () => {
    const row = {
      conversations: [{ from: 'human', value: 'Light Skagen.' }],
      chosen: { from: 'function_call', value: '{"name": "light_lamp", "arguments": {"tower": "Skagen"}}' },
      rejected: { from: 'gpt', value: 'No.' },
      tools: JSON.stringify(TOOLS),
    };
    expect(exported(row, 'trl-dpo').rows[0]).toMatchObject({
      prompt: [user('Light Skagen.')],
      chosen: [{ tool_calls: [{ function: { name: 'light_lamp', arguments: { tower: 'Skagen' } } }] }],
      rejected: [said('No.')],
    });
  });

  it('an instruction, its input, and two texts', () => {
    const row = {
      system: 'Be short.',
      instruction: 'Light the lamp.',
      input: 'Tower Skagen',
      chosen: 'Lit.',
      rejected: 'No.',
    };
    const read = both(row);
    expect(read).toMatchObject({ messages: ['system', 'user', 'assistant'], good: 'Lit.', bad: 'No.' });
    expect(recordOf(row).messages[1]?.content).toMatch(/Light the lamp\.\s+Tower Skagen/);
  });

  it('ms-swift with the rejected answer alone: it stands for all that came after the last question', () => {
    const row = {
      messages: [ASKED, LIT, output('{"lit":true}'), said('Lit.')],
      rejected_response: 'I cannot.',
      tools: TOOLS,
    };
    const { rejected } = both(row);
    expect(rejected.map(({ role }) => role)).toEqual(['user', 'assistant']);
    expect(rejected.at(-1)?.content).toBe('I cannot.');
  });

  it('ms-swift with two conversations, the other ending with a call', () => {
    const row = {
      messages: [ASKED, said('Which tower?')],
      rejected_messages: [ASKED, { role: 'tool_call', content: '{"name": "light_lamp", "arguments": {"tower": "?"}}' }],
      tools: JSON.stringify(TOOLS),
    };
    expect(exported(row, 'ms-swift-dpo')).toMatchObject({
      dropped: [],
      rows: [{ rejected_messages: [{}, { role: 'tool_call' }] }],
    });
  });

  it('NeMo-RL by rank, not by place', () => {
    const completion = (rank: Json, text: string): Json => ({ rank, completion: [said(text)] });
    for (const ranks of [
      [1, 0],
      ['1', '0'],
    ] as const) {
      const row = { context: [ASKED], completions: [completion(ranks[0], 'No.'), completion(ranks[1], 'Lit.')] };
      expect(both(row)).toMatchObject({ good: 'Lit.', bad: 'No.' });
    }
  });

  it('OpenAI with a call', () => {
    const row = {
      input: { messages: [ASKED], tools: TOOLS },
      preferred_output: [LIT],
      non_preferred_output: [said('No.')],
    };
    expect(exported(row, 'openai-dpo')).toMatchObject({ dropped: [], rows: [row] });
  });

  it('conversations as one text (`Human:`, `Assistant:`)', () => {
    const talk = (answer: string) =>
      `\n\nHuman: Light Skagen.\n\nAssistant: Which lamp?\n\nHuman: The upper one.\n\nAssistant: ${answer}`;
    expect(both({ chosen: talk('Lit.'), rejected: talk('No.') })).toMatchObject({
      messages: ['user', 'assistant', 'user', 'assistant'],
      good: 'Lit.',
      bad: 'No.',
    });
  });

  it('sides that are whole requests as JSON text, with their tools', () => {
    const side = (message: Json) => JSON.stringify({ messages: [ASKED, message], tools: TOOLS });
    const record = recordOf({ chosen: side(LIT), rejected: side(said('No.')) });
    expect(record.messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
    expect(record.tools).toHaveLength(2);
    expect(record.rejected?.at(-1)?.content).toBe('No.');
  });

  it('a bad example of KTO is none to learn', () => {
    const row = (label: Json): Json => ({ prompt: [ASKED], completion: [said('No.')], label });
    expect(exported(row(true), 'trl-sft').rows).toHaveLength(1);
    for (const bad of [false, 0, 'False']) {
      isDropped(row(bad), 'trl-sft', /marked as rejected/);
      expect(recordOf(row(bad)).turns[0]?.notes.join()).toMatch(/label false/);
    }
  });
});
