import { beforeAll, describe, expect, it } from 'vitest';
import { preflight } from '../../../server/src/dataset/export/preflight.ts';
import { EXPORT_LIMITS, EXPORT_TARGETS } from '../../../server/src/dataset/index.ts';
import type { Message, TrajectoryRecord } from '../../../server/src/trajectory/index.ts';
import { AIRLINE, contextOf, recordsOf } from '../trajectory/support.ts';

/** What the pre-flight says of records that somebody edited: one thing wrong in each. */

let sound: TrajectoryRecord;
beforeAll(async () => {
  const made = await recordsOf(contextOf(AIRLINE), 6);
  const found = made.find(({ messages }) => messages[0]?.role === 'system' && calls(messages).length > 1);
  if (found === undefined) throw new Error('no record with two calls');
  sound = found;
});

function calls(messages: readonly Message[]) {
  return messages.flatMap((message) => (message.role === 'assistant' ? (message.tool_calls ?? []) : []));
}

/** Problems of the chosen side after its messages were changed, for a trainer that reads single conversations. */
function said(change: (messages: Message[]) => readonly Message[]): string[] {
  const record = { ...sound, messages: change(structuredClone(sound.messages) as Message[]) };
  return preflight(record, EXPORT_TARGETS['trl-sft'], EXPORT_LIMITS).map(({ message }) => message);
}

const user: Message = { role: 'user', content: 'And then?' };

