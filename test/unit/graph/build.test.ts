import { expect, test } from 'vitest';
import { buildGraph } from '../../../server/src/graph/index.ts';
import { tool } from './support.ts';

test('an order created feeds the function that looks it up', () => {
  const graph = buildGraph([
    tool('create_order', { item: 'string' }, { id: 'string', total: 'number' }),
    tool('get_order', { order_id: 'string' }),
  ]);
  expect(graph.edges.map(({ from, to }) => [from, to])).toEqual([['create_order', 'get_order']]);
  expect(graph.edges[0]?.evidence[0]).toMatchObject({ output: 'id', parameter: 'order_id' });
});
