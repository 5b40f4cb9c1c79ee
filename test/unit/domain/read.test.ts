import { describe, expect, it } from 'vitest';
import { domainOf } from './support.ts';

const SHOP = `
/** Search a customer's orders. */
function find_orders(customer_email: string, status?: "open" | "shipped");
/** Details of one order, including items and total. */
function get_order(order_id: string);
/** Add a product to an open order. */
function add_item(order_id: string, sku: string, quantity: integer);
/** Cancel an order that has not shipped. */
function cancel_order(order_id: string, reason: string);
/** Convert an amount of money. */
function convert_currency(amount: number, from: string, to: string);
`;

describe('an undocumented shop', () => {
  const domain = domainOf(SHOP);
  const reading = (name: string) => domain.functions.find((one) => one.function === name);

  it.each([
    ['find_orders', 'list', 'order', false],
    ['get_order', 'get', 'order', false],
    ['add_item', 'update', 'order', true],
    ['cancel_order', 'act', 'order', true],
    ['convert_currency', 'compute', undefined, false],
  ])('%s: %s %s', (name, operation, entity, writes) => {
    expect(reading(name)).toMatchObject({ operation, writes });
    expect(reading(name)?.entity).toBe(entity);
  });

  it('keeps orders by their id, with the states that texts and verbs tell', () => {
    const order = domain.entities.find(({ name }) => name === 'order');
    expect(order?.identifiers.map(({ name }) => name)).toEqual(['order_id']);
    expect(order?.states).toEqual(['open', 'shipped', 'cancelled']);
  });

  it('predicts that the list gives the id that others take, and the getter what its text names', () => {
    expect(reading('find_orders')?.response).toMatchObject({
      from: 'predicted',
      schema: { properties: { orders: { items: { properties: { order_id: { type: 'string' } } } } } },
    });
    expect(Object.keys(reading('get_order')?.response.schema.properties ?? {})).toEqual(
      expect.arrayContaining(['order_id', 'items', 'total']),
    );
  });

  it('moves a cancelled order out of open', () => {
    expect(reading('cancel_order')).toMatchObject({ movesTo: 'cancelled', allowedFrom: ['open'] });
  });
});
