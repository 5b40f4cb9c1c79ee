import { describe, expect, test } from 'vitest';
import type { Message, TrajectoryRecord } from '../../../../server/src/lsp/protocol.ts';
import { verdictOf, viewRecord } from './conversation.ts';

const user = (content: string): Message => ({ role: 'user', content });
const says = (content: string): Message => ({ role: 'assistant', content });
const calls = (...names: string[]): Message => ({
  role: 'assistant',
  content: '',
  tool_calls: names.map((name, i) => ({ id: `c${i}`, type: 'function', function: { name, arguments: {} } })),
});
const gives = (id: string, content: string): Message => ({ role: 'tool', tool_call_id: id, name: 'f', content });

const record = (messages: Message[], rejected?: Message[]) =>
  ({ messages, rejected, tools: [], turns: [], certificates: [] }) as unknown as TrajectoryRecord;

describe('viewRecord', () => {
  test('a turn starts at each user message; calls take their own outputs', () => {
    const { turns } = viewRecord(
      record([user('a'), calls('f', 'g'), gives('c0', '1'), gives('c1', '2'), user('b'), says('c')]),
    );
    expect(turns.map(({ shared }) => shared.map(({ type }) => type))).toEqual([
      ['user', 'call', 'call'],
      ['user', 'assistant'],
    ]);
    expect(turns[0]?.shared[2]).toMatchObject({ name: 'g', output: '2', failed: false });
  });

  test('ids used twice, as others write them, answer in order', () => {
    const { turns } = viewRecord(
      record([user('a'), calls('f'), gives('c0', 'first'), calls('g'), gives('c0', 'second')]),
    );
    expect(turns[0]?.shared.flatMap((item) => (item.type === 'call' ? [item.output] : []))).toEqual([
      'first',
      'second',
    ]);
  });

  test('both sides share the equal part of a turn; the first unequal turn diverges', () => {
    const { turns } = viewRecord(
      record(
        [user('a'), says('x'), user('b'), says('y'), user('c'), says('z')],
        [user('a'), says('x'), user('b'), says('Y'), user('c')],
      ),
    );
    expect(turns.map(({ diverges }) => diverges)).toEqual([false, true, false]);
    expect(turns[0]?.sides).toBeUndefined();
    expect(turns[1]?.shared).toEqual([{ type: 'user', message: 2, text: 'b' }]);
    expect(turns[2]?.sides).toEqual({ positive: [{ type: 'assistant', message: 5, text: 'z' }], negative: [] });
  });

  test('an output with an error is a failed call; no user message is still a turn', () => {
    const { turns } = viewRecord(record([calls('f'), gives('c0', '{"error":"no"}')]));
    expect(turns[0]?.shared[0]).toMatchObject({ failed: true });
  });
});

describe('what a card says of its call', () => {
  const checked = (state: 'valid' | 'invalid' | 'not-checked', reason?: string) => {
    const checks = [{ message: 1, call: 0, id: 'c0', name: 'f', state, ...(reason === undefined ? {} : { reason }) }];
    const [, call] = viewRecord({ ...record([user('a'), calls('f')]), checks }).turns[0]?.shared ?? [];
    return call?.type === 'call' ? verdictOf(call) : undefined;
  };

  test('valid, invalid with its reason, not checked with its reason', () => {
    expect(checked('valid')).toMatchObject({ sign: '✓', words: 'valid' });
    expect(checked('invalid', 'a is missing')).toMatchObject({ sign: '✗', reason: 'a is missing' });
    expect(checked('not-checked', 'no tools')).toMatchObject({ sign: '?', words: 'not checked', reason: 'no tools' });
  });

  test('arguments that are no JSON are told once: the text itself stands below', () => {
    const check = { state: 'invalid', reason: 'its arguments are no JSON object: {"a', given: '{"a' } as const;
    const words = 'its arguments are no JSON object';
    expect(verdictOf({ check, unknown: false, failed: false })).toMatchObject({ sign: '✗', words, reason: '' });
  });

  test('a call of which nothing is said is not checked; the calls of a wrong side have checks of no one', () => {
    const { turns } = viewRecord(record([user('a'), calls('f')], [user('a'), calls('g')]));
    const all = turns.flatMap(({ sides }) => [...(sides?.positive ?? []), ...(sides?.negative ?? [])]);
    expect(all.map((item) => item.type === 'call' && verdictOf(item).sign)).toEqual(['?', '?']);
  });
});
