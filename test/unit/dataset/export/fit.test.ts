import { describe, expect, it } from 'vitest';
import {
  contradicted,
  inCallOrder,
  OPENAI_ID,
  withFittingIds,
  withoutRepeats,
} from '../../../../server/src/dataset/export/fit.ts';
import type { Message, ToolDefinition } from '../../../../server/src/trajectory/index.ts';

const tool = (name: string, description = ''): ToolDefinition => ({
  type: 'function',
  function: { name, description, parameters: { type: 'object' } },
});
const calls = (...ids: string[]): Message => ({
  role: 'assistant',
  content: '',
  tool_calls: ids.map((id) => ({ id, type: 'function', function: { name: 'find', arguments: {} } })),
});
const output = (id: string, content = id): Message => ({ role: 'tool', tool_call_id: id, name: 'find', content });
const asked: Message = { role: 'user', content: 'Find both.' };

describe('tools that are offered twice', () => {
  it('are written once, the first of them, and said', () => {
    const { value, notes } = withoutRepeats([tool('a', 'first'), tool('b'), tool('a', 'second')]);
    expect(value.map(({ function: { name, description } }) => [name, description])).toEqual([
      ['a', 'first'],
      ['b', ''],
    ]);
    expect(notes).toEqual(['the tool a is offered twice: it is written once']);
  });

  it('a list without repeats comes back itself', () => {
    const tools = [tool('a'), tool('b')];
    expect(withoutRepeats(tools)).toEqual({ value: tools, notes: [] });
    expect(withoutRepeats(tools).value).toBe(tools);
  });

  it('contradict each other where their definitions differ', () => {
    expect(contradicted([tool('a'), tool('a')])).toEqual([]);
    expect(contradicted([tool('a'), tool('b'), tool('a', 'other')])).toEqual(['a']);
  });
});

describe('outputs of parallel calls', () => {
  it('are put in the order of their calls, and it is said where', () => {
    const { value, notes } = inCallOrder([asked, calls('c1', 'c2'), output('c2'), output('c1'), calls('c3')]);
    expect(value).toEqual([asked, calls('c1', 'c2'), output('c1'), output('c2'), calls('c3')]);
    expect(notes).toEqual(['the outputs behind message 1 are put in the order of their calls']);
  });

  it.each<[string, Message[]]>([
    ['in order', [asked, calls('c1', 'c2'), output('c1'), output('c2')]],
    ['of one call', [asked, calls('c1'), output('c2')]],
    ['that are not all there', [asked, calls('c1', 'c2'), output('c2'), asked]],
    ['that a word stands between', [asked, calls('c1', 'c2'), asked, output('c1'), output('c2')]],
  ])('%s stay where they are', (_what, messages) => {
    expect(inCallOrder(messages)).toEqual({ value: messages, notes: [] });
    expect(inCallOrder(messages).value).toBe(messages);
  });
});

describe('ids of calls', () => {
  const sides: Message[][] = [
    [asked, calls('x1'), output('x1'), calls('x2', 'x1'), output('x2')],
    [asked, calls('x1')],
  ];

  it('of another form than every template takes are counted anew, in each side from the start', () => {
    const { value, notes } = withFittingIds(sides);
    expect(value).toEqual([
      [
        asked,
        calls('call00001'),
        output('call00001', 'x1'),
        calls('call00002', 'call00001'),
        output('call00002', 'x2'),
      ],
      [asked, calls('call00001')],
    ]);
    expect(notes).toEqual([
      `call ids are written anew ("x1" as "call00001"): Mistral's templates raise on all but nine letters or digits`,
    ]);
  });

  it('OpenAI takes any of up to 40 characters', () => {
    expect(withFittingIds(sides, OPENAI_ID)).toEqual({ value: sides, notes: [] });
    const forty = [[calls('c'.repeat(40))]];
    expect(withFittingIds(forty, OPENAI_ID).value).toBe(forty);
    const { value, notes } = withFittingIds([[calls('c'.repeat(41))]], OPENAI_ID);
    expect(value).toEqual([[calls('call00001')]]);
    expect(notes[0]).toMatch(/OpenAI takes 40 characters at most$/);
  });

  it('that all fit come back themselves', () => {
    const fitting = [[calls('abcdefghi'), output('abcdefghi')]];
    expect(withFittingIds(fitting).value).toBe(fitting);
  });

  it('the id that is bad is named with its own successor', () => {
    const { notes } = withFittingIds([[calls('abcdefghi'), calls('no')]]);
    expect(notes[0]).toContain('("no" as "call00002")');
  });

  it('an output of a call that is not there keeps its id', () => {
    expect(withFittingIds([[calls('x1'), output('gone')]]).value[0]?.[1]).toEqual(output('gone'));
  });
});
