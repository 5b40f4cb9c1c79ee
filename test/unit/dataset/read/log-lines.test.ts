import { describe, expect, it } from 'vitest';
import { conversationsOfLines, isConversation, loneMessage } from '../../../../server/src/dataset/read/log-lines.ts';
import { attributesOf, flat, parsedList } from '../../../../server/src/dataset/read/span-values.ts';
import type { Json } from '../../../../server/src/json/index.ts';

const user = { role: 'user', content: 'Hi' };
const agent = { role: 'assistant', content: 'Hello' };

describe('the message of a line', () => {
  it.each<[string, Json, Json | undefined]>([
    ['is the line itself', user, user],
    ['is under message, beside a type', { type: 'user', message: user }, user],
    ['is under payload', { time: 1, payload: agent }, agent],
    ['is none beside no type', { message: user }, undefined],
    ['is none in a setting', { type: 'summary', summary: 'x' }, undefined],
    ['is none in a whole conversation', { messages: [user], role: 'user', content: 'x' }, undefined],
    ['is none in a text', 'Hi', undefined],
  ])('%s', (_what, line, expected) => {
    expect(loneMessage(line)).toEqual(expected);
  });

  it('makes a list of them a conversation, where every entry is one', () => {
    expect(isConversation([user, agent])).toBe(true);
    expect(isConversation([user, { kind: 'note' }])).toBe(false);
    expect(isConversation([])).toBe(false);
  });
});

describe('conversations of a log', () => {
  const line = (sessionId: string, message: Json, more = {}) => ({ type: 'x', sessionId, message, ...more });

  it('are told apart by their session, and by what stands aside', () => {
    const lines = [
      line('a', user),
      line('b', user),
      line('a', agent),
      line('a', user, { isSidechain: true }),
      { type: 'summary' },
    ];
    expect(conversationsOfLines(lines)).toEqual([[user, agent], [user], [user]]);
  });

  it('are those alone in which somebody asks', () => {
    expect(conversationsOfLines([line('a', agent), line('b', user)])).toEqual([[user]]);
    expect(conversationsOfLines([line('a', agent)])).toBeUndefined();
    expect(conversationsOfLines([])).toBeUndefined();
  });

  it('are none where a line is a whole conversation', () => {
    expect(conversationsOfLines([user, { messages: [user] }])).toBeUndefined();
  });

  it('have an answer of several lines under one id as one', () => {
    const block = (id: string, text: string) => ({ role: 'assistant', id, content: [{ type: 'text', text }] });
    const read = conversationsOfLines([user, block('m1', 'a'), block('m1', 'b'), block('m2', 'c'), agent]);
    expect(read?.[0]).toEqual([
      user,
      {
        ...block('m1', 'a'),
        content: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
      },
      block('m2', 'c'),
      agent,
    ]);
    expect(conversationsOfLines([user, { ...agent, id: 'm' }, block('m', 'b')])?.[0]).toHaveLength(3);
  });
});

describe('attributes of a span', () => {
  it('are an object, or a list of typed values', () => {
    const typed = [
      { key: 'a', value: { stringValue: 's' } },
      { key: 'b', value: { intValue: '7' } },
      { key: 'c', value: { boolValue: false } },
      { key: 'd', value: { doubleValue: 0.5 } },
      { key: 'e', value: { arrayValue: { values: [{ intValue: 1 }, 'x'] } } },
      { key: 'f', value: { arrayValue: {} } },
      { key: 'g', value: { kvlistValue: { values: [{ key: 'h', value: { stringValue: 't' } }] } } },
      { key: 'i', value: {} },
      { key: 'j' },
      'no attribute',
    ];
    expect(flat(typed)).toEqual({
      a: 's',
      b: 7,
      c: false,
      d: 0.5,
      e: [1, 'x'],
      f: [],
      g: { h: 't' },
      i: null,
      j: null,
    });
    expect(flat({ a: 1 })).toEqual({ a: 1 });
    expect(flat('x')).toEqual({});
  });

  it('that are nested by their dots are one level, beside themselves', () => {
    const nested = { llm: { input: [{ role: 'user' }] }, gen_ai: 'no object', other: { a: 1 } };
    expect(flat(nested)).toEqual({ ...nested, 'llm.input.0.role': 'user' });
  });

  it('are those of the span, then those of its events', () => {
    const span = { attributes: { a: 1, b: 1 }, events: [{ attributes: { b: 2 } }, { name: 'x' }, 7] };
    expect(attributesOf(span)).toEqual({ a: 1, b: 2 });
    expect(attributesOf({})).toEqual({});
  });

  it('may hold a list as text', () => {
    expect([parsedList('[1]'), parsedList([2]), parsedList('{}'), parsedList('['), parsedList(undefined)]).toEqual([
      [1],
      [2],
      [],
      [],
      [],
    ]);
  });
});
