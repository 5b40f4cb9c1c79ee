import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyCuration,
  buildGraph,
  type CurationChange,
  editCuration,
  parseCuration,
} from '../../../server/src/graph/index.ts';
import { tool } from './support.ts';

const functions = [
  tool('create_order', { item: 'string' }, { id: 'string' }),
  tool('get_order', { order_id: 'string' }, { total: 'number' }),
  tool('weather', { city: 'string' }, { celsius: 'number' }),
];
const graph = buildGraph(functions);

function edited(text: string, change: CurationChange): string {
  const edit = editCuration(text, change);
  if (!edit.ok) throw new Error(edit.problems.map(({ message }) => message).join('\n'));
  return edit.text;
}

function codes(text: string): string[] {
  return parseCuration(text).problems.map(({ code }) => code);
}

describe('reading magnet.graph.json', () => {
  test('comments and trailing commas are fine; an empty file is an empty curation', () => {
    const text = '// ours\n{ "version": 1, "edges": [ { "from": "a", "to": "b", "verdict": "accepted", }, ], }';
    expect(parseCuration(text)).toMatchObject({ entries: [{ from: 'a', to: 'b', verdict: 'accepted' }], problems: [] });
    expect(parseCuration('')).toEqual({ entries: [], problems: [], broken: false });
  });

  test.each([
    ['half a file', '{ "version": 1, "edges": [', ['curation-syntax']],
    ['not an object', '[]', ['curation-shape']],
    ['a later version', '{ "version": 2, "edges": [] }', ['curation-version']],
    ['edges that are no list', '{ "edges": {} }', ['curation-shape']],
    ['an entry that is no object', '{ "edges": ["a"] }', ['curation-shape']],
    ['an unknown verdict', '{ "edges": [{ "from": "a", "to": "b", "verdict": "yes" }] }', ['curation-shape']],
    ['a self edge', '{ "edges": [{ "from": "a", "to": "a", "verdict": "added" }] }', ['curation-self-edge']],
  ])('%s is a problem at its place', (_name, text, expected) => {
    const { problems, entries } = parseCuration(text);
    expect(problems.map(({ code }) => code).slice(0, 1)).toEqual(expected);
    expect(entries).toEqual([]);
    for (const { span } of problems) expect(span.end).toBeLessThanOrEqual(text.length);
  });

  test('the first entry of a pair counts; repeats and contradictions are said where they stand', () => {
    const entry = (verdict: string) => `{ "from": "a", "to": "b", "verdict": "${verdict}" }`;
    const text = `{ "edges": [${entry('accepted')}, ${entry('accepted')}, ${entry('rejected')}] }`;
    const { entries, problems } = parseCuration(text);
    expect(entries).toHaveLength(1);
    expect(problems.map(({ code, span }) => [code, text.slice(span.start, span.end)])).toEqual([
      ['curation-duplicate', entry('accepted')],
      ['curation-conflict', entry('rejected')],
    ]);
    expect(problems[0]?.span.start).toBeGreaterThan(text.indexOf(entry('accepted')));
  });

  test('any text is read without throwing', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseCuration(text)));
    fc.assert(fc.property(fc.json(), (text) => void parseCuration(text)));
    fc.assert(fc.property(fc.json(), (value) => void parseCuration(`{"edges": [${value}]}`)));
  });
});

