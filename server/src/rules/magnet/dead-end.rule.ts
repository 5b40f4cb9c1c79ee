import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

export const deadEnd = defineRule({
  code: 'dead-end',
  family: 'magnet',
  severity: { default: 'off' },
  title: 'A function whose answer nothing takes up.',
  message: message`No function takes up what ${'name'} returns: every path ends here.`,
  docs: {
    what: 'A function with edges into it and none out of it. Off by default: every catalog has functions that are rightly the last.',
    why: 'A walk that comes here stops short of its length. Many such functions make for short, alike conversations.',
    bad: `/** Key of an order. */
type OrderId = string;
/** Places an order. @param product What to order. */
function place_order(product: string): { order_id: OrderId };
/** Cancels an order. @param order_id Order to cancel. */
function [|cancel_order|](order_id: OrderId): boolean;`,
    good: `/** Key of an order. */
type OrderId = string;
/** Key of a parcel. */
type ParcelId = string;
/** Tells which parcel an order is in. @param order_id Order to look up. */
function find_parcel(order_id: OrderId): { parcel_id: ParcelId };
/** Tells which order a parcel is for. @param parcel_id Parcel to look up. */
function find_order(parcel_id: ParcelId): { order_id: OrderId };`,
  },
  checkGraph({ graph, catalog }, report) {
    for (const { id } of graph.nodes) {
      if (graph.outgoing(id).length > 0 || graph.incoming(id).length === 0) continue;
      const name = catalog.get(id)?.signature.name;
      if (name !== undefined) report(id, { part: ['name'], data: { name: `\`${name}\`` } });
    }
  },
});
