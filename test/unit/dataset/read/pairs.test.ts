import { describe, expect, it } from 'vitest';
import { readPair } from '../../../../server/src/dataset/read/pairs.ts';
import type { Json, JsonObject } from '../../../../server/src/json/index.ts';

const user = (content: string) => ({ role: 'user', content });
const agent = (content: string) => ({ role: 'assistant', content });
const SYSTEM = { role: 'system', content: 'Be kind.' };

function sides(value: JsonObject): string[][] | undefined {
  const record = readPair(value, 0)?.record;
  if (record === undefined) return undefined;
  return [record.messages, record.rejected ?? []].map((side) =>
    side.map(({ role, content }) => `${role[0]} ${content}`),
  );
}

describe('a row with two sides', () => {
  const good = agent('Yes.');
  const bad = agent('No.');
  const expected = [
    ['u Hi', 'a Yes.'],
    ['u Hi', 'a No.'],
  ];

  it.each<[string, JsonObject]>([
    ['texts', { prompt: 'Hi', chosen: 'Yes.', rejected: 'No.' }],
    ['messages', { prompt: [user('Hi')], chosen: [good], rejected: [bad] }],
    [
      'sides that begin with the prompt',
      { prompt: [user('Hi')], chosen: [user('Hi'), good], rejected: [user('Hi'), bad] },
    ],
    [
      'messages as texts of JSON',
      { prompt: [user('Hi')], chosen: JSON.stringify([good]), rejected: JSON.stringify({ messages: [bad] }) },
    ],
    ['a question', { question: 'Hi', chosen: 'Yes.', rejected: 'No.' }],
    ['no prompt, and whole sides', { chosen: [user('Hi'), good], rejected: [user('Hi'), bad] }],
    [
      'two ranked completions',
      {
        context: [user('Hi')],
        completions: [
          { rank: 1, completion: [bad] },
          { rank: 0, completion: [good] },
        ],
      },
    ],
    ['preferred outputs', { input: { messages: [user('Hi')] }, preferred_output: [good], non_preferred_output: [bad] }],
  ])('of %s', (_what, value) => {
    expect(sides(value)).toEqual(expected);
  });

  it('has the system text before both, also where the sides repeat what was asked', () => {
    const withSystem = expected.map((side) => ['s Be kind.', ...side]);
    expect(sides({ system: 'Be kind.', question: 'Hi', chosen: 'Yes.', rejected: 'No.' })).toEqual(withSystem);
    expect(sides({ prompt: [SYSTEM, user('Hi')], chosen: [user('Hi'), good], rejected: [bad] })).toEqual(withSystem);
    expect(sides({ prompt: [SYSTEM, user('Hi')], chosen: [SYSTEM, user('Hi'), good], rejected: [bad] })).toEqual(
      withSystem,
    );
  });

  it('has the input of an instruction behind it, but not of a prompt', () => {
    expect(sides({ instruction: 'Sum', input: '1 2', chosen: '3', rejected: '4' })?.[0]?.[0]).toBe('u Sum\n\n1 2');
    expect(sides({ prompt: 'Sum', input: '1 2', chosen: '3', rejected: '4' })?.[0]?.[0]).toBe('u Sum');
  });
});

describe('a row with one side', () => {
  const status = (label?: Json) =>
    readPair({ prompt: 'Hi', completion: 'Yes.', ...(label === undefined ? {} : { label }) }, 0)?.record.review.status;

  it('is one to learn, unless it is marked as bad', () => {
    const marks = [undefined, true, 1, 'true', false, 0, 'False'];
    expect(marks.map((mark) => status(mark) === 'rejected')).toEqual([false, false, false, false, true, true, true]);
  });

  it('is none without a message, and none of another shape', () => {
    for (const value of [
      {},
      { prompt: [], completion: [] },
      { prompt: 7, completion: 'a' },
      { context: [], completions: [{}] },
      { preferred_output: [], non_preferred_output: [] },
    ])
      expect(readPair(value as JsonObject, 0)).toBeUndefined();
  });
});