describe('a person’s word wins', () => {
  test('accepted is certain, rejected is gone, added is there', () => {
    const text = [
      { from: 'create_order', to: 'get_order', verdict: 'rejected' },
      { from: 'get_order', to: 'weather', verdict: 'added', note: 'a demo' },
    ];
    const curated = applyCuration(graph, parseCuration(JSON.stringify({ version: 1, edges: text })));
    expect(curated.graph.edges.map(({ from, to, score, curation }) => [from, to, score, curation])).toEqual([
      ['get_order', 'weather', 1, 'added'],
    ]);
    expect(curated.rejected.map(({ from, to }) => [from, to])).toEqual([['create_order', 'get_order']]);
  });

  test('entries without a function or an edge are reported', () => {
    const edges = [
      { from: 'create_order', to: 'gone', verdict: 'accepted' },
      { from: 'weather', to: 'get_order', verdict: 'rejected' },
      { from: 'weather', to: 'create_order', verdict: 'accepted' },
    ];
    const curated = applyCuration(graph, parseCuration(JSON.stringify({ edges })));
    expect(curated.problems.map(({ code }) => code)).toEqual([
      'curation-unknown-function',
      'curation-stale',
      'curation-stale',
    ]);
    expect(curated.graph.edges.map(({ from, to }) => [from, to])).toContainEqual(['weather', 'create_order']);
  });

  test('what an entry says of value and kind holds on a pair that is derived too', () => {
    const order = tool('create_order', { item: 'string' }, { id: 'string', receipt: 'string' });
    const show = tool('get_order', { order_id: 'string', locale: 'string' });
    const derived = buildGraph([order, show]);
    expect(derived.edges[0]?.evidence[0]).toMatchObject({ output: 'id', parameter: 'order_id' });
    const entry = { from: 'create_order', to: 'get_order', verdict: 'added', output: 'receipt', parameter: 'order_id' };
    const word = (more: object) => parseCuration(JSON.stringify({ edges: [{ ...entry, ...more }] }));
    const [edge] = applyCuration(derived, word({})).graph.edges;
    expect(edge).toMatchObject({ kind: 'part', score: 1, curation: 'added' });
    expect(edge?.evidence[0]).toEqual({ output: 'receipt', parameter: 'order_id', rule: 'curation', score: 1 });
    expect(edge?.evidence.filter(({ parameter }) => parameter === 'order_id')).toHaveLength(1);
    expect(applyCuration(derived, word({ kind: 'input' })).graph.edges[0]?.kind).toBe('input');
  });

  test('names of values that a function does not have are reported, predicted answers are open', () => {
    const told = (entry: object) =>
      applyCuration(
        graph,
        parseCuration(JSON.stringify({ edges: [{ verdict: 'added', ...entry }] })),
        functions,
      ).problems.map(({ message }) => message);
    const pair = { from: 'create_order', to: 'get_order' };
    expect(told({ ...pair, output: 'id', parameter: 'order_id' })).toEqual([]);
    expect(told({ ...pair, output: 'code', parameter: 'order' })).toEqual([
      '"get_order" has no parameter "order".',
      '"create_order" has no output "code".',
    ]);
    const silent = [tool('make', {}), tool('take', { part_id: 'string' })];
    const edges = [{ from: 'make', to: 'take', verdict: 'added', output: 'part_id', parameter: 'part_id' }];
    expect(applyCuration(buildGraph(silent), parseCuration(JSON.stringify({ edges })), silent).problems).toEqual([]);
  });

  test('what the file says of functions is read before any edge is drawn, and what it says of nothing is told', () => {
    const hand = [tool('hand_out', {}, { badge: 'string' }), tool('check_in', { token: 'string' }, { ok: 'boolean' })];
    const of = { entity: 'badge', field: 'badge' };
    const text = JSON.stringify({
      version: 1,
      edges: [],
      functions: { check_in: { inputs: { token: { role: 'reference', of } } }, gone: { operation: 'get' } },
      entities: { Badge: { identifier: 'badge' } },
    });
    const { statements, statementSpans, entries } = parseCuration(text);
    expect(statements?.functions.map((one) => one.function)).toEqual(['check_in', 'gone']);
    const { problems } = applyCuration(
      buildGraph(hand, { ...(statements === undefined ? {} : { statements }) }),
      {
        entries,
        ...(statements === undefined ? {} : { statements }),
        ...(statementSpans === undefined ? {} : { statementSpans }),
      },
      hand,
    );
    expect(problems.map(({ message }) => message)).toContain('There is no function gone.');
    expect(text.slice(problems[0]?.span.start)).toMatch(/^"gone"/);
  });

  test('functions of one name in two namespaces stay apart', () => {
    const two = ['shop', 'club'].flatMap((namespace) => [
      tool('create_order', { item: 'string' }, { id: 'string' }, { namespace }),
      tool('get_order', { order_id: 'string' }, undefined, { namespace }),
    ]);
    const text = editCuration('', { action: 'reject', from: 'shop.create_order', to: 'shop.get_order' });
    const curated = applyCuration(buildGraph(two), parseCuration(text.ok ? text.text : ''));
    const pairs = curated.graph.edges.map(({ from, to }) => `${from} ${to}`);
    expect(pairs).toContain('club.create_order club.get_order');
    expect(pairs).not.toContain('shop.create_order shop.get_order');
  });
});