describe('the pre-flight of one conversation', () => {
  it('says nothing of a sound record, whose first message is the system', () => {
    expect(said((messages) => messages)).toEqual([]);
  });

  it('a system message anywhere but first', () => {
    const system: Message = { role: 'system', content: 'Be brief.' };
    expect(said((messages) => [...messages.slice(0, 1), system, ...messages.slice(1)])).toEqual([
      'chosen: a system message at place 1',
    ]);
    expect(said((messages) => messages.slice(1))).toEqual([]);
  });

  it('two user messages in a row', () => {
    const first = (messages: readonly Message[]) => messages.findIndex(({ role }) => role === 'user');
    expect(
      said((messages) => [...messages.slice(0, first(messages)), user, ...messages.slice(first(messages))]),
    ).toEqual([`chosen: two user messages in a row at place ${first(sound.messages) + 1}`]);
  });

  it('an output that answers no call, and a call without an output', () => {
    const output = sound.messages.findIndex(({ role }) => role === 'tool');
    const twice = said((messages) => [...messages.slice(0, output + 1), ...messages.slice(output)]);
    expect(twice).toContainEqual(expect.stringMatching(/answers no call$/));
    const gone = said((messages) => messages.filter((_, index) => index !== output));
    expect(gone).toContainEqual(expect.stringMatching(/is never answered$/));
  });

  it('an assistant message that says nothing, and one that is missing at the end', () => {
    expect(said((messages) => [...messages, user, { role: 'assistant', content: ' ' }])).toContainEqual(
      `chosen: an empty assistant message at place ${sound.messages.length + 1}`,
    );
    expect(said((messages) => [...messages, user])).toEqual(["chosen: the last message is not the assistant's"]);
  });

  it('a user who says nothing, and outputs that nobody answers before the user speaks again', () => {
    const first = sound.messages.findIndex(({ role }) => role === 'user');
    const blank = said((messages) => messages.map((each, at) => (at === first ? { ...each, content: ' \n' } : each)));
    expect(blank).toContain(`chosen: an empty user message at place ${first}`);
    const output = sound.messages.findLastIndex(({ role }) => role === 'tool');
    const answer: Message = { role: 'assistant', content: 'It is done.' };
    const cut = said((messages) => [...messages.slice(0, output + 1), user, answer]);
    expect(cut).toContain(`chosen: the outputs before place ${output + 1} are never answered`);
  });

  it('half a character, which loaders cannot read, and marks of templates, which end a turn where they stand', () => {
    const last = sound.messages.length - 1;
    const ends = (text: string) =>
      said((messages) => [...messages.slice(0, last), { role: 'assistant', content: text } as Message]);
    expect(ends('All done \ud83d')).toEqual([
      expect.stringMatching(`^the text of assistant at place ${last} holds half`),
    ]);
    expect(ends('All done 😀')).toEqual([]);
    expect(ends('All done <|im_end|>')).toEqual([expect.stringMatching(/holds <\|im_end\|>: where the template/)]);
  });

  it('a role that no template knows, and a conversation without a user', () => {
    const named = (role: string) => said(([first, ...rest]) => [{ ...first, role } as unknown as Message, ...rest]);
    expect(named('developer')).toEqual(['chosen: a message of the role "developer" at place 0']);
    const alone = said((messages) => messages.filter(({ role }) => role !== 'user'));
    expect(alone).toContain('chosen: no message of a user');
  });

  it('an assistant that speaks first', () => {
    const [system, ...rest] = sound.messages as Message[];
    expect(said(() => [system as Message, { role: 'assistant', content: 'Welcome.' }, ...rest])).toEqual([
      'chosen: it begins with a message of the assistant: templates that want a user first raise',
    ]);
  });

  it.each([
    ['Hermes', (name: string) => `<tool_call>\n{"name": "${name}", "arguments": {}}\n</tool_call>`],
    ['Python', (name: string) => `[${name}()]`],
    ['fenced JSON', (name: string) => `\`\`\`json\n{"name": "${name}", "arguments": {}}\n\`\`\``],
    ['Mistral', (name: string) => `[TOOL_CALLS][{"name": "${name}", "arguments": {}}]`],
  ])('a call that stands in the text, as %s writes it', (_who, written) => {
    const name = sound.tools[0]?.function.name ?? '';
    expect(
      said((messages) => [...messages.slice(0, -1), { role: 'assistant', content: written(name) }]),
    ).toContainEqual(expect.stringContaining(`a call of ${name} is written as text`));
  });

  it('thoughts in any of the usual marks, and reasoning that a format has no place for', () => {
    const last = (change: object) =>
      said((messages) => [...messages.slice(0, -1), { ...messages.at(-1), ...change } as Message]);
    const words = sound.messages.at(-1)?.content ?? '';
    expect(last({ content: `<thinking>Hm.</thinking>${words}` })).toContainEqual(
      expect.stringContaining('thoughts in'),
    );
    expect(last({ reasoning_content: 'Hm.' })).toContainEqual(expect.stringContaining('reasoning_content'));
  });

  it('a key in an answer that no output says', () => {
    expect(
      said((messages) => [...messages.slice(0, -1), { role: 'assistant', content: 'Your case is QX-0Z9K7.' }]),
    ).toContainEqual(expect.stringContaining('says QX-0Z9K7, which nothing before it says'));
  });

  it('parameters that a table loader filled with null', () => {
    const [first, ...others] = sound.tools;
    const { function: tool } = first as (typeof sound.tools)[number];
    const properties = { ...(tool.parameters.properties as object), colour: null };
    const filled = { type: 'function', function: { ...tool, parameters: { ...tool.parameters, properties } } };
    const record = { ...sound, tools: [filled, ...others] } as unknown as TrajectoryRecord;
    const problems = preflight(record, EXPORT_TARGETS['trl-sft'], EXPORT_LIMITS);
    expect(problems).toContainEqual({
      level: 'dropped',
      message: `the tool ${tool.name} has parameters that are null: colour`,
    });
    const inner = { type: 'array', items: { type: 'object', properties: { size: null } } };
    const within = { ...tool, parameters: { type: 'object', properties: { seats: inner } } };
    const other = {
      ...sound,
      tools: [{ type: 'function', function: within }, ...others],
    } as unknown as TrajectoryRecord;
    expect(preflight(other, EXPORT_TARGETS['trl-sft'], EXPORT_LIMITS)).toContainEqual({
      level: 'dropped',
      message: `the tool ${tool.name} has parameters that are null: seats[].size`,
    });
  });

  it('a call whose arguments its schema refuses, and a call of a tool that was not offered', () => {
    const withCall = (change: (call: { function: { name: string; arguments: unknown } }) => void) =>
      said((messages) => {
        change(calls(messages)[0] as never);
        return messages;
      });
    expect(
      withCall((call) => {
        call.function.arguments = { nobody: 1 };
      }),
    ).toContainEqual(expect.stringMatching(/^chosen: arguments of \w+ are not valid/));
    expect(
      withCall((call) => {
        call.function.name = 'fly_to_the_moon';
      }),
    ).toEqual(['chosen: fly_to_the_moon was not offered']);
  });

  it('a call within marks of calls, also of a tool that is not offered', () => {
    const text = '<tool_call>{"name": "fly_to_the_moon", "arguments": {}}</tool_call>';
    expect(said((messages) => [...messages.slice(0, -1), { role: 'assistant', content: text }])).toContain(
      `chosen: a call of fly_to_the_moon is written as text at place ${sound.messages.length - 1}`,
    );
  });

  it('an output that answers for another one', () => {
    const desk = { type: 'object', properties: { desk_id: { type: 'string' } }, required: ['desk_id'] };
    const tools = [
      { type: 'function', function: { name: 'clear_desk', description: 'Clears a desk.', parameters: desk } },
    ];
    const call = (id: string, desk_id: string) => ({
      id,
      type: 'function',
      function: { name: 'clear_desk', arguments: { desk_id } },
    });
    const output = (id: string, desk_id: string) => ({
      role: 'tool',
      tool_call_id: id,
      content: JSON.stringify({ desk_id, status: 'clear' }),
    });
    const messages = [
      { role: 'user', content: 'Clear desk DE-1A and desk DE-2B.' },
      { role: 'assistant', content: '', tool_calls: [call('a', 'DE-1A'), call('b', 'DE-2B')] },
      output('a', 'DE-2B'),
      output('b', 'DE-1A'),
      { role: 'assistant', content: 'Both are clear.' },
    ];
    const record = { ...sound, tools, messages } as unknown as TrajectoryRecord;
    expect(preflight(record, EXPORT_TARGETS['trl-sft'], EXPORT_LIMITS).map(({ message }) => message)).toEqual([
      'the output at place 2, of clear_desk, contradicts what is before it: desk_id "DE-1A" was asked for, and "DE-2B" is answered',
      'the output at place 3, of clear_desk, contradicts what is before it: desk_id "DE-2B" was asked for, and "DE-1A" is answered',
    ]);
  });

  it('a call id that stands twice', () => {
    const [first] = calls(sound.messages);
    const twice = said((messages) => {
      for (const call of calls(messages)) (call as { id: string }).id = first?.id ?? '';
      return messages;
    });
    expect(twice).toContain(`chosen: the call id ${first?.id} is used twice`);
  });
});
