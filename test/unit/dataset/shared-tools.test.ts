import { describe, expect, it } from 'vitest';
import { lengthProblem } from '../../../server/src/dataset/export/length.ts';
import { readMagnetRecord } from '../../../server/src/dataset/read/magnet.ts';
import { RecordReader } from '../../../server/src/dataset/read/shared-tools.ts';
import type { Message, TrajectoryRecord } from '../../../server/src/trajectory/index.ts';

const tool = (name: string, more: object = {}) => ({
  type: 'function',
  function: { name, description: `Does ${name}.`, parameters: { type: 'object', properties: {}, ...more } },
});

function record(tools: unknown, more: object = {}): Record<string, unknown> {
  return {
    id: 'a',
    index: 0,
    kind: 'single',
    tools,
    messages: [{ role: 'user', content: 'Hi' }],
    turns: [],
    certificates: [],
    review: { status: 'open' },
    ...more,
  };
}

const two = [tool('find'), tool('book')];
const plain = JSON.stringify(record(two));
const call = (args: object) => ({
  messages: [
    { role: 'assistant', content: '', tool_calls: [{ id: 'c', function: { name: 'find', arguments: args } }] },
  ],
});

const LINES: Readonly<Record<string, string>> = {
  'as a run writes it': plain,
  'with blanks, as Python writes it': plain.replaceAll(':', ': ').replaceAll(',', ', '),
  'no tools': JSON.stringify(record([])),
  'tools that are a text': JSON.stringify(record('x')),
  'tools last': JSON.stringify({ ...record(undefined), tools: two }),
  'tools twice, the last one counts': `${plain.slice(0, -1)},"tools":[]}`,
  'tools twice, the first one empty': `{"tools":[],${plain.slice(1)}`,
  'a list of tools among arguments before them': JSON.stringify({ path: { tools: two, messages: [] }, ...record([]) }),
  'a list of tools among arguments after them': JSON.stringify(record(two, call({ tools: two, messages: [] }))),
  'a tool within a tool': JSON.stringify(record([tool('find', { examples: [{ a: 1 }, tool('inner')] })])),
  'the cut written in a description': JSON.stringify(
    record([{ ...tool('find'), description: '},{"type":"function","function":{' }]),
  ),
  'a tool without parameters': JSON.stringify(record([{ type: 'function', function: { name: 'find' } }])),
  'a cut line': plain.slice(0, -20),
  'cut within the tools': plain.slice(0, plain.indexOf('book')),
  'a comma too many': plain.replace('"tools":[', '"tools":[,'),
  'nested too deeply': JSON.stringify(record(two, { path: JSON.parse(`${'['.repeat(300)}${']'.repeat(300)}`) })),
  'no object': '[1]',
};

describe('Lines of a run whose tools are the same', () => {
  it.each(Object.entries(LINES))('are read as by themselves: %s', (_name, line) => {
    const reader = new RecordReader();
    expect(reader.read(line)).toEqual(readMagnetRecord(line));
    // Once more, when the tools are known.
    expect(reader.read(line)).toEqual(readMagnetRecord(line));
    expect(reader.read(plain)).toEqual(readMagnetRecord(plain));
  });

  it('share each definition that is written the same', () => {
    const reader = new RecordReader();
    const first = reader.read(plain) as TrajectoryRecord;
    const second = reader.read(
      JSON.stringify(record([tool('book'), tool('find', { required: [] })])),
    ) as TrajectoryRecord;
    expect(second.tools[0]).toBe(first.tools[1]);
    expect(second.tools[1]).not.toBe(first.tools[0]);
  });
});

describe('The length of a record', () => {
  const said = (content: string): Message[] => [{ role: 'user', content }];
  const exact = (messages: Message[]) => Math.ceil((JSON.stringify(messages).length + 2) / 4);

  it.each([
    ['plain words', 'word '.repeat(20)],
    ['quotes', '"'.repeat(100)],
    ['bytes that JSON writes as six characters', '\u0007'.repeat(100)],
    ['half characters', '\ud83d '.repeat(100)],
  ])('is told from the first token too many: %s', (_name, content) => {
    const tokens = exact(said(content));
    expect(lengthProblem(said(content), [], { maxTokens: tokens })).toBeUndefined();
    expect(lengthProblem(said(content), [], { maxTokens: tokens - 1 })).toContain(`about ${tokens} tokens`);
  });
});