describe('editing in place', () => {
  test('a first action makes a small sorted file', () => {
    const once = edited('', { action: 'accept', from: 'm', to: 'n', author: 'ana', note: 'tried it' });
    const twice = edited(once, { action: 'reject', from: 'a', to: 'b' });
    expect(JSON.parse(twice)).toEqual({
      version: 1,
      edges: [
        { from: 'a', to: 'b', verdict: 'rejected' },
        { from: 'm', to: 'n', verdict: 'accepted', author: 'ana', note: 'tried it' },
      ],
    });
  });

  test('comments, unknown keys and the other entries stay as they are', () => {
    const text = `{
  // kept by the team
  "version": 1,
  "owner": "platform",
  "edges": [
    // the order flow
    { "from": "b", "to": "c", "verdict": "accepted" },
    { "from": "x", "to": "y", "verdict": "rejected" } // never
  ]
}
`;
    const after = edited(text, { action: 'reject', from: 'b', to: 'c', note: 'wrong' });
    expect(after).toContain('// kept by the team');
    expect(after).toContain('// the order flow');
    expect(after).toContain('{ "from": "x", "to": "y", "verdict": "rejected" } // never');
    expect(after).toContain('"owner": "platform"');
    expect(parseCuration(after).entries[0]).toMatchObject({ from: 'b', verdict: 'rejected', note: 'wrong' });
  });

  test('clear takes every entry of the pair away', () => {
    const text = '{"edges":[{"from":"a","to":"b","verdict":"added"},{"from":"a","to":"b","verdict":"rejected"}]}';
    expect(parseCuration(edited(text, { action: 'clear', from: 'a', to: 'b' })).entries).toEqual([]);
  });

  test('a file that cannot be read is never overwritten', () => {
    for (const text of ['{ "edges": [', '[]', '{"version": 9}', 'hello']) {
      const edit = editCuration(text, { action: 'accept', from: 'a', to: 'b' });
      expect(edit.ok).toBe(false);
    }
  });

  test('whatever the sequence of actions, the file stays readable and says what was said last', () => {
    const id = fc.constantFrom('a', 'b', 'c', '__proto__', 'x.y');
    const change = fc.record({
      action: fc.constantFrom('accept' as const, 'reject' as const, 'add' as const, 'clear' as const),
      from: id,
      to: id,
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        let text = '';
        const expected = new Map<string, string>();
        for (const one of changes.filter(({ from, to }) => from !== to)) {
          text = edited(text, one);
          if (one.action === 'clear') expected.delete(`${one.from} ${one.to}`);
          else expected.set(`${one.from} ${one.to}`, one.action);
        }
        const entries = parseCuration(text).entries;
        expect(codes(text)).toEqual([]);
        expect(new Set(entries.map(({ from, to }) => `${from} ${to}`))).toEqual(new Set(expected.keys()));
        const keys = entries.map(({ from, to }) => `${from}\n${to}`);
        expect(keys).toEqual([...keys].sort());
      }),
      { numRuns: 60 },
    );
  });
});
