import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fullMatch,
  Interner,
  parseQuery,
  QUERY_FIELDS,
  quickMatch,
  readRow,
  recordFacets,
  searchableText,
  sketchOf,
} from '../../../server/src/dataset/index.ts';
import type { TrajectoryRecord } from '../../../server/src/trajectory/index.ts';

const call = (name: string, args: object) => ({ function: { name, arguments: JSON.stringify(args) } });
const tool = (name: string, properties: object = {}) => ({
  type: 'function',
  function: { name, parameters: { type: 'object', properties } },
});

function recordOf(row: object, more: Partial<TrajectoryRecord> = {}): TrajectoryRecord {
  const read = readRow(row as never, 0);
  if (typeof read === 'string') throw new Error(read);
  return { ...read.record, ...more };
}

const BAKERY = recordOf(
  {
    messages: [
      { role: 'system', content: 'Only the system says marzipan.' },
      { role: 'user', content: 'Two loaves of rye, please' },
      { role: 'assistant', content: '', tool_calls: [call('order_bread', { kind: 'rye', count: 2 })] },
      { role: 'tool', content: '{"price": 7.5}' },
      { role: 'assistant', content: 'That will be 7.50.' },
    ],
    tools: [tool('order_bread', { kind: { type: 'string' }, count: { type: 'integer' } }), tool('bake_cake')],
  },
  { certificates: [{ kind: 'replay', turn: 0, holds: false, detail: 'call 1 gives another output' }] },
);
const PAIR = recordOf(
  {
    prompt: [{ role: 'user', content: 'Is the oven hot?' }],
    chosen: [{ role: 'assistant', content: '', tool_calls: [call('oven_state', {})] }],
    rejected: [{ role: 'assistant', content: 'It surely is.' }],
    tools: [tool('oven_state', {})],
  },
  { divergesAt: { message: 1, errorType: 3, reason: 'nobody looked' }, review: { status: 'rejected', edits: [] } },
);

function finds(record: TrajectoryRecord, text: string): boolean {
  const query = parseQuery(text);
  const facets = recordFacets(record, new Interner());
  const entry = { facets, sketch: sketchOf(searchableText(record)), review: facets.review };
  const quick = quickMatch(query, entry);
  return quick === 'read' ? fullMatch(query, record, entry) : quick === 'yes';
}

describe('searching records', () => {
  it.each([
    ['rye', true],
    ['RYE loaves', true],
    ['"loaves of rye"', true],
    ['"rye of loaves"', false],
    ['-rye', false],
    ['-spelt', true],
    ['7.50', true],
    ['marzipan', false],
    ['bake_cake', false],
    ['tool:bread', true],
    ['tool:cake', false],
    ['arg:kind', true],
    ['arg:kind=rye', true],
    ['arg:count=2', true],
    ['arg:kind=spelt', false],
    ['-arg:kind=spelt', true],
    ['user:loaves', true],
    ['assistant:loaves', false],
    ['output:price', true],
    ['cert:replay', true],
    ['cert:failed', true],
    ['cert:insert', false],
    ['verdict:valid', true],
    ['verdict:invalid', false],
    ['error:none', true],
    ['error:3', false],
    ['turns:1 calls:1..2', true],
    ['turns:2..', false],
    ['review:unreviewed pair:no', true],
  ])('%s in a conversation of one side: %s', (text, expected) => {
    expect(finds(BAKERY, text)).toBe(expected);
  });

  it.each([
    ['error:3', true],
    ['error:none', false],
    ['-error:3', false],
    ['surely', true],
    ['pair:yes review:rejected', true],
    ['cert:none', true],
    ['tool:oven "nobody looked"', true],
  ])('%s in a pair: %s', (text, expected) => {
    expect(finds(PAIR, text)).toBe(expected);
  });

  it('says what it does not understand; an impossible value finds nothing', () => {
    expect(parseQuery('error:nine').problems).toEqual(['error: takes 1 to 5, or none']);
    expect(finds(PAIR, 'error:9')).toBe(false);
    expect(finds(PAIR, '-error:9')).toBe(false);
    expect(parseQuery('eror:3').problems).toEqual(['“eror:” is no field, so “eror:3” is looked for as text']);
    expect(parseQuery('').terms).toEqual([]);
  });

  it('every example of the help is understood', () => {
    for (const { example } of Object.values(QUERY_FIELDS)) expect(parseQuery(example).problems).toEqual([]);
  });

  it('law: what stands in a text is never passed over, whatever the query', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), fc.nat(60), fc.nat(60), (said, from, to) => {
        const record = recordOf({ messages: [{ role: 'user', content: said }] });
        const part = said.slice(Math.min(from, to), Math.max(from, to)).replaceAll('"', '');
        const whole = record.messages[0]?.content.toLowerCase() ?? '';
        if (part === '' || !whole.includes(part.toLowerCase())) return;
        expect(finds(record, `"${part}"`)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('law: no query throws, and a term and its opposite never both hold', () => {
    const words = fc.constantFrom(
      'rye',
      'tool:bread',
      'arg:kind=rye',
      'error:3',
      'verdict:valid',
      'a:b',
      '"',
      '-',
      '""',
      ':',
    );
    fc.assert(
      fc.property(fc.oneof(words, fc.string({ maxLength: 20 })), (text) => {
        const { terms, impossible } = parseQuery(text);
        if (terms.length !== 1 || impossible || text.startsWith('-') || text.includes(' ')) finds(BAKERY, text);
        else expect(finds(BAKERY, text) && finds(BAKERY, `-${text}`)).toBe(false);
      }),
    );
  });
});
