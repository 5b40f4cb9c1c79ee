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

  it('a call id that stands twice', () => {
    const [first] = calls(sound.messages);
    const twice = said((messages) => {
      for (const call of calls(messages)) (call as { id: string }).id = first?.id ?? '';
      return messages;
    });
    expect(twice).toContain(`chosen: the call id ${first?.id} is used twice`);
  });
});
