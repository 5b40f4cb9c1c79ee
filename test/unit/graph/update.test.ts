import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph, type DependencyGraph, type GraphFunction, updateGraph } from '../../../server/src/graph/index.ts';
import { tool } from './support.ts';

const NOUNS = ['order', 'user', 'file', 'invoice', 'city'];
const VERBS = ['get', 'list', 'create', 'delete', 'update', 'send'];

/** Small services with names, types and descriptions that meet often. */
const anyFunction: fc.Arbitrary<GraphFunction> = fc
  .record({
    verb: fc.constantFrom(...VERBS),
    noun: fc.constantFrom(...NOUNS),
    other: fc.constantFrom(...NOUNS),
    responds: fc.boolean(),
    description: fc.constantFrom('', 'Requires login.', 'Uses the id from get_order first.', 'Returns the file name.'),
    namespace: fc.constantFrom('', 'shop', 'club'),
    version: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ verb, noun, other, responds, description, namespace, version }) =>
    tool(
      `${verb}_${noun}`,
      { [`${noun}_id`]: 'string', [`${other}_name`]: 'string', ...(version > 0 ? { amount: 'number' } : {}) },
      responds ? { id: 'string', [`${other}_id`]: 'string', message: 'string' } : undefined,
      { description: `${description} ${'v'.repeat(version)}`, namespace },
    ),
  );

const catalogs = fc.uniqueArray(anyFunction, { selector: ({ id }) => id, maxLength: 24 });

function plain({ nodes, edges }: DependencyGraph): unknown {
  return { nodes, edges };
}

test('after any sequence of edits the graph equals a full build', () => {
  fc.assert(
    fc.property(fc.array(catalogs, { minLength: 2, maxLength: 6 }), (versions) => {
      let graph = buildGraph([]);
      for (const functions of versions) {
        graph = updateGraph(graph, functions);
        expect(plain(graph)).toEqual(plain(buildGraph(functions)));
      }
    }),
    { numRuns: 40 },
  );
});

test('after one function of many changes the graph equals a full build', () => {
  fc.assert(
    fc.property(catalogs, anyFunction, fc.nat(), (functions, changed, where) => {
      const before = buildGraph(functions);
      const edited = functions.filter(({ id }) => id !== changed.id);
      edited.splice(where % (edited.length + 1), 0, changed);
      expect(plain(updateGraph(before, edited))).toEqual(plain(buildGraph(edited)));
    }),
    { numRuns: 60 },
  );
});

test('an older graph can be updated too', () => {
  const first = buildGraph([tool('create_order', {}, { id: 'string' }), tool('get_order', { order_id: 'string' })]);
  updateGraph(first, []);
  const again = updateGraph(first, [
    tool('create_order', {}, { id: 'string' }),
    tool('get_order', { order_id: 'string' }),
  ]);
  expect(plain(again)).toEqual(plain(first));
});

test('the order of functions changes the order of nodes and nothing else', () => {
  fc.assert(
    fc.property(catalogs, (functions) => {
      expect(buildGraph([...functions].reverse()).edges).toEqual(buildGraph(functions).edges);
    }),
    { numRuns: 30 },
  );
});
