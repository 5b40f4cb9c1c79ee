import { describe, expect, it } from 'vitest';
import { readObservations } from '../../../server/src/rules/index.ts';

const lines = (...values: unknown[]) =>
  values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n');

describe('recorded answers', () => {
  it('of a line with a name and a result, in each way of writing them', () => {
    const text = lines(
      { name: 'a', result: { id: 1 } },
      { function: 'b', output: 'done' },
      { tool: 'c', response: [1] },
      { call: "d(folder='x')", result: null },
    );
    expect(readObservations(text, 'run.jsonl')).toEqual([
      { function: 'a', response: { id: 1 }, source: 'run.jsonl:1' },
      { function: 'b', response: 'done', source: 'run.jsonl:2' },
      { function: 'c', response: [1], source: 'run.jsonl:3' },
    ]);
  });

  it('of tool messages in a conversation; what others say in it is none', () => {
    const messages = [
      { role: 'user', content: 'Weather?', name: 'weather' },
      { role: 'tool', name: 'weather', content: '{"sky": "clear"}' },
      { role: 'tool', content: 'of nobody' },
    ];
    expect(readObservations(lines({ messages }), 'run')).toEqual([
      { function: 'weather', response: { sky: 'clear' }, source: 'run:1' },
    ]);
  });

  it('an answer that is JSON in a text is read; a text that only begins like it stays', () => {
    const text = lines(
      { name: 'a', result: '[1, 2]' },
      { name: 'a', result: '{broken' },
      { name: 'a', result: 'true' },
    );
    expect(readObservations(text, 'run').map(({ response }) => response)).toEqual([[1, 2], '{broken', true]);
  });

  it('lines of another shape, broken ones and empty ones are passed over, and still counted', () => {
    const text = lines('{broken', '', '7', { note: 'x' }, { name: 'a', result: 1 });
    expect(readObservations(text, 'run')).toEqual([{ function: 'a', response: 1, source: 'run:5' }]);
  });
});
