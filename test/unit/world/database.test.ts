import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../server/src/json/index.ts';
import { createRandom } from '../../../server/src/random/index.ts';
import { describePlans, type WorldState } from '../../../server/src/world/index.ts';
import { materialState } from '../../../server/src/world/simulated/state.ts';
import { createDatabaseWorld } from '../../../server/src/world/simulated/world.ts';
import { ORDER_DOMAIN, ORDER_TOOLS } from './orders.ts';

type Order = JsonObject & { order_id: string; total: number; status: string; items: JsonObject[] };

/** Calls one after another; an error is a code and a message. */
function shop(seed = '7') {
  const world = createDatabaseWorld(ORDER_DOMAIN, ORDER_TOOLS);
  let state: WorldState = world.startNow(seed);
  const run = (name: string, given: JsonObject) => {
    const execution = world.executeNow({ function: name, arguments: given }, state);
    state = execution.state;
    return execution.outcome;
  };
  return {
    world,
    state: () => state,
    fails: (name: string, given: JsonObject) => {
      const outcome = run(name, given);
      return outcome.ok ? undefined : outcome.error.code;
    },
    call: <T extends JsonObject>(name: string, given: JsonObject): T => {
      const outcome = run(name, given);
      if (!outcome.ok) throw new Error(outcome.error.message);
      return outcome.output as T;
    },
  };
}

const NOA = { customer_email: 'noa.lind@example.com' };
const ordersOf = (desk: ReturnType<typeof shop>, asked: JsonObject = NOA) =>
  desk.call<JsonObject & { orders: Order[]; count: number }>('find_orders', asked);

describe('plans', () => {
  it('are told in words, a line a step', () => {
    const plans = new Map(describePlans(ORDER_DOMAIN, ORDER_TOOLS).map(({ function: id, steps }) => [id, steps]));
    expect(plans.get('find_orders')).toEqual([
      'select order where customer_email = $customer_email and status = $status and total >= $min_total',
    ]);
    expect(plans.get('cancel_order')).toEqual([
      'get order by $order_id, else not found',
      'assert state in {open}, else conflict',
      'update reason = $reason',
      'set state = cancelled, which ends it',
    ]);
    expect(plans.get('transfer')).toContain('add $amount to balance of account $to_account_id');
  });
});

