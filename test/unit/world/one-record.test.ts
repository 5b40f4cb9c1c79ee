import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

const S = { type: 'string' };
const N = { type: 'number' };
const list = (items: object) => ({ type: 'array', items });

function tool(name: string, description: string, properties: object, response?: object) {
  const inputSchema = { type: 'object', properties, required: Object.keys(properties) };
  const outputSchema = { type: 'object', properties: response ?? {} };
  return { name, description, inputSchema, ...(response === undefined ? {} : { outputSchema }) };
}

function session(tools: readonly object[]) {
  const world = createSimulatedWorld(functionsOf(JSON.stringify({ tools }), 'file:///tools.json'));
  let state = world.startNow('one record');
  return (name: string, given: JsonObject = {}) => {
    const execution = world.executeNow({ function: name, arguments: given }, state);
    state = execution.state;
    if (!execution.outcome.ok) throw new Error(execution.outcome.error.message);
    return execution.outcome.output as Record<string, Json> & { items: JsonObject[] };
  };
}

describe('what is read under one name and moved under another is one', () => {
  const told = { balance: N };
  const purse = (documented: boolean) => [
    tool('get_balance', 'Tells the balance of the purse.', {}, documented ? told : undefined),
    tool('deposit_money', 'Puts money into the purse.', { amount: N }, documented ? told : undefined),
    tool('withdraw_money', 'Takes money out of the purse.', { amount: N }, documented ? told : undefined),
  ];

  it.each([true, false])('a purse, responses documented: %s', (documented) => {
    const call = session(purse(documented));
    const balance = () => Number(Object.values(call('get_balance')).find((value) => typeof value === 'number'));
    const before = balance();
    const answer = call('deposit_money', { amount: 50.25 });
    expect(balance()).toBeCloseTo(before + 50.25);
    if (documented) expect(answer.balance).toBeCloseTo(before + 50.25);
    call('withdraw_money', { amount: 20 });
    expect(balance()).toBeCloseTo(before + 30.25);
  });
});

describe('a list of what is given in pieces', () => {
  const item = { type: 'object', properties: { product_id: S, quantity: { type: 'integer' }, price: N } };
  const basket = { items: list(item), total: N };
  const products = { products: list({ type: 'object', properties: { product_id: S, title: S, price: N } }) };

  it('takes a product in, with its price, and lets it go', () => {
    const call = session([
      tool('list_products', 'Lists products on sale.', {}, products),
      tool('add_to_cart', 'Adds a product to the cart.', { product_id: S, quantity: { type: 'integer' } }, basket),
      tool('view_cart', 'Shows the cart.', {}, basket),
      tool('remove_from_cart', 'Takes a product out of the cart.', { product_id: S }, basket),
    ]);
    const [first] = call('list_products').products as JsonObject[];
    const product_id = first?.product_id as string;
    call('add_to_cart', { product_id, quantity: 2 });
    const { items, total } = call('view_cart');
    expect(items).toContainEqual({ product_id, quantity: 2, price: first?.price });
    expect(total).toBeCloseTo(
      items.reduce((sum, each) => sum + Number(each.price) * Number(each.quantity), 0),
      1,
    );
    call('remove_from_cart', { product_id });
    expect(call('view_cart').items.map((each) => each.product_id)).not.toContain(product_id);
  });
});

describe('what is known by two names together', () => {
  it('is taken out where it was put in, and stays where it also is', () => {
    const call = session([
      tool('add_member', 'Adds a member to a team.', { team: S, member: S }),
      tool('remove_member', 'Takes a member out of a team.', { team: S, member: S }),
      tool('list_members', 'Lists the members of a team.', { team: S }, { members: list(S) }),
    ]);
    const members = (team: string) => call('list_members', { team }).members as string[];
    for (const team of ['Otters', 'Badgers']) call('add_member', { team, member: 'Zoe Quint' });
    expect(members('Otters')).toContain('Zoe Quint');
    call('remove_member', { team: 'Otters', member: 'Zoe Quint' });
    expect(members('Otters')).not.toContain('Zoe Quint');
    expect(members('Badgers')).toContain('Zoe Quint');
  });
});
