import { expect, test } from 'vitest';
import {
  applyCuration,
  buildGraph,
  type DependencyGraph,
  type Executor,
  parseCuration,
  verifyEdges,
} from '../../../server/src/graph/index.ts';
import { tool } from './support.ts';

const functions = [
  tool('login', { username: 'string', password: 'string' }, { ok: 'boolean' }),
  tool('create_order', { item: 'string' }, { id: 'string' }, { description: 'Requires login.' }),
  tool('get_order', { order_id: 'string' }, { total: 'number', coupon_id: 'string' }),
  tool('redeem_coupon', { coupon_id: 'string' }, { discount: 'number' }),
];

interface ShopState {
  readonly loggedIn: boolean;
  readonly orders: readonly string[];
}

/** A shop that knows its orders, wants a login, and never accepts a coupon. */
const shop: Executor<ShopState> = {
  start: async () => ({ loggedIn: false, orders: [] }),
  execute: async ({ function: name, arguments: given }, state) => {
    const fail = (message: string) => ({ outcome: { ok: false as const, error: { code: 'error', message } }, state });
    const done = (output: Record<string, string | number | boolean>, next = state) => ({
      outcome: { ok: true as const, output },
      state: next,
    });
    if (name === 'login') return done({ ok: true }, { ...state, loggedIn: true });
    if (name === 'create_order') {
      if (!state.loggedIn) return fail('please log in');
      const id = `o${state.orders.length + 1}`;
      return done({ id }, { ...state, orders: [...state.orders, id] });
    }
    if (name === 'get_order') {
      const known = state.orders.includes(String(given.order_id));
      return known ? done({ total: 9, coupon_id: 'c1' }) : fail(`no order ${String(given.order_id)}`);
    }
    return fail(`coupon ${String(given.coupon_id)} has expired`);
  },
};

function edge(graph: DependencyGraph, from: string, to: string) {
  return graph.edges.find((one) => one.from === from && one.to === to);
}

test('a value that the consumer accepts verifies its edge', async () => {
  const graph = buildGraph(functions);
  const report = await verifyEdges(graph, functions, shop);
  const verified = edge(report.graph, 'create_order', 'get_order');
  expect(verified?.verification).toEqual({ state: 'verified', detail: 'id was accepted as order_id' });
  expect(verified?.score).toBe(edge(graph, 'create_order', 'get_order')?.score);
});

test('a value that the consumer refuses demotes its edge and keeps the error', async () => {
  const graph = buildGraph(functions);
  const report = await verifyEdges(graph, functions, shop);
  const failed = edge(report.graph, 'get_order', 'redeem_coupon');
  expect(failed?.verification).toEqual({ state: 'failed', detail: 'coupon c1 has expired' });
  expect(failed?.score).toBeCloseTo((edge(graph, 'get_order', 'redeem_coupon')?.score ?? 0) / 2, 2);
});

test('in a world made from the graph itself a refused value moves no score', async () => {
  const graph = buildGraph(functions);
  const report = await verifyEdges(graph, functions, shop, { movesScores: false });
  const failed = edge(report.graph, 'get_order', 'redeem_coupon');
  expect(failed?.verification?.state).toBe('failed');
  expect(failed?.score).toBe(edge(graph, 'get_order', 'redeem_coupon')?.score);
});

test('a premise is verified when the call fails without it', async () => {
  const report = await verifyEdges(buildGraph(functions), functions, shop);
  expect(edge(report.graph, 'login', 'create_order')?.verification).toEqual({
    state: 'verified',
    detail: 'without it: please log in',
  });
});

test('what a person accepted keeps its confidence when it fails', async () => {
  const entry = { from: 'get_order', to: 'redeem_coupon', verdict: 'accepted' };
  const curation = parseCuration(JSON.stringify({ edges: [entry] }));
  const { graph } = applyCuration(buildGraph(functions), curation);
  const report = await verifyEdges(graph, functions, shop);
  expect(edge(report.graph, 'get_order', 'redeem_coupon')).toMatchObject({
    score: 1,
    verification: { state: 'failed' },
  });
});

test('a producer that does not run leaves the edge as it was, and says why', async () => {
  const broken: Executor<null> = {
    start: async () => null,
    execute: async (_call, state) => ({
      outcome: { ok: false, error: { code: 'down', message: 'out of order' } },
      state,
    }),
  };
  const graph = buildGraph(functions);
  const report = await verifyEdges(graph, functions, broken);
  expect(report).toMatchObject({ verified: 0, failed: 0 });
  expect(report.open[0]?.reason).toBe('the producer does not run: out of order');
  expect(report.graph.edges).toEqual(graph.edges);
});

test('an error that is not about the value says nothing of the edge', async () => {
  const closed: Executor<ShopState> = {
    ...shop,
    execute: async (call, state) =>
      call.function === 'redeem_coupon'
        ? { outcome: { ok: false, error: { code: 'closed', message: 'the shop is closed' } }, state }
        : shop.execute(call, state),
  };
  const report = await verifyEdges(buildGraph(functions), functions, closed);
  expect(report.failed).toBe(0);
  expect(report.open).toContainEqual({
    from: 'get_order',
    to: 'redeem_coupon',
    reason: 'the consumer fails for another reason: the shop is closed',
  });
});

test('a stopped run keeps what it found', async () => {
  const stop = new AbortController();
  const report = await verifyEdges(buildGraph(functions), functions, shop, {
    signal: stop.signal,
    onEdge: () => stop.abort(),
  });
  expect(report.verified + report.failed + report.open.length).toBe(report.graph.edges.length);
  expect(report.open.at(-1)?.reason).toBe('stopped');
});
