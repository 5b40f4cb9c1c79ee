import { expect, test } from 'vitest';
import {
  applyVerdicts,
  buildGraph,
  createGraph,
  localCandidates,
  verdictKey,
} from '../../../server/src/graph/index.ts';
import { tool } from './support.ts';

function nodes(count: number, category: string, toolClass: string) {
  return Array.from({ length: count }, (_, at) => ({
    id: `${category}.${toolClass}${at}`,
    category,
    toolClass,
    inferredResponse: false,
  }));
}

test('candidates are of the same category, of the same class first, thirty at most, never the function itself', () => {
  const graph = createGraph(
    [...nodes(50, 'Weather', 'forecast'), ...nodes(5, 'Weather', 'alert'), ...nodes(9, 'Food', 'menu')],
    [],
  );
  const candidates = localCandidates(graph, 'seed');
  const forecast = candidates.get('Weather.forecast7') ?? [];
  expect(forecast).toHaveLength(30);
  expect(new Set(forecast).size).toBe(30);
  expect(forecast.every((id) => id.startsWith('Weather.forecast') && id !== 'Weather.forecast7')).toBe(true);
  const alert = candidates.get('Weather.alert0') ?? [];
  expect(alert.slice(0, 4).every((id) => id.startsWith('Weather.alert'))).toBe(true);
  expect(alert).toHaveLength(30);
  expect(candidates.get('Food.menu0')).toHaveLength(8);
});

test('the same seed draws the same candidates, another seed others', () => {
  const graph = createGraph(nodes(400, 'Tools', 'text'), []);
  expect(localCandidates(graph, 'a')).toEqual(localCandidates(graph, 'a'));
  expect(localCandidates(graph, 'a')).not.toEqual(localCandidates(graph, 'b'));
});

const functions = [
  tool('create_order', { item: 'string' }, { id: 'string' }),
  tool('get_order', { order_id: 'string' }, { total: 'number' }),
  tool('weather', { city: 'string' }, { celsius: 'number' }),
];

test('a yes strengthens or adds an edge, a no weakens it', () => {
  const graph = buildGraph(functions);
  const said = { reason: 'because', judge: 'gemini' };
  const after = applyVerdicts(graph, [
    { from: 'create_order', to: 'get_order', kind: 'none', ...said },
    { from: 'weather', to: 'create_order', kind: 'premise', ...said },
  ]);
  const score = (from: string) => after.edges.find((edge) => edge.from === from)?.score ?? 0;
  expect(score('create_order')).toBeLessThan(graph.edges[0]?.score ?? 0);
  expect(score('weather')).toBeGreaterThan(0.8);
  const again = applyVerdicts(graph, [{ from: 'create_order', to: 'get_order', kind: 'input', ...said }]);
  expect(again.edges[0]?.score).toBeGreaterThan(graph.edges[0]?.score ?? 1);
  expect(again.edges[0]?.evidence.at(-1)?.rule).toBe('judge');
});

test('verdicts are cached by what the two functions say, not by where they are written', () => {
  const [order, get] = functions as [(typeof functions)[0], (typeof functions)[0]];
  const moved = {
    ...order,
    signature: { ...order.signature, source: { uri: 'file:///other.fsig', dialect: 'fsig' as const } },
  };
  const changed = { ...order, signature: { ...order.signature, description: 'Buys something.' } };
  expect(verdictKey(moved, get, 'gemini')).toBe(verdictKey(order, get, 'gemini'));
  expect(verdictKey(changed, get, 'gemini')).not.toBe(verdictKey(order, get, 'gemini'));
  expect(verdictKey(order, get, 'openai')).not.toBe(verdictKey(order, get, 'gemini'));
});
