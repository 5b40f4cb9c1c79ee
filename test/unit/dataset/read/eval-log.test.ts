import { describe, expect, it } from 'vitest';
import { isEvalSample, readEvalSample } from '../../../../server/src/dataset/read/eval-log.ts';
import type { Json, JsonObject } from '../../../../server/src/json/index.ts';

const NAME = '0123456789abcdef0123456789abcdef';
const sample = (messages: Json, attachments?: JsonObject) =>
  JSON.stringify({ id: 1, epoch: 1, input: 'Hi', target: 'x', messages, attachments, scores: {} });
const talk = (content: Json): Json => [
  { role: 'user', content },
  { role: 'assistant', content: 'Yes.', model: 'm' },
];
const texts = (text: string) => {
  const read = readEvalSample(text, 4);
  return 'record' in read ? read.record.messages.map(({ content }) => content) : read;
};

describe("a sample of Inspect's archive", () => {
  it.each([
    ['samples/1_epoch_1.json', true],
    ['header.json', false],
    ['summaries.json', false],
    ['_journal/summaries/1.json', false],
    ['samples/deep/1.json', false],
    ['samples/1.json.bak', false],
    ['other/samples/1.json', false],
  ])('%s: %s', (name, expected) => {
    expect(isEvalSample(name)).toBe(expected);
  });

  it('a text that stands beside it is put in its place', () => {
    expect(texts(sample(talk(`attachment://${NAME}`), { [NAME]: 'A long question' }))).toEqual([
      'A long question',
      'Yes.',
    ]);
  });

  it('also in parts of a message', () => {
    const parts = [{ type: 'text', text: `attachment://${NAME}` }];
    expect(texts(sample(talk(parts), { [NAME]: 'A long question' }))).toEqual(['A long question', 'Yes.']);
  });

  it('a name that nothing stands behind, or words around one, stay as they are', () => {
    expect(texts(sample(talk(`attachment://${NAME}`), {}))).toEqual([`attachment://${NAME}`, 'Yes.']);
    expect(texts(sample(talk('attachment://toString'), {}))).toEqual(['attachment://toString', 'Yes.']);
    expect(texts(sample(talk(`see attachment://${NAME}`), { [NAME]: 'x' }))).toEqual([
      `see attachment://${NAME}`,
      'Yes.',
    ]);
    expect(texts(sample(talk('Hi')))).toEqual(['Hi', 'Yes.']);
  });

  it('what is no JSON, or no sample, is a line with its reason', () => {
    expect(readEvalSample('{"id": 1', 4)).toMatchObject({ line: 5, problem: expect.stringMatching(/./) });
    expect(readEvalSample('{"id": 1}', 4)).toMatchObject({ line: 5, problem: expect.stringMatching(/./) });
    expect(readEvalSample(sample(talk('Hi')), 4)).toMatchObject({ line: 5, index: 4 });
  });
});
