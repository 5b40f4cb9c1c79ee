import { describe, expect, it } from 'vitest';
import { leftOut } from '../../../../server/src/dataset/read/left-out.ts';
import type { Json, JsonObject } from '../../../../server/src/json/index.ts';

const says = (more: JsonObject): Json => ({ role: 'assistant', content: 'Hi', ...more });
const THOUGHT = /^what the model thought is left out: entry 1$/;
const PICTURE = /^pictures and files are left out.*: entry 1$/;
const MARK = /^the mark that a message is not to be learnt .*: entry 1$/;

const ID = /^calls of one message share an id: .*: entry 1$/;

describe('what a row holds and its record does not', () => {
  it.each<[string, Json, RegExp]>([
    ['thoughts between marks', says({ content: '<think>Hm.</think>Hi' }), THOUGHT],
    ["thoughts in ShareGPT's value", { from: 'gpt', value: '[THINK]Hm.[/THINK]Hi' }, THOUGHT],
    ['a part that thinks', says({ content: [{ type: 'thinking', thinking: 'Hm.' }] }), THOUGHT],
    ['thoughts beside the text', says({ reasoning_content: 'Hm.' }), THOUGHT],
    ['a list of thoughts beside it', says({ thinking_blocks: [{ thinking: 'Hm.' }] }), THOUGHT],
    ['a picture', says({ content: [{ type: 'image_url', image_url: {} }] }), PICTURE],
    ['a file in value', { from: 'human', value: [{ type: 'file' }] }, PICTURE],
    ['sound', says({ content: [{ type: 'input_audio' }] }), PICTURE],
    ['a weight of 0', says({ weight: 0 }), MARK],
    ['train: false', says({ train: false }), MARK],
    ['training: 0', says({ training: 0 }), MARK],
    ['loss: false', says({ loss: false }), MARK],
    ['two calls under one id', says({ tool_calls: [{ id: 'c1' }, { id: 'c1' }] }), ID],
    [
      'two blocks under one id',
      says({
        content: [
          { type: 'tool_use', id: 't' },
          { type: 'tool_use', id: 't' },
        ],
      }),
      ID,
    ],
    ['a stranger', { role: 'narrator', content: 'Hi' }, /^left out, for .*: entry 1$/],
    ['something that is no message', 'Hi', /^left out, for .*: entry 1$/],
  ])('%s', (_what, item, note) => {
    expect(leftOut([item])).toEqual([expect.stringMatching(note)]);
  });

  it.each<[string, Json]>([
    ['a plain message', says({})],
    ['an empty thought', says({ reasoning_content: ' ', reasoning: null, thinking_blocks: [] })],
    ['a word about thinking', says({ content: 'I think so.' })],
    ['a part of text', says({ content: [{ type: 'text', text: 'image' }] })],
    [
      'calls under ids of their own, or none',
      says({ tool_calls: [{ id: 'c1' }, { id: 'c2' }, { id: '' }, { id: '' }] }),
    ],
    ['a weight of 1', says({ weight: 1, train: true, loss: true })],
    ['a message of blocks', { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', content: '1' }] }],
  ])('%s loses nothing', (_what, item) => {
    expect(leftOut([item])).toEqual([]);
  });

  it('names five places at most, counted from 1', () => {
    const marked = says({ weight: 0 });
    expect(leftOut([says({}), marked, marked])[0]).toMatch(/: entries 2, 3$/);
    expect(leftOut(Array.from({ length: 5 }, () => marked))[0]).toMatch(/: entries 1, 2, 3, 4, 5$/);
    expect(leftOut(Array.from({ length: 6 }, () => marked))[0]).toMatch(/: entries 1, 2, 3, 4, 5 …$/);
  });
});