describe('a world of tables and plans', () => {
  it('lists what was created, and tells of it what was given', () => {
    const desk = shop();
    const before = ordersOf(desk);
    const { order_id } = desk.call<Order>('create_order', NOA);
    const after = ordersOf(desk);
    expect(after.orders.map((order) => order.order_id)).toContain(order_id);
    expect(after.count).toBe(before.count + 1);
    expect(desk.call('get_order', { order_id })).toMatchObject({ ...NOA, order_id, status: 'open' });
  });

  it('puts a member in, and the total moves by what it costs', () => {
    const desk = shop();
    const { order_id, total, items } = desk.call<Order>('create_order', NOA);
    const added = desk.call<Order>('add_item', { order_id, sku: 'LAMP-7', quantity: 3 });
    const member = added.items.at(-1) as { sku: string; quantity: number; price: number };
    expect(added.items).toHaveLength(items.length + 1);
    expect(member).toMatchObject({ sku: 'LAMP-7', quantity: 3 });
    expect(added.total).toBeCloseTo(total + 3 * member.price, 2);
    expect(desk.call('get_order', { order_id })).toMatchObject({ items: added.items, total: added.total });
  });

  it('says cancelled in the confirmation and in every view, once', () => {
    const desk = shop();
    const { order_id } = desk.call<Order>('create_order', NOA);
    const done = desk.call('cancel_order', { order_id, reason: 'not needed' });
    expect(done).toEqual({ order_id, status: 'cancelled', message: `Order ${order_id} has been cancelled.` });
    expect(desk.call<Order>('get_order', { order_id }).status).toBe('cancelled');
    expect(ordersOf(desk).orders.find((order) => order.order_id === order_id)?.status).toBe('cancelled');
    expect(ordersOf(desk, { ...NOA, status: 'open' }).orders.map((order) => order.order_id)).not.toContain(order_id);
    expect(ordersOf(desk, { ...NOA, status: 'cancelled' }).orders.map((order) => order.order_id)).toContain(order_id);
    expect(desk.fails('cancel_order', { order_id, reason: 'again' })).toBe('conflict');
    expect(desk.fails('add_item', { order_id, sku: 'LAMP-7', quantity: 1 })).toBe('conflict');
  });

  it('has no more what was deleted', () => {
    const desk = shop();
    const { order_id } = desk.call<Order>('create_order', NOA);
    desk.call('delete_order', { order_id });
    expect(ordersOf(desk).orders.map((order) => order.order_id)).not.toContain(order_id);
    expect(desk.fails('get_order', { order_id })).toBe('gone');
  });

  it('finds only what was asked for, and knows it afterwards', () => {
    const desk = shop();
    for (const asked of [
      { ...NOA, status: 'shipped' },
      { ...NOA, min_total: 250 },
    ]) {
      const all = ordersOf(desk).orders;
      const { orders } = ordersOf(desk, asked);
      const fits = (order: Order) => ('status' in asked ? order.status === 'shipped' : order.total >= 250);
      expect(orders).toEqual(all.filter(fits));
      if ('status' in asked) expect(orders.length).toBeGreaterThan(0);
      for (const order of orders) {
        expect(order.customer_email).toBe(NOA.customer_email);
        if ('status' in asked) expect(order.status).toBe('shipped');
        else expect(order.total).toBeGreaterThanOrEqual(250);
        expect(desk.call('get_order', { order_id: order.order_id })).toEqual(order);
      }
    }
  });

  it('is not changed by a search, whatever it brings up', () => {
    const desk = shop();
    const before = materialState(desk.state());
    ordersOf(desk, { ...NOA, status: 'shipped' });
    expect(materialState(desk.state())).toEqual(before);
    desk.call('create_order', NOA);
    expect(materialState(desk.state())).not.toEqual(before);
  });

  it('moves money by the amount, and no more than there is', () => {
    const desk = shop();
    const list = () =>
      desk.call<JsonObject & { accounts: { account_id: string; balance: number }[] }>('list_accounts', {}).accounts;
    const [from, to] = list() as [{ account_id: string; balance: number }, { account_id: string; balance: number }];
    expect(desk.call('deposit', { account_id: from.account_id, amount: 40.5 }).balance).toBeCloseTo(
      from.balance + 40.5,
      2,
    );
    const given = { from_account_id: from.account_id, to_account_id: to.account_id };
    desk.call('transfer', { ...given, amount: 10 });
    const after = new Map(list().map(({ account_id, balance }) => [account_id, balance]));
    expect(after.get(from.account_id)).toBeCloseTo(from.balance + 30.5, 2);
    expect(after.get(to.account_id)).toBeCloseTo(to.balance + 10, 2);
    expect(desk.fails('transfer', { ...given, amount: 1e9 })).toBe('conflict');
  });

  it('knows only identifiers that it issued', () => {
    const desk = shop();
    expect(desk.fails('get_order', { order_id: 'OR-NONE1' })).toBe('not_found');
    expect(desk.world.issuers('get_order', 'order_id')).toEqual(['find_orders', 'create_order']);
    const given = desk.world.proposeArguments('cancel_order', desk.state(), createRandom(1));
    expect(desk.fails('get_order', { order_id: given.order_id as string })).toBeUndefined();
  });

  it('keeps a state that was not touched, and shares what did not change', () => {
    const desk = shop();
    const start = desk.state();
    desk.call('list_accounts', {});
    expect(desk.state()).toBe(start);
    const { order_id } = desk.call<Order>('create_order', NOA);
    const before = desk.state() as { tables: Record<string, unknown> };
    const { account_id } = desk.world.proposeArguments('deposit', desk.state(), createRandom(2));
    desk.call('deposit', { account_id: account_id as string, amount: 5 });
    const after = desk.state() as { tables: Record<string, unknown> };
    expect(after.tables.order).toBe(before.tables.order);
    expect(desk.call<Order>('get_order', { order_id }).order_id).toBe(order_id);
  });
});
